"""Calendar resources by way of PropertyService, for which 2.0 has no service of its own."""

import os

import gdata.apps
import gdata.apps.service
import gdata.auth
import gdata.service


class ResourceService(gdata.apps.service.PropertyService):
    """Rooms and projectors of the domain."""

    BASE = '/a/feeds/calendar/resource/2.0/%s'

    def _serviceUrl(self, resource_id=None):
        url = self.BASE % self.domain
        if resource_id is not None:
            url += '/' + resource_id
        return url

    def create(self, resource_id, name, description='', kind=''):
        properties = {}
        properties['resourceId'] = resource_id
        properties['resourceCommonName'] = name
        properties['resourceDescription'] = description
        properties['resourceType'] = kind
        return self._PostProperties(self._serviceUrl(), properties)

    def rename(self, resource_id, name):
        return self._PutProperties(self._serviceUrl(resource_id),
                                   {'resourceId': resource_id, 'resourceCommonName': name})

    def get(self, resource_id):
        return self._GetProperties(self._serviceUrl(resource_id))

    def list(self):
        return self._GetPropertiesList(self._serviceUrl())

    def delete(self, resource_id):
        return self._DeleteProperties(self._serviceUrl(resource_id))


service = ResourceService(email=None, password=None, domain=os.environ['DOMAIN'], source='rooms')
service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(os.environ['TOKEN'], os.environ['TOKEN_SECRET'])
token.oauth_input_params = service.GetOAuthInputParameters()
service.SetOAuthToken(token)

made = service.create('beamer-7', 'Beamer 7', 'Full HD', 'projector')
keys = made.keys()
keys.sort()
for key in keys:
    if key != 'resourceEmail':
        print '%s = %s' % (key, made[key])
service.rename('beamer-7', 'Beamer 7 (broken)')
print service.get('beamer-7')['resourceCommonName']
print [r['resourceId'] for r in service.list()]
try:
    service.create('beamer-7', 'Beamer 7')
except gdata.apps.service.AppsForYourDomainException, e:
    print e.error_code, e.reason, e.invalidInput
service.delete('beamer-7')
for resource in service.list():
    print `resource['resourceId']`, 'remains'
try:
    service.get('beamer-7')
except gdata.apps.service.AppsForYourDomainException, e:
    print e.error_code == gdata.apps.service.ENTITY_DOES_NOT_EXIST, isinstance(e.error_code, (int, long))
