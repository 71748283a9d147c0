"""The token is kept in a file between runs."""
import os, pickle as cPickle
import gdata_compat; gdata_compat.install()
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

client = connect()
store = open('token.pickle', 'wb')
cPickle.dump(client.current_token, store)
store.close()
again = gdata.apps.service.AppsService(source="pair", domain=os.environ["DOMAIN"])
again.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ["CONSUMER_KEY"],
                              consumer_secret=os.environ["CONSUMER_SECRET"])
token = cPickle.load(open('token.pickle', 'rb'))
token.oauth_input_params = again.GetOAuthInputParameters()
again.SetOAuthToken(token)
print(again.RetrieveUser('alice').login.user_name)
cPickle.dump({'seen': ['alice', 'bruno'], 'count': 2}, open('state.pickle', 'wb'), 2)
