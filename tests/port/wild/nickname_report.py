#!/usr/bin/env python

# who has which nicknames, the ones with most first

import os, sys
import gdata.apps.service
from gdata.auth import OAuthToken, OAuthSignatureMethod

gd = gdata.apps.service.AppsService(domain=os.environ['DOMAIN'], source='nick-report')
gd.SetOAuthInputParameters(OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'], consumer_secret=os.environ['CONSUMER_SECRET'])
tok = OAuthToken(os.environ['TOKEN'], os.environ['TOKEN_SECRET'])
tok.oauth_input_params = gd.GetOAuthInputParameters()
gd.SetOAuthToken(tok)

def by_count(a, b):
    c = cmp(len(b[1]), len(a[1]))
    if c == 0:
        c = cmp(a[0], b[0])
    return c

nicks = {}
for user in gd.RetrieveAllUsers().entry:
    name = user.login.user_name
    entries = gd.RetrieveNicknames(name).entry
    if len(entries) == 0: continue
    if not nicks.has_key(name):
        nicks[name] = []
    for e in entries:
        nicks[name].append(e.nickname.name)

table = nicks.items()
table.sort(by_count)
widest = max(map(len, nicks.keys()))
total = 0
for name, names in table:
    names.sort(cmp=lambda x, y: -cmp(x, y))
    print ('%-' + str(widest) + 's') % name, ' '.join(names)
    total += len(names)
print '-' * 20
print '%d nicknames, %.1f on average' % (total, total / float(len(table)))
print "%s of %d users (%d%%)" % (len(table), 11, 100 * len(table) / 11)
if 'alice' in nicks.keys() and nicks.values()[0] is not None:
    print "alice is there"
try:
    gd.RetrieveNickname('nobody')
except gdata.apps.service.AppsForYourDomainException, e:
    print e.reason
