"""Every call again while the server is busy: 500 and 503 by a decorator, as many times as it takes."""
import os, time
import gdata.apps.service
import gdata.auth

def connect():
    client = gdata.apps.service.AppsService(source="pair", domain=os.environ["DOMAIN"])
    client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ["CONSUMER_KEY"],
                                   consumer_secret=os.environ["CONSUMER_SECRET"])
    token = gdata.auth.OAuthToken(key=os.environ["TOKEN"], secret=os.environ["TOKEN_SECRET"])
    token.oauth_input_params = client.GetOAuthInputParameters()
    client.SetOAuthToken(token)
    return client


def patient(call, *given):
    for turn in xrange(6):
        try:
            return call(*given)
        except gdata.apps.service.AppsForYourDomainException, error:
            print 'turn %d: %s %s' % (turn, error.error_code, getattr(error, 'reason', 'no reason'))
        except gdata.service.RequestError, error:
            if error[0]['status'] not in (500, 503):
                raise
            print 'turn %d: %d %s' % (turn, error[0]['status'], error[0]['reason'])
        time.sleep(0.001 * 2 ** turn)
    raise SystemExit('gave up')

client = connect()
for name in ('alice', 'bruno'):
    user = patient(client.RetrieveUser, name)
    print user.login.user_name, user.name.given_name
patient(client.CreateUser, 'dora', 'Dorn', 'Dora', 'a password')
print patient(client.RetrieveUser, 'dora').name.family_name
