#!/usr/bin/env python
"""An HTTP client of our own that counts, caches and shows what goes over the wire."""

import os
import time
import atom.http
import gdata.apps.service
import gdata.auth


class CachedResponse(object):

    def __init__(self, body, status, reason):
        self.body, self.status, self.reason = body, status, reason

    def read(self, length=None):
        return self.body

    def getheader(self, name, default=None):
        return default


class CachingClient(atom.http.ProxiedHttpClient):
    """Answers a GET that was asked before from memory."""

    def __init__(self, *args, **kwargs):
        atom.http.ProxiedHttpClient.__init__(self, *args, **kwargs)
        self.cache = {}
        self.calls = []

    def request(self, operation, url, data=None, headers=None):
        key = str(url)
        self.calls.append((operation, key.split('/')[-1]))
        if operation == 'GET' and self.cache.has_key(key):
            body, status, reason = self.cache[key]
        else:
            if data is not None:
                print '%s %s' % (operation, isinstance(data, basestring) or data.__class__.__name__)
            response = atom.http.ProxiedHttpClient.request(self, operation, url, data=data, headers=headers)
            body, status, reason = response.read(), response.status, response.reason
            if operation == 'GET' and status == 200:
                self.cache[key] = body, status, reason
            else:
                self.cache.clear()
        return CachedResponse(body, status, reason)


http_client = CachingClient()
client = gdata.apps.service.AppsService(domain=os.environ['DOMAIN'], source='cache')
client.http_client = http_client
client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                               consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
token.oauth_input_params = client.GetOAuthInputParameters()
client.SetOAuthToken(token)

for i in range(3):
    user = client.RetrieveUser('elena')
user.name.given_name = 'Helena'
client.UpdateUser('elena', user)
print client.RetrieveUser('elena').name.given_name
client.DeleteUser('elena')
try:
    client.RetrieveUser('elena')
except gdata.apps.service.AppsForYourDomainException, e:
    print e.reason
for operation, name in http_client.calls:
    print operation.ljust(7) + name
print len(http_client.cache), 'in the cache'
