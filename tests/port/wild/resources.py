"""Meeting rooms from a list, with the client of the second generation."""

import os
import sys

import gdata.calendar_resource.client
import gdata.client
import gdata.gauth

ROOMS = (
    ('room-2', 'Room 2', 'Six seats'),
    ('room-3', 'Room 3', 'Twenty seats, & a beamer'),
    ('room-1', 'Room 1', 'There already'),
)


def connect():
    token = gdata.gauth.TwoLeggedOAuthHmacToken(
        os.environ['CONSUMER_KEY'], os.environ['CONSUMER_SECRET'], 'alice@' + os.environ['DOMAIN'])
    return gdata.calendar_resource.client.CalendarResourceClient(
        domain=os.environ['DOMAIN'], auth_token=token, source='rooms-1.0')


def main():
    client = connect()
    for resource_id, name, description in ROOMS:
        try:
            client.CreateResource(resource_id, name, description, 'CR')
        except gdata.client.RequestError:
            error = sys.exc_info()[1]
            print('%s: %d %s' % (resource_id, error.status, error.reason))
    for entry in client.GetResourceFeed().entry:
        print('%s | %s | %s' % (entry.resource_id, entry.resource_common_name, entry.resource_description))
    client.UpdateResource('room-2', 'Room 2 (ground floor)')
    room = client.GetResource(resource_id='room-2')
    print(room.resource_common_name)
    assert room.resource_type in (None, '', 'CR')
    client.DeleteResource('room-3')
    print(len(client.GetResourceFeed().entry))


if __name__ == '__main__':
    main()
