#!/usr/bin/env python
"""A small web site that asks for access by AuthSub, without the web site."""
import os
import re
import sys
import urllib
import urllib2
import urlparse
import cgi
import cookielib
import atom.url
import gdata.apps.service
import gdata.auth

SCOPE = 'https://apps-apis.google.com/a/feeds/'
NEXT = 'http://www.example.com/welcome.py'

class NoRedirect(urllib2.HTTPRedirectHandler):
    def http_error_302(self, req, fp, code, msg, headers):
        infourl = urllib.addinfourl(fp, headers, req.get_full_url())
        infourl.code = code
        return infourl

def press(url, decision):
    jar = cookielib.CookieJar()
    opener = urllib2.build_opener(urllib2.HTTPCookieProcessor(jar), NoRedirect())
    page = opener.open(str(url)).read()
    form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    form = dict([(key, value.replace('&amp;', '&')) for key, value in form.iteritems()])
    form['decision'] = decision
    action = re.search('<form method="post" action="([^"]+)"', page).group(1).replace('&amp;', '&')
    response = opener.open(urlparse.urljoin(str(url), action), urllib.urlencode(form))
    return response.code, response.headers['Location']

service = gdata.apps.service.AppsService(domain=os.environ['DOMAIN'], source='authsub')
url = gdata.auth.generate_auth_sub_url(NEXT, [SCOPE], secure=False, session=True,
    request_url=atom.url.parse_url('http://www.google.com/accounts/AuthSubRequest'))
parts = urlparse.urlparse(str(url))
print parts[1], parts[2], sorted(cgi.parse_qs(parts[4]).keys())

code, location = press(url, 'deny')
print 'denied:', code, 'token=' in location
code, location = press(url, 'allow')
print 'allowed:', code, location.split('?')[0]
query = cgi.parse_qs(urlparse.urlparse(location)[4])
print sorted(query.keys())

single = gdata.auth.extract_auth_sub_token_from_url(location)
service.SetAuthSubToken(single)
service.UpgradeToSessionToken()
print service.RetrieveUser('bruno').name.given_name
print service.AuthSubTokenInfo().split('\n')[0]
service.RevokeAuthSubToken()
try:
    service.RetrieveUser('bruno')
except gdata.apps.service.AppsForYourDomainException, e:
    print 'revoked:', e[0]['status']
