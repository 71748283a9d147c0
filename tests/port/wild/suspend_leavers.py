#!/usr/bin/env python
"""Suspends who has left, by a list; tells what it would do with --dry-run."""

import ConfigParser
import logging
import optparse
import os
import sys

import gdata.apps.service
import gdata.auth
import gdata.service


class Settings:
    """settings.ini, as one object."""

    def __init__(self, path):
        config = ConfigParser.ConfigParser()
        config.read(path)
        self.domain = config.get('apps', 'domain')
        self.keep = config.get('apps', 'keep').split()
        self.limit = config.getint('apps', 'limit')
        self.source = config.get('apps', 'source', raw=1)


def connect(settings):
    service = gdata.apps.service.AppsService(source=settings.source, domain=settings.domain)
    service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                    consumer_secret=os.environ['CONSUMER_SECRET'])
    token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)
    return service


def leavers(path):
    f = open(path)
    try:
        return [line.strip() for line in f if line.strip()]
    finally:
        f.close()


def main():
    parser = optparse.OptionParser()
    parser.add_option('-n', '--dry-run', action='store_true')
    parser.add_option('-c', '--config', default='settings.ini')
    options, (path,) = parser.parse_args()
    logging.basicConfig(stream=sys.stdout, format='%(levelname)s: %(message)s', level=logging.INFO)
    settings = Settings(options.config)
    service = connect(settings)
    done = 0
    for name in leavers(path):
        if name in settings.keep:
            logging.warning('%s is to be kept', name)
            continue
        if done >= settings.limit:
            logging.error('stopped after %d', done)
            return 1
        try:
            user = service.RetrieveUser(name)
            if user.login.suspended == 'true':
                logging.info('%s is suspended already', name)
                continue
            if not options.dry_run:
                user = service.SuspendUser(name)
            logging.info('%s: suspended is %s', name, user.login.suspended)
            done += 1
        except gdata.apps.service.AppsForYourDomainException:
            logging.error('%s: %s', name, sys.exc_info()[1].reason)
    return 0


if __name__ == '__main__':
    sys.exit(main())
