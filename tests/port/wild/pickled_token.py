#!/usr/bin/python
# keeps the oauth token between runs, so that nobody has to allow twice

import cPickle as pickle
import os
import re
import sys
import urllib
import urllib2
import cookielib
import gdata.apps.service
import gdata.auth
from urlparse import urlparse

SCOPES = ['https://apps-apis.google.com/a/feeds/user/', 'https://apps-apis.google.com/a/feeds/nickname/']
TOKEN_FILE = os.path.join('.wild', 'token.pickle')
CALLBACK = 'http://localhost/done'

def allow(url):
    """What a person does in the browser: look at the page, press Allow."""
    class Stay(urllib2.HTTPRedirectHandler):
        def http_error_302(self, req, fp, code, msg, headers):
            return fp
    opener = urllib2.build_opener(urllib2.HTTPCookieProcessor(cookielib.CookieJar()), Stay())
    page = opener.open(url).read()
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields['decision'] = 'allow'
    action = re.search(r'<form method="post" action="([^"]+)"', page).group(1)
    answer = opener.open('http://www.google.com' + action, urllib.urlencode(fields))
    return answer.info().getheader('Location')

def get_token(service):
    if os.path.exists(TOKEN_FILE):
        f = open(TOKEN_FILE)
        token = pickle.load(f)
        f.close()
        print 'token loaded'
        return token
    request_token = service.FetchOAuthRequestToken(scopes=SCOPES, oauth_callback=CALLBACK)
    service.SetOAuthToken(request_token)
    back = allow(service.GenerateOAuthAuthorizationURL().replace('https://', 'http://'))
    print 'sent back to', urlparse(back)[1]
    authorized = gdata.auth.OAuthTokenFromUrl(back)
    authorized.secret = request_token.secret
    authorized.oauth_input_params = service.GetOAuthInputParameters()
    verifier = re.search('oauth_verifier=([^&]+)', back).group(1)
    token = service.UpgradeToOAuthAccessToken(authorized, oauth_verifier=verifier)
    if token is None:
        token = service.current_token
    if not os.path.isdir('.wild'):
        os.mkdir('.wild', 0700)
    f = open(TOKEN_FILE, 'w')
    pickle.dump(token, f)
    f.close()
    print 'token saved'
    return token

def run():
    service = gdata.apps.service.AppsService(source='pickled', domain=os.environ['DOMAIN'])
    service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1,
        os.environ['CONSUMER_KEY'], consumer_secret=os.environ['CONSUMER_SECRET'])
    service.SetOAuthToken(get_token(service))
    print len(service.RetrieveAllUsers().entry), 'users'
    print [n.nickname.name for n in service.RetrieveNicknames('alice').entry]
    print map(str, service.current_token.scopes) == SCOPES

for i in range(2):
    run()
