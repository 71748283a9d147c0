#!/usr/bin/python
"""Users with an employee number: a subclass of UserEntry with an element of our own."""
import copy
import os
import atom
import gdata.apps
import gdata.apps.service
import gdata.auth

HR_NAMESPACE = 'http://example.com/hr/2011'
USERS = '/a/feeds/%s/user/2.0' % os.environ['DOMAIN']


class Employee(atom.AtomBase):
  """<hr:employee number="..." since="...">text</hr:employee>"""
  _tag = 'employee'
  _namespace = HR_NAMESPACE
  _children = atom.AtomBase._children.copy()
  _attributes = atom.AtomBase._attributes.copy()
  _attributes['number'] = 'number'
  _attributes['since'] = 'since'

  def __init__(self, number=None, since=None, text=None, extension_elements=None, extension_attributes=None):
    self.number = number
    self.since = since
    self.text = text
    self.extension_elements = extension_elements or []
    self.extension_attributes = extension_attributes or {}


class EmployeeEntry(gdata.apps.UserEntry):
  _tag = gdata.apps.UserEntry._tag
  _namespace = gdata.apps.UserEntry._namespace
  _children = gdata.apps.UserEntry._children.copy()
  _attributes = gdata.apps.UserEntry._attributes.copy()
  _children['{%s}employee' % HR_NAMESPACE] = ('employee', Employee)

  def __init__(self, employee=None, **kwargs):
    gdata.apps.UserEntry.__init__(self, **kwargs)
    self.employee = employee


def EmployeeEntryFromString(xml_string):
  return atom.CreateClassFromXMLString(EmployeeEntry, xml_string)


service = gdata.apps.service.AppsService(source='hr', domain=os.environ['DOMAIN'])
service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
token.oauth_input_params = service.GetOAuthInputParameters()
service.SetOAuthToken(token)

entry = EmployeeEntry(employee=Employee(number='42', since='2009-01-01', text='full time'))
entry.login = gdata.apps.Login(user_name='nina', password='nina-password')
entry.name = gdata.apps.Name(family_name='Novak', given_name='Nina')
made = service.Post(entry, USERS, converter=EmployeeEntryFromString)
print('%s %s' % (made.login.user_name, made.employee))
back = EmployeeEntryFromString(str(entry))
print('%s since %s, %s' % (back.employee.number, back.employee.since, back.employee.text))
plain = gdata.apps.UserEntryFromString(str(entry))
print([element.tag for element in plain.extension_elements])
print([element.attributes['number'] for element in plain.FindExtensions('employee', HR_NAMESPACE)])
other = copy.deepcopy(back)
other.employee.number = '43'
print(back.employee.number + ' ' + other.employee.number)
fetched = service.Get(USERS + '/nina', converter=EmployeeEntryFromString)
print(isinstance(fetched, gdata.apps.UserEntry) and fetched.name.family_name)
