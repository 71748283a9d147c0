"""What went wrong, to the last detail."""
import os, re, sys, traceback
import gdata.service
import gdata.apps.service
import gdata.auth

service = gdata.apps.service.AppsService(source='errors', domain=os.environ['DOMAIN'])
service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'], consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
token.oauth_input_params = service.GetOAuthInputParameters()
service.SetOAuthToken(token)
url = '/a/feeds/%s/user/2.0/' % os.environ['DOMAIN']

def reason(e):
    found = re.search('reason="([^"]+)"', str(e))
    if found:
        return found.group(1)

try:
    service.Get(url + 'nobody')
except gdata.service.RequestError, e:
    print 'status:', e[0]['status']
    print 'reason:', e[0]['reason']
    print 'body:', e[0]['body'].strip().splitlines()[-1]
    print 'by message:', e.message['status'], 'by args:', e.args[0]['status']
    print 'cut out:', reason(e)

try:
    service.RetrieveUser('nobody')
except gdata.apps.service.AppsForYourDomainException, e:
    print e.error_code, e.reason, e.invalidInput, e[0]['status']

try:
    service.Delete(url + 'nobody')
except Exception, inst:
    print inst.__class__.__name__, inst[0]['status']

token.secret = 'not the secret'
try:
    service.RetrieveUser('bruno')
except gdata.apps.service.AppsForYourDomainException, e:
    print 'unsigned:', e.error_code, hasattr(e, 'reason'), e[0]['status'], e[0]['reason']
    status, why = e.args[0]['status'], e.args[0]['reason']
    if status == 401 or 'oken' in why: print 'log in again'

try:
    try:
        service.RetrieveUser('bruno')
    except Exception, e:
        exc = sys.exc_info()
        raise exc[0], exc[1], exc[2]
except:
    print 'raised again:', traceback.format_exc().splitlines()[-1].split('.')[-1][:40]
token.secret = os.environ['TOKEN_SECRET']
print service.RetrieveUser('bruno').login.user_name
