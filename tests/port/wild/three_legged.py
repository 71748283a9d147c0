#!/usr/bin/env python
#
# OAuth, step by step, as in the documentation of 2010

import os
import re
import sys
import urllib
import urllib2
import cookielib
import gdata.apps.service
import gdata.auth
import gdata.service

SCOPES = ('https://apps-apis.google.com/a/feeds/user/',)

def press_allow(url):
	opener = urllib2.build_opener(urllib2.HTTPCookieProcessor(cookielib.CookieJar()))
	html = opener.open(url.replace('https:', 'http:')).read()
	fields = {'decision': 'allow'}
	for m in re.finditer(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html):
		fields[m.group(1)] = m.group(2)
	action = re.findall(r'action="([^"]+)"', html)[0]
	request = urllib2.Request('http://www.google.com' + action, urllib.urlencode(fields))
	request.add_header('Referer', url)
	try:
		page = opener.open(request).read()
	except urllib2.HTTPError, e:
		print 'the page says', e.code, e.msg
		raise SystemExit(1)
	return re.search('id="verifier">([^<]+)<', page).group(1)

client = gdata.apps.service.AppsService(source='three-legs', domain=os.environ['DOMAIN'])
client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1,
	os.environ['CONSUMER_KEY'], consumer_secret=os.environ['CONSUMER_SECRET'])

print 'STEP 1: Fetch the request token'
request_token = client.FetchOAuthRequestToken(scopes=list(SCOPES), oauth_callback='oob')
client.SetOAuthToken(request_token)
print '  it has', len(filter(None, [request_token.key, request_token.secret])), 'parts'

print 'STEP 2: Authorize it'
url = client.GenerateOAuthAuthorizationURL()
print ' ', url.split('?')[0]
verifier = press_allow(url)

print 'STEP 3: Upgrade to an access token'
try:
	client.UpgradeToOAuthAccessToken(oauth_verifier='no such verifier')
except gdata.service.TokenUpgradeFailed, e:
	print '  wrong verifier:', e.args[0]['status']
client.UpgradeToOAuthAccessToken(oauth_verifier=verifier)
access_token = client.token_store.find_token(SCOPES[0])
print '  found in the store:', access_token is not None and access_token.key <> request_token.key

print 'STEP 4: Use it'
feed = client.GetFeed('https://apps-apis.google.com/a/feeds/%s/user/2.0' % os.environ['DOMAIN'])
for entry in feed.entry[:3]:
	print '  -', entry.title.text
client.RevokeOAuthToken()
try:
	client.RetrieveUser('bruno')
except gdata.apps.service.AppsForYourDomainException, e:
	print '  revoked:', e.args[0]['status']
