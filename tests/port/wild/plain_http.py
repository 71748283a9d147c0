"""Against the test server: plain HTTP, another host and port."""
import os, sys, socket
import httplib
import gdata.apps.service
import gdata.auth

def connect(host, port, use_ssl):
    service = gdata.apps.service.AppsService(source='plain', domain=os.environ['DOMAIN'], server=host)
    service.ssl = use_ssl
    service.port = port
    service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                    consumer_secret=os.environ['CONSUMER_SECRET'])
    token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)
    return service

for host, port, use_ssl in (('apps-apis.google.com', 80, False), ('apps-apis.google.com', 443, True)):
    service = connect(host, port, use_ssl)
    user = service.RetrieveUser('chiara')
    print service.server, service.port, service.ssl, user.login.user_name
    print user.GetSelfLink().href

# nobody listens there
port = 1
service = connect('127.0.0.1', port, False)
try:
    service.RetrieveUser('chiara')
except socket.error, e:
    print 'no server:', e[0] == 111 or e.args[0], issubclass(e.__class__, IOError)
try:
    httplib.HTTPConnection('127.0.0.1', port).request('GET', '/')
except socket.error, (number, text):
    print number, text
sys.stdout.flush()
