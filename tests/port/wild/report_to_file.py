# -*- coding: utf-8 -*-
"""Writes a report of the domain as text, HTML and CSV."""
import cgi
import codecs
import csv
import os
import sys
import urllib
import gdata.apps.service
import gdata.auth

def connect():
    global service
    service = gdata.apps.service.AppsService(source='report', domain=os.environ['DOMAIN'])
    service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                    consumer_secret=os.environ['CONSUMER_SECRET'])
    token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)

def text(users, f):
    print >>f, 'Users of', service.domain
    print >> f, '=' * 24
    for u in users:
        print >>f, '%-10s' % u.login.user_name, u.name.family_name
    print >>f

def html(users, path):
    f = codecs.open(path, 'w', 'utf-8')
    f.write(u'<table>\n')
    for u in users:
        f.write(u'<tr><td><a href="mailto:%s">%s</a></td><td>%s</td></tr>\n' % (
            urllib.quote(u.login.user_name + '@' + service.domain),
            cgi.escape(u.login.user_name), u.name.family_name.decode('utf-8')))
    f.write(u'</table>\n')
    f.close()

def table(users, path):
    f = open(path, 'wb')
    w = csv.writer(f, delimiter=';', quoting=csv.QUOTE_ALL)
    w.writerow(('name', 'family', 'given', 'suspended'))
    for u in users:
        w.writerow((u.login.user_name, u.name.family_name, u.name.given_name, u.login.suspended))
    f.close()

connect()
users = service.RetrieveAllUsers().entry
text(users, sys.stdout)
report = open('report.txt', 'w')
text(users, report)
report.close()
html(users, 'report.html')
table(users, 'report.csv')
for name in sorted(os.listdir(os.getcwdu())):
    print name, len(file(name).readlines())
