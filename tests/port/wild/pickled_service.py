"""The nightly job: loads the service that the setup script has pickled, and lists who is suspended."""
import os
import cPickle
import sys
import gdata.apps.service
import gdata.auth

STATE = 'service.pkl'

def setup():
    service = gdata.apps.service.AppsService(source='nightly', domain=os.environ['DOMAIN'])
    service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1,
                                    os.environ['CONSUMER_KEY'],
                                    consumer_secret=os.environ['CONSUMER_SECRET'])
    token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)
    out = file(STATE, 'wb')
    cPickle.dump(service, out, 2)
    out.close()
    print 'saved', service.domain, 'for', service.source.split()[0]

def nightly():
    service = cPickle.load(file(STATE, 'rb'))
    print 'loaded', service.domain, service.current_token.oauth_input_params.GetConsumer().key
    for user in service.RetrieveAllUsers().entry:
        if user.login.suspended == 'true':
            print '  %s, %s' % (user.name.family_name, user.name.given_name)
    # what the last run has seen is kept beside it
    seen = cPickle.loads(cPickle.dumps(service.RetrieveUser('daniel')))
    print seen.login.user_name, seen.login.suspended

if __name__ == '__main__':
    if len(sys.argv) > 1 and sys.argv[1] == 'setup':
        setup()
    elif not os.path.exists(STATE):
        setup()
    nightly()
    os.remove(STATE)
