#!/usr/bin/env python
"""Loads a Unix mailbox into an account of Google Apps."""
import getopt
import mailbox
import os
import sys
import gdata.apps.migration.service
import gdata.apps.service
import gdata.auth

def usage():
    print 'usage: migrate_mail.py -u USER [-l LABEL] MBOX'

def connect():
    service = gdata.apps.migration.service.MigrationService(domain=os.environ['DOMAIN'], source='mbox')
    service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                    consumer_secret=os.environ['CONSUMER_SECRET'])
    token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)
    return service

def main():
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'hu:l:', ['help', 'user=', 'label='])
    except getopt.GetoptError, err:
        print str(err)
        usage()
        sys.exit(2)
    user, labels = None, []
    for o, a in opts:
        if o in ('-h', '--help'):
            usage()
            sys.exit()
        elif o in ('-u', '--user'):
            user = a
        elif o in ('-l', '--label'):
            labels.append(a)
    service = connect()
    refused = 0
    for number, message in enumerate(mailbox.mbox(args[0])):
        flags = ['IS_INBOX']
        if 'R' not in (message['Status'] or ''):
            flags.append('IS_UNREAD')
        try:
            service.ImportMail(user, message.as_string(), flags, labels)
        except gdata.apps.migration.service.MigrationError, e:
            refused += 1
            print 'message %d: refused' % (number + 1)
            continue
        except gdata.apps.service.AppsForYourDomainException, e:
            refused += 1
            print 'message %d: %s' % (number + 1, e.reason)
            continue
        print 'message %d: %s (%s)' % (number + 1, message['Subject'], ', '.join(flags))
    print '%d refused' % refused
    return refused

sys.exit(main())
