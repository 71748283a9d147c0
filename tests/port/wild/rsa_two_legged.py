"""Signs with the key of the company: RSA-SHA1, two-legged."""
import os
import gdata.auth
import gdata.apps.service

def read(path):
    f = file(path)
    try:
        return f.read()
    finally:
        f.close()

RSA_KEY = read('company.pem')
client = gdata.apps.service.AppsService(source='rsa', domain=os.environ['DOMAIN'])
client.SetOAuthInputParameters(
    gdata.auth.OAuthSignatureMethod.RSA_SHA1, os.environ['CONSUMER_KEY'], rsa_key=RSA_KEY,
    two_legged_oauth=True, requestor_id='alice@' + os.environ['DOMAIN'])
print client.GetOAuthInputParameters().GetSignatureMethod().get_name()
for name in ['bruno', 'chiara', 'nobody']:
    try:
        user = client.RetrieveUser(name)
    except gdata.apps.service.AppsForYourDomainException, e:
        print name, e.reason, e.error_code
    else:
        print name, 'limit %d GB' % (int(user.quota.limit) / 1024)
