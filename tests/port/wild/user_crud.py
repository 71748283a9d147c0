#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Create, change, suspend and delete users of a Google Apps domain.

Every action of this script is one function; errors of the API are
translated by the table below.
"""

import os
import sys

import gdata.apps.service
import gdata.auth
from gdata.apps.service import AppsForYourDomainException

CONSUMER_KEY = os.environ['CONSUMER_KEY']
CONSUMER_SECRET = os.environ['CONSUMER_SECRET']
DOMAIN = os.environ['DOMAIN']

ERRORS = {
    gdata.apps.service.USER_DELETED_RECENTLY: 'was deleted in the last five days',
    gdata.apps.service.USER_SUSPENDED: 'is suspended',
    gdata.apps.service.DOMAIN_USER_LIMIT_EXCEEDED: 'is one too many for this domain',
    gdata.apps.service.ENTITY_EXISTS: 'exists already',
    gdata.apps.service.ENTITY_DOES_NOT_EXIST: 'does not exist',
    gdata.apps.service.ENTITY_NAME_IS_RESERVED: 'is a reserved name',
    gdata.apps.service.ENTITY_NAME_NOT_VALID: 'is not a valid name',
    gdata.apps.service.INVALID_GIVEN_NAME: 'has a bad given name',
    gdata.apps.service.INVALID_PASSWORD: 'has a bad password',
    gdata.apps.service.UNKOWN_ERROR: 'failed for reasons unknown',
}


def connect():
    service = gdata.apps.service.AppsService(source='user-crud-1', domain=DOMAIN)
    service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1,
                                    CONSUMER_KEY, consumer_secret=CONSUMER_SECRET)
    token = gdata.auth.OAuthToken(key=os.environ['TOKEN'],
                                  secret=os.environ['TOKEN_SECRET'])
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)
    return service


def show(user):
    flags = []
    if user.login.admin == 'true':
        flags.append('admin')
    if user.login.suspended == 'true':
        flags.append('suspended')
    print '%-10s %-20s %s' % (user.login.user_name,
                              user.name.given_name + ' ' + user.name.family_name,
                              ','.join(flags) or '-')


def attempt(what, name, function, *args, **kwargs):
    """Call the API; print what became of it."""
    try:
        result = function(*args, **kwargs)
    except AppsForYourDomainException, e:
        if ERRORS.has_key(e.error_code):
            print >>sys.stderr, '%s: user %s %s (%d)' % (what, name, ERRORS[e.error_code], e.error_code)
        else:
            print >>sys.stderr, '%s: user %s: error %s, %s' % (what, name, e.error_code, e.reason)
        return None
    print what, name, 'ok'
    return result


def main():
    service = connect()
    attempt('create', 'wanda', service.CreateUser, 'wanda', 'Weber', 'Wanda', 'secret-word-1')
    attempt('create', 'wanda', service.CreateUser, 'wanda', 'Weber', 'Wanda', 'secret-word-1')
    attempt('create', 'a b', service.CreateUser, 'a b', 'B', 'A', 'secret-word-1')
    user = attempt('retrieve', 'wanda', service.RetrieveUser, 'wanda')
    show(user)
    user.name.family_name = 'Weber-Xu'
    user.login.change_password = 'true'
    user = attempt('update', 'wanda', service.UpdateUser, 'wanda', user)
    show(user)
    show(attempt('suspend', 'wanda', service.SuspendUser, 'wanda'))
    show(attempt('restore', 'wanda', service.RestoreUser, 'wanda'))
    attempt('delete', 'wanda', service.DeleteUser, 'wanda')
    attempt('delete', 'wanda', service.DeleteUser, 'wanda')
    attempt('create', 'wanda', service.CreateUser, 'wanda', 'Weber', 'Wanda', 'secret-word-1')
    attempt('retrieve', 'nobody', service.RetrieveUser, 'nobody')


if __name__ == '__main__':
    main()
