#!/usr/bin/env python
# Users on a second domain of the account
import os
import sys

import gdata.apps.multidomain.client
import gdata.client
import gdata.gauth

TOKEN = gdata.gauth.OAuthHmacToken(os.environ['CONSUMER_KEY'], os.environ['CONSUMER_SECRET'],
                                   os.environ['TOKEN'], os.environ['TOKEN_SECRET'], gdata.gauth.ACCESS_TOKEN)
client = gdata.apps.multidomain.client.MultiDomainProvisioningClient(domain=os.environ['DOMAIN'], auth_token=TOKEN)
client.ssl = True


def main():
    people = [('dora', u'Dora', u'D\xf6rn'), ('emil', u'Emil', u'Est'), ('liz', u'Liz', u'Smith')]
    for name, first, last in people:
        address = '%s@example.org' % name
        try:
            user = client.CreateUser(address, first, last, 'a-long-password', False)
        except gdata.client.RequestError, e:
            print address, 'not made: %d' % e.status, 'EntityExists' in e.body
            continue
        print user.email, user.first_name, user.last_name.encode('utf-8'), user.is_admin
    user = client.RetrieveUser('dora@example.org')
    user.suspended = 'true'
    user.last_name = u'D\xf6rn-Est'
    user = client.UpdateUser('dora@example.org', user)
    print user.suspended, repr(user.last_name == u'D\xf6rn-Est')
    print client.RenameUser('emil@example.org', 'emile@' + os.environ['DOMAIN']).new_email
    for user in client.RetrieveAllUsers().entry:
        if not user.email.endswith('@' + os.environ['DOMAIN']):
            print >>sys.stdout, '%s;%s' % (user.email, user.suspended)
    client.DeleteUser('dora@example.org')
    try:
        client.RetrieveUser('dora@example.org')
    except gdata.client.RequestError, e:
        print e.status, e.reason


main()
