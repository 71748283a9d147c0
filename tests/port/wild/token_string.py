"""Keeps tokens as strings in a file of settings, and reads them back."""

import ConfigParser
import os
import StringIO

import gdata.apps.service
import gdata.auth


def service_for(token_string):
    params = gdata.auth.OAuthInputParams(gdata.auth.OAuthSignatureMethod.HMAC_SHA1,
                                         os.environ['CONSUMER_KEY'],
                                         consumer_secret=os.environ['CONSUMER_SECRET'])
    token = gdata.auth.OAuthToken(oauth_input_params=params)
    token.set_token_string(token_string)
    service = gdata.apps.service.AppsService(domain=os.environ['DOMAIN'])
    service._oauth_input_params = params
    service.current_token = token
    return service


token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'],
                              scopes=['https://apps-apis.google.com/a/feeds/'])
print '%d parameters' % len(token.get_token_string().split('&'))

config = ConfigParser.RawConfigParser()
config.add_section('google')
config.set('google', 'token', str(token))
written = StringIO.StringIO()
config.write(written)

config = ConfigParser.SafeConfigParser()
config.readfp(StringIO.StringIO(written.getvalue().replace('%', '%%')))
text = config.get('google', 'token')
print text == token.get_token_string()

service = service_for(text)
again = service.current_token
print again.key == token.key, again.secret == token.secret, again.scopes
print service.RetrieveUser('bruno').name.given_name

for damaged in ['oauth_token=only-a-key', 'oauth_token_secret=only-a-secret', 'nothing at all']:
    other = gdata.auth.OAuthToken()
    other.set_token_string(damaged)
    print repr(other.key), repr(other.secret)

client_login = gdata.auth.ClientLoginToken()
client_login.set_token_string('abc/def')
auth_sub = gdata.auth.AuthSubToken()
auth_sub.set_token_string('xyz')
for t in (client_login, auth_sub):
    print t.__class__.__name__, t.auth_header, str(t)
print gdata.auth.extract_auth_sub_token_from_url('http://localhost/?token=single%2Fuse').get_token_string()
