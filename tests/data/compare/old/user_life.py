# -*- coding: utf-8 -*-
"""A user from the beginning to the end, with errors on the way."""
import os
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
user = client.CreateUser('zoe', 'Zorn', 'Zo\xc3\xab', 'a password', quota_limit='4096')
print user.name.given_name, user.quota and user.quota.limit
try:
    client.CreateUser('zoe', 'Zorn', 'Zoe', 'a password')
except gdata.apps.service.AppsForYourDomainException, error:
    print error.error_code, error.reason, error.invalidInput
user.name.family_name = 'Zeller'
user.login.suspended = 'true'
print client.UpdateUser('zoe', user).login.suspended
client.RestoreUser('zoe')
client.CreateNickname('zoe', 'z')
print [each.nickname.name for each in client.RetrieveNicknames('zoe').entry]
client.DeleteNickname('z')
client.DeleteUser('zoe')
try:
    client.RetrieveUser('zoe')
except gdata.apps.service.AppsForYourDomainException, error:
    print error.error_code == gdata.apps.service.ENTITY_DOES_NOT_EXIST
