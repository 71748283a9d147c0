"""Every call is logged: methods of the library are replaced by ones that tell."""
import logging
import os
import sys
import gdata.apps.service
import gdata.auth
import gdata.service
import atom.service

logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format='%(levelname)s %(message)s')
for noisy in 'requests', 'urllib3', 'oauthlib':
    logging.getLogger(noisy).setLevel(logging.WARNING)
log = logging.getLogger('calls')

def logged(f):
    def wrapper(self, *args, **kw):
        shown = args[0]
        if not isinstance(shown, basestring):
            shown = shown.__class__.__name__
        log.debug('%s %s', f.__name__, shown)
        try:
            result = f(self, *args, **kw)
        except Exception, e:
            log.error('%s: %s', f.__name__, e.__class__.__name__)
            raise
        return result
    wrapper.func_name = f.func_name
    return wrapper

for name in ('Get', 'Post', 'Put', 'Delete'):
    setattr(gdata.service.GDataService, name, logged(getattr(gdata.service.GDataService, name).im_func))

original_request = gdata.service.GDataService.request.im_func
requests = 0
def counted(self, operation, url, data=None, headers=None, url_params=None):
    global requests
    requests += 1
    return original_request(self, operation, url, data, headers, url_params)
gdata.service.GDataService.request = counted

client = gdata.apps.service.AppsService(source='logged', domain=os.environ['DOMAIN'])
client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                               consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
token.oauth_input_params = client.GetOAuthInputParameters()
client.SetOAuthToken(token)

client.RetrieveUser('bruno')
client.SuspendUser('bruno')
client.CreateNickname('bruno', 'brown')
client.DeleteNickname('brown')
try:
    client.RetrieveUser('nobody')
except gdata.apps.service.AppsForYourDomainException, e:
    log.warn('no such user: %s', e.invalidInput)

def offline(self, *args):
    raise IOError, 'offline'
client.RetrieveUser = lambda name: offline(client, name)
try:
    client.RetrieveUser('bruno')
except IOError, e:
    log.info(e)
log.info('%d requests' % requests)
