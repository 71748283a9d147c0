#!/usr/bin/python
# -*- coding: utf-8 -*-
import os
import sys
import gdata.apps.service
import gdata.auth

# accents make trouble: everything goes through here
def to_utf8(s):
    if isinstance(s, unicode):
        return s.encode('utf-8')
    return s

def to_unicode(s):
    if not isinstance(s, unicode):
        s = s.decode('utf-8')
    return s

service = gdata.apps.service.AppsService(domain=os.environ['DOMAIN'], source='unicode')
service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
token.oauth_input_params = service.GetOAuthInputParameters()
service.SetOAuthToken(token)

people = [
    (u'fran\xe7ois', u'Fran\xe7ois', u'Lef\xe8vre'),
    ('soren', 'Søren', u'\xd8sterg\xe5rd'),
    ('hanako', u'花子', '山田'),
    ('quote', 'Miles', 'O\'Brien & <Sons>'),
]
for login, given, family in people:
    try:
        made = service.CreateUser(to_utf8(login), to_utf8(family), to_utf8(given), 'a-long-password')
    except gdata.apps.service.AppsForYourDomainException, e:
        print 'refused:', e.error_code, e.reason
        continue
    print made.login.user_name, to_unicode(made.name.given_name), len(to_unicode(made.name.family_name))

user = service.RetrieveUser('zoe')
print 'Zoë Müller is', user.name.given_name, user.name.family_name
print to_unicode(user.name.family_name).upper() == u'MÜLLER', ur'\d' + u'\xfc' == u'\\d\u00fc'
user.name.family_name = u'M\xfcller-L\xfcdenscheidt'.encode('utf-8')
user = service.UpdateUser('zoe', user)
print u'%s' % to_unicode(user.name.family_name)
names = [to_unicode(u.name.family_name) for u in service.RetrieveAllUsers().entry]
names.sort()
print u', '.join(names[-3:]).encode('utf-8')
print 'in latin-1: %d bytes' % len(to_unicode(user.name.family_name).encode('latin-1'))
