#!/usr/bin/python2.6
# -*- coding: iso-8859-1 -*-
# Signatures and out-of-office notes for a whole list of users (für alle)

import os
import string
import gdata.apps.emailsettings.service
import gdata.apps.service
import gdata.auth

SIGNATURE = string.Template("""$name
Example Ltd. \xb7 Stra\xdfe 1
phone $phone""".decode('latin-1'))

PHONES = {'bruno': '+49 30 1', 'chiara': '+49 30 2', 'zoe': '+49 30 3'}

def service(cls):
    s = cls(domain=os.environ['DOMAIN'], source='signatures')
    s.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                              consumer_secret=os.environ['CONSUMER_SECRET'])
    t = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    t.oauth_input_params = s.GetOAuthInputParameters()
    s.SetOAuthToken(t)
    return s

apps = service(gdata.apps.service.AppsService)
settings = service(gdata.apps.emailsettings.service.EmailSettingsService)

for user, phone in sorted(PHONES.iteritems()):
    entry = apps.RetrieveUser(user)
    name = unicode(entry.name.given_name + ' ' + entry.name.family_name, 'utf-8')
    text = SIGNATURE.substitute(name=name, phone=phone)
    settings.UpdateSignature(user, text.encode('utf-8'))
    print user, len(text)

print settings.UpdateVacation('bruno', True, 'Away', 'Back on Monday.\nBruno', True)['enable']
print settings.UpdateForwarding('bruno', True, 'chiara@' + os.environ['DOMAIN'], 'KEEP')['action']
print settings.UpdatePop('chiara', False, 'ALL_MAIL', 'KEEP')['enable']
print settings.UpdateImap('chiara', True)['enable']
print settings.CreateLabel('zoe', 'Projekt \xdc'.decode('latin-1').encode('utf-8'))['label']
print settings.CreateFilter('zoe', from_='boss@example.com', should_mark_as_read=True, label='boss')['shouldMarkAsRead']
print settings.UpdateLanguage('zoe', 'de')['language']
for bad in 'nobody', 'bruno':
    try:
        settings.CreateSendAsAlias(bad, 'Sales', 'not an address')
    except gdata.apps.service.AppsForYourDomainException, e:
        print bad, e.error_code, e.reason
