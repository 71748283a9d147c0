"""The listing of 2011, with straight quotes and its settings taken from the environment.

`gdata-compat run --server http://127.0.0.1:8080 examples/retrieve_user.py USERNAME` runs it.
"""

import os
import sys

import gdata_compat

gdata_compat.install()

import gdata.apps.service  # noqa: E402
import gdata.auth  # noqa: E402

CONSUMER_KEY = os.environ["CONSUMER_KEY"]
CONSUMER_SECRET = os.environ["CONSUMER_SECRET"]
SIG_METHOD = gdata.auth.OAuthSignatureMethod.HMAC_SHA1
TOKEN = os.environ["TOKEN"]
TOKEN_SECRET = os.environ["TOKEN_SECRET"]
DOMAIN = os.environ.get("DOMAIN", "example.com")

client = gdata.apps.service.AppsService(source="app", domain=DOMAIN)
client.SetOAuthInputParameters(SIG_METHOD, CONSUMER_KEY, consumer_secret=CONSUMER_SECRET)
temp_token = gdata.auth.OAuthToken(key=TOKEN, secret=TOKEN_SECRET)
temp_token.oauth_input_params = client.GetOAuthInputParameters()
client.SetOAuthToken(temp_token)
user_info = client.RetrieveUser(sys.argv[1] if len(sys.argv) > 1 else "alice")

print("user name:  ", user_info.login.user_name)
print("name:       ", user_info.name.given_name, user_info.name.family_name)
print("suspended:  ", user_info.login.suspended)
print("admin:      ", user_info.login.admin)
print("quota (MB): ", user_info.quota.limit)
