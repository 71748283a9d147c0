#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""The settings of the domain, as the control panel shows them."""
import os
import gdata.apps.adminsettings.service
import gdata.apps.service
import gdata.auth

service = gdata.apps.adminsettings.service.AdminSettingsService(domain=os.environ['DOMAIN'], source='panel')
service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
token.oauth_input_params = service.GetOAuthInputParameters()
service.SetOAuthToken(token)

WHAT = [
    ('language', service.GetDefaultLanguage),
    ('organization', service.GetOrganizationName),
    ('users at most', service.GetMaximumNumberOfUsers),
    ('users', service.GetCurrentNumberOfUsers),
    ('verified', service.IsDomainVerified),
    ('edition', service.GetEdition),
    ('country', service.GetCountryCode),
    ('support PIN', service.GetSupportPIN),
]
for label, function in WHAT:
    try:
        value = function()
    except gdata.apps.service.AppsForYourDomainException, e:
        value = 'error %s' % e.error_code
    if label == 'support PIN':
        value = '*' * len(str(value))
    print '%-15s %s' % (label + ':', value)

answer = service.UpdateDefaultLanguage('de')
print answer.has_key('defaultLanguage') and answer['defaultLanguage']
print service.UpdateOrganizationName('Schule Süd'.decode('utf-8').encode('utf-8'))['organizationName']
try:
    service.UpdateDefaultLanguage('klingon')
except gdata.apps.service.AppsForYourDomainException, e:
    print e.error_code, e.reason, `e.invalidInput`
print service.GetDefaultLanguage(), len(service.GetOrganizationName()) > 9
