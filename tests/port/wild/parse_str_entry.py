#!/usr/bin/env python
import os, re, sys
import gdata.apps.service
import gdata.auth
from xml.dom import minidom
try:
    from xml.etree import cElementTree as ElementTree
except ImportError:
    from xml.etree import ElementTree

APPS = '{http://schemas.google.com/apps/2006}'
ATOM = '{http://www.w3.org/2005/Atom}'

service = gdata.apps.service.AppsService(source='xml', domain=os.environ['DOMAIN'])
service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'], consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
token.oauth_input_params = service.GetOAuthInputParameters()
service.SetOAuthToken(token)

# one entry, three ways to look at it
entry = service.RetrieveUser('greta')
tree = ElementTree.fromstring(str(entry))
login = tree.find(APPS + 'login')
print 'user', login.get('userName'), 'suspended', login.get('suspended')
print 'family', tree.find(APPS + 'name').get('familyName').encode('utf-8')

dom = minidom.parseString(str(entry))
for element in dom.getElementsByTagNameNS('http://schemas.google.com/apps/2006', 'quota'):
    print 'quota', int(element.getAttribute('limit')) / 1024, 'GB'

match = re.search('userName=["\']([^"\']+)', str(entry))
print 'regex', match and match.group(1)

# a whole feed
feed = service.RetrieveAllUsers()
tree = ElementTree.fromstring(str(feed))
suspended = []
for node in tree.getiterator(APPS + 'login'):
    if node.attrib.has_key('suspended') and node.attrib['suspended'] == 'true':
        suspended.append(node.attrib['userName'])
print len(tree.findall(ATOM + 'entry')), 'entries,', len(suspended), 'suspended:', ' '.join(suspended)

hrefs = [link.get('href') for link in tree.findall(ATOM + 'link') if link.get('rel') == 'self']
print hrefs[0]
print 'declared:', str(entry)[:38]

# and back again
copy = gdata.apps.UserEntryFromString(str(entry))
print copy.name.family_name == entry.name.family_name, copy == entry, type(str(copy)) is str
copy.name.given_name = 'Margareta'
service.UpdateUser('greta', copy)
print service.RetrieveUser('greta').name.given_name
