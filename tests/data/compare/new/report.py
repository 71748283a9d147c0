"""A report as CSV, with the line ends of Windows, and one as text."""
import csv, os
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

rows = [(user.login.user_name, user.name.family_name, user.login.suspended)
        for user in connect().RetrieveAllUsers().entry]
out = open('report.csv', 'w', newline='')
table = csv.writer(out)
table.writerow(['user', 'name', 'suspended'])
list(map(table.writerow, rows))
out.close()
text = open('report.txt', 'w')
for row in rows:
    print('%-10s %s' % row[:2], file=text)
text.close()
print(len(rows), 'rows')
