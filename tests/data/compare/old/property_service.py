"""Rooms by a service of one's own."""
import os
import gdata.apps.service
import gdata.auth

class Rooms(gdata.apps.service.PropertyService):
    def _url(self, name=''):
        url = '/a/feeds/calendar/resource/2.0/' + self.domain
        return url + (name and '/' + name)

    def add(self, **what):
        return self._PostProperties(self._url(), what)

    def all(self):
        return self._GetPropertiesList(self._url())

    def drop(self, name):
        return self._DeleteProperties(self._url(name))

rooms = Rooms(email=None, password=None, domain=os.environ['DOMAIN'], source='rooms')
rooms.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                              consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(os.environ['TOKEN'], os.environ['TOKEN_SECRET'])
token.oauth_input_params = rooms.GetOAuthInputParameters()
rooms.SetOAuthToken(token)
for number in range(3):
    made = rooms.add(resourceId='room-%d' % number, resourceCommonName='Room %d' % number)
    print made['resourceId'], made['resourceEmail']
rooms.drop('room-1')
for room in rooms.all():
    print room['resourceId'], '<%s>' % room['resourceEmail']
