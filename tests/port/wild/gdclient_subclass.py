#!/usr/bin/python
"""A client of our own for feeds that gdata has no client for: a subclass of GDClient."""

import os

import atom.core
import gdata.apps.data
import gdata.client
import gdata.data
import gdata.gauth


class Nickname(gdata.data.GDEntry):
    """One nickname, in the spelling of the second version."""
    login = gdata.apps.data.Login
    nickname = gdata.apps.data.Nickname


class NicknameFeed(gdata.data.GDFeed):
    entry = [Nickname]


class NicknameClient(gdata.client.GDClient):
    host = 'apps-apis.google.com'
    api_version = '2.0'
    auth_service = 'apps'
    ssl = True

    def __init__(self, domain, auth_token=None, **kwargs):
        gdata.client.GDClient.__init__(self, auth_token=auth_token, **kwargs)
        self.domain = domain

    def make_uri(self, name=None, **params):
        uri = '/a/feeds/%s/nickname/%s' % (self.domain, self.api_version)
        if name is not None:
            uri += '/' + name
        if params:
            uri += '?' + '&'.join(['%s=%s' % pair for pair in sorted(params.items())])
        return uri

    def retrieve(self, name, **kwargs):
        return self.get_entry(self.make_uri(name), desired_class=Nickname, **kwargs)

    def of_user(self, user, **kwargs):
        return self.get_feed(self.make_uri(username=user), desired_class=NicknameFeed, **kwargs)

    def create(self, user, name, **kwargs):
        entry = Nickname(login=gdata.apps.data.Login(user_name=user),
                         nickname=gdata.apps.data.Nickname(name=name))
        return self.post(entry, self.make_uri(), desired_class=Nickname, **kwargs)


token = gdata.gauth.OAuthHmacToken(os.environ['CONSUMER_KEY'], os.environ['CONSUMER_SECRET'],
                                   os.environ['TOKEN'], os.environ['TOKEN_SECRET'],
                                   gdata.gauth.ACCESS_TOKEN)
client = NicknameClient(os.environ['DOMAIN'], auth_token=token, source='nicknames')

made = client.create('chiara', 'cc')
print('%s belongs to %s' % (made.nickname.name, made.login.user_name))
print(client.retrieve('al').login.user_name)
print(', '.join([entry.nickname.name for entry in client.of_user('alice').entry]))
try:
    client.create('chiara', 'cc')
except gdata.client.RequestError:
    print('a second time: refused')
client.delete(client.make_uri('cc'))
raw = atom.core.parse(client.request('GET', client.make_uri('zoey')).read(), Nickname)
print(raw.login.user_name)
try:
    client.retrieve('cc')
except gdata.client.RequestError:
    print('gone')
