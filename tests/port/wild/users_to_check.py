#!/usr/bin/env python
"""Lists whom somebody should look at: suspended, never agreed to the terms, or with a small quota."""

import os
import string
import sys
import gdata.apps.service
import gdata.auth


def connect():
    service = gdata.apps.service.AppsService(source='check', domain=os.environ['DOMAIN'])
    service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                    consumer_secret=os.environ['CONSUMER_SECRET'])
    token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)
    return service


def reasons(user):
    found = []
    if user.login.suspended == 'true':
        found.append('suspended')
    if user.login.agreed_to_terms <> 'true':
        found.append('never agreed')
    if user.quota is not None and int(user.quota.limit) < 4096:
        found.append('%d GB' % (int(user.quota.limit) / 1024))
    return found


def main():
    service = connect()
    checked, counts = 0, {}
    for user in service.RetrieveAllUsers().entry:
        checked += 1
        why = reasons(user)
        if why:
            print string.ljust(user.login.user_name, 12), string.join(why, ', ')
        for reason in why:
            if not counts.has_key(reason):
                counts[reason] = 0
            counts[reason] += 1
    for reason, count in sorted(counts.iteritems()):
        print >>sys.stderr, '%3d %s' % (count, reason)
    print checked, 'users'


try:
    main()
except gdata.apps.service.AppsForYourDomainException, e:
    print >>sys.stderr, e.error_code, e.args[0]['reason']
    sys.exit(1)
