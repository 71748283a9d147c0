"""The listing of 2011, with a session's values filled in: a script that runs as it is."""

from __future__ import annotations

from .sessions import Settings, Token

__all__ = ["FILE_NAME", "KEY_FILE", "listing"]

#: What the script is saved as.
FILE_NAME = "retrieve_user.py"

#: The file beside it with the private key, which is not written into a script.
KEY_FILE = "private_key.pem"

_SCRIPT = """\
import sys

import gdata_compat

gdata_compat.install(server={server!r})

import gdata.apps.service
import gdata.auth

CONSUMER_KEY = {consumer_key!r}
{secret}
SIG_METHOD = gdata.auth.OAuthSignatureMethod.{method}
TOKEN = {token!r}
TOKEN_SECRET = {token_secret!r}
DOMAIN = {domain!r}

client = gdata.apps.service.AppsService(source="app", domain=DOMAIN)
client.SetOAuthInputParameters(SIG_METHOD, CONSUMER_KEY, {argument})
temp_token = gdata.auth.OAuthToken(key=TOKEN, secret=TOKEN_SECRET)
temp_token.oauth_input_params = client.GetOAuthInputParameters()
client.SetOAuthToken(temp_token)
user_info = client.RetrieveUser(sys.argv[1] if len(sys.argv) > 1 else {user!r})

print(user_info.login.user_name, user_info.name.given_name, user_info.name.family_name)
"""

#: By the signature method: how the script has its secret, and how it passes it on.
_SECRETS = {
    "HMAC-SHA1": ("CONSUMER_SECRET = {consumer_secret!r}", "consumer_secret=CONSUMER_SECRET"),
    "RSA-SHA1": (f'RSA_KEY = open("{KEY_FILE}").read()', "rsa_key=RSA_KEY"),
}


def listing(settings: Settings, token: Token, *, server: str, domain: str, user: str) -> str:
    """Write the script that retrieves `user` with the token, from `server`."""
    secret, argument = _SECRETS[settings.signature_method]
    return _SCRIPT.format(
        server=server,
        consumer_key=settings.consumer_key,
        secret=secret.format(consumer_secret=settings.consumer_secret),
        argument=argument,
        method=settings.signature_method.replace("-", "_"),
        token=token.key,
        token_secret=token.secret,
        domain=domain,
        user=user,
    )
