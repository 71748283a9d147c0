"""Keeps an eye on mailboxes: monitors, account information and exports (Email Audit API)."""
from __future__ import with_statement
import datetime
import os
import sys
import gdata.apps.audit.service
import gdata.apps.service
import gdata.auth

class Auditor(object):
    def __init__(self, domain):
        self.service = gdata.apps.audit.service.AuditService(domain=domain, source='auditor')
        self.service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                             consumer_secret=os.environ['CONSUMER_SECRET'])
        token = gdata.auth.OAuthToken(os.environ['TOKEN'], os.environ['TOKEN_SECRET'])
        token.oauth_input_params = self.service.GetOAuthInputParameters()
        self.service.SetOAuthToken(token)

    def watch(self, source, destination, days):
        end = datetime.datetime(2099, 1, 1) + datetime.timedelta(days=days)
        self.service.createEmailMonitor(source, destination, end.strftime('%Y-%m-%d %H:%M'),
                                        incoming_headers_only=True)

    def show(self, source):
        for monitor in sorted(self.service.getEmailMonitors(source), key=lambda m: m['destUserName']):
            keys = filter(lambda key: key in ('destUserName', 'endDate', 'incomingEmailMonitorLevel'), monitor.keys())
            keys.sort()
            print source, '->', ', '.join(['%s=%s' % (k, monitor[k]) for k in keys])

auditor = Auditor(os.environ['DOMAIN'])
with open('public.key') as f:
    auditor.service.updatePGPKey(f.read())
for who, to, days in (('bruno', 'alice', 30), ('bruno', 'chiara', 7), ('nobody', 'alice', 1)):
    try:
        auditor.watch(who, to, days)
    except gdata.apps.service.AppsForYourDomainException, e:
        print >>sys.stderr, '%s: %s (%d)' % (who, e.reason, e.error_code)
auditor.show('bruno')
auditor.service.deleteEmailMonitor('bruno', 'chiara')
print len(auditor.service.getEmailMonitors('bruno')), 'left'

request = auditor.service.createMailboxExportRequest('bruno', begin_date='1999-12-31 00:00', include_deleted=False)
print request['userEmailAddress'], request['packageContent']
states = [r['status'] for r in auditor.service.getAllMailboxExportRequestsStatus()]
print len(states), 'request(s)'
