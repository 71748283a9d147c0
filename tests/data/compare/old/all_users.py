"""All users by a generator, page by page."""
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


def pages(client):
    feed = client.GetGeneratorForAllUsers()
    for page in feed:
        yield page

count = 0
for page in pages(connect()):
    print len(page.entry), page.entry[0].login.user_name
    count += len(page.entry)
print count, 'users'
