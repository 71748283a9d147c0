"""A script that nobody made careful: it ends in the middle of a call."""
import os, sys
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
print(client.RetrieveUser('alice').login.user_name)
sys.stderr.write('looking for nobody\n')
client.RetrieveUser('nobody')
print('never said')
