"""A password login, whose token the server draws, and one that fails."""
import os
import gdata_compat; gdata_compat.install()
import gdata.apps.service
import gdata.service
import gdata.auth

def connect():
    client = gdata.apps.service.AppsService(source="pair", domain=os.environ["DOMAIN"])
    client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ["CONSUMER_KEY"],
                                   consumer_secret=os.environ["CONSUMER_SECRET"])
    token = gdata.auth.OAuthToken(key=os.environ["TOKEN"], secret=os.environ["TOKEN_SECRET"])
    token.oauth_input_params = client.GetOAuthInputParameters()
    client.SetOAuthToken(token)
    return client

admin = connect()
admin.CreateUser('dora', 'Dorn', 'Dora', 'dora has a password')
for password in 'dora has a password', 'not that one':
    client = gdata.apps.service.AppsService('dora@' + os.environ['DOMAIN'], password, os.environ['DOMAIN'])
    try:
        client.ProgrammaticLogin()
        print('in', bool(client.GetClientLoginToken()))
        print(client.RetrieveUser('alice').login.user_name)
    except gdata.service.BadAuthentication as error:
        print('not in:', error)
    except gdata.apps.service.AppsForYourDomainException as error:
        print(error.error_code, error.reason)
