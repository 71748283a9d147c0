"""Settings of a mailbox: a filter, whose id the server draws, a label, a signature in UTF-8."""
import os
import gdata.apps.emailsettings.service
import gdata.auth

settings = gdata.apps.emailsettings.service.EmailSettingsService(domain=os.environ['DOMAIN'], source='settings')
settings.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                 consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(os.environ['TOKEN'], os.environ['TOKEN_SECRET'])
token.oauth_input_params = settings.GetOAuthInputParameters()
settings.SetOAuthToken(token)
for who in 'alice', 'bruno':
    print settings.CreateFilter(who, from_='boss@example.org', label='boss', should_mark_as_read=True)['label']
    print settings.CreateLabel(who, 'boss')['label']
print settings.UpdateSignature('alice', 'Gr\xc3\xbc\xc3\x9fe & <b>all</b>')['signature']
