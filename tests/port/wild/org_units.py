# Moves users into organization units by the first letter of their family names.
import os
import gdata.apps.organization.service
import gdata.apps.service
import gdata.auth

service = gdata.apps.organization.service.OrganizationService(domain=os.environ['DOMAIN'], source='units')
service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
token.oauth_input_params = service.GetOAuthInputParameters()
service.SetOAuthToken(token)

customer = service.RetrieveCustomerId()['customerId']
ROOT = '/'

def unit(name, parent=ROOT, description=''):
  try:
    return service.CreateOrgUnit(customer, name, parent, description, False)
  except gdata.apps.service.AppsForYourDomainException, e:
    if e.error_code == gdata.apps.service.ENTITY_EXISTS:
      print 'unit', name, 'is there'
      return service.RetrieveOrgUnit(customer, name)
    raise e

def tree(path=None, depth=0):
  for u in sorted(service.RetrieveSubOrgUnits(customer, path or ROOT), lambda a, b: cmp(a['name'], b['name'])):
    print '%s%s (%s)' % ('  ' * depth, u['name'], u['description'] or 'no description')
    if depth < 3: tree(u['orgUnitPath'], depth + 1)

unit('sales')
unit('Staff', description='Everybody else')
unit('A-F', 'Staff')
unit('G-Z', 'Staff')
tree()

first, second = [], []
users = service.RetrieveAllOrgUsers(customer)
for user in users:
  name = user['orgUserEmail'].split('@')[0]
  if user['orgUnitPath'] == 'sales':
    continue
  if name[0] < 'g':
    first.append(user['orgUserEmail'])
  else:
    second.append(user['orgUserEmail'])
for path, addresses in (('Staff/A-F', first), ('Staff/G-Z', second)):
  moved = service.MoveUserToOrgUnit(customer, path, addresses)
  print path, '<-', len(moved['usersMoved'].split(',')), 'users'
service.UpdateOrgUser(customer, 'ingrid@' + os.environ['DOMAIN'], 'sales/north')
print service.RetrieveOrgUser(customer, 'ingrid@' + os.environ['DOMAIN'])['orgUnitPath']
try:
  service.DeleteOrgUnit(customer, 'Staff')
except gdata.apps.service.AppsForYourDomainException, e:
  print 'not deleted:', e.error_code
print [str(u['orgUnitPath']) for u in service.RetrieveAllOrgUnits(customer)]
