#!/usr/bin/python
#
# A mailing list for every class, after the sample of the provisioning API.

try:
  from xml.etree import ElementTree
except ImportError:
  from elementtree import ElementTree
import gdata.apps.service
import gdata.auth
import atom
import os
import sys


class ListManager(object):
  """Mailing lists of a school."""

  def __init__(self, domain):
    self.client = gdata.apps.service.AppsService(source='lists', domain=domain)
    self.client.SetOAuthInputParameters(
        gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
        consumer_secret=os.environ['CONSUMER_SECRET'])
    token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    token.oauth_input_params = self.client.GetOAuthInputParameters()
    self.client.SetOAuthToken(token)
    self.domain = domain

  def Make(self, name, addresses):
    try:
      self.client.CreateEmailList(name)
    except gdata.apps.service.AppsForYourDomainException:
      print('%s: there already' % name)
    for address in addresses:
      self.client.AddRecipientToEmailList(address, name)

  def Show(self):
    for entry in self.client.RetrieveAllEmailLists().entry:
      print(entry.email_list.name)
      for recipient in self.client.RetrieveAllRecipients(entry.email_list.name).entry:
        print('  ' + recipient.who.email)

  def Lists(self, address):
    return [entry.email_list.name for entry in self.client.RetrieveEmailLists(address).entry]


def main():
  manager = ListManager(os.environ['DOMAIN'])
  manager.Make('class-1', ['bruno@example.com', 'parents@elsewhere.test'])
  manager.Make('news', ['bruno@example.com'])
  manager.Show()
  print(manager.Lists('bruno@example.com'))
  manager.client.RemoveRecipientFromEmailList('parents@elsewhere.test', 'class-1')
  manager.client.DeleteEmailList('news')
  print(len(manager.client.RetrieveAllEmailLists().entry))
  tree = ElementTree.fromstring(str(manager.client.RetrieveEmailList('class-1')))
  print(tree.tag.split('}')[1])


if __name__ == '__main__':
  main()
