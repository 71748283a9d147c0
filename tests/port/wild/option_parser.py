#!/usr/bin/env python
"""%prog [options] command [arguments]

Commands:
  info USER...         show users
  quota USER MEGABYTES set a user's quota
  password USER        set a new password, asked for
  rename OLD NEW       give a user another name
"""

from optparse import OptionParser, OptionGroup
import sys
import md5
import gdata.apps.service
import gdata.auth

class Usage(Exception):
    def __init__(self, msg):
        self.msg = msg

def parse(argv):
    parser = OptionParser(usage=__doc__, version='%prog 0.3')
    parser.add_option('-d', '--domain', metavar='DOMAIN', help='the domain')
    parser.add_option('-v', '--verbose', action='store_true', default=False, help='say more')
    parser.add_option('-n', '--dry-run', action='store_true', dest='dry_run', default=False)
    group = OptionGroup(parser, 'OAuth')
    group.add_option('--consumer', metavar='KEY:SECRET')
    group.add_option('--token', metavar='KEY:SECRET')
    parser.add_option_group(group)
    return parser, parser.parse_args(argv)

def connect(options):
    key, secret = options.consumer.split(':')
    service = gdata.apps.service.AppsService(source='options', domain=options.domain)
    service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, key, consumer_secret=secret)
    token = gdata.auth.OAuthToken(*options.token.split(':'))
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)
    return service

def info(service, options, names):
    for name in names:
        user = service.RetrieveUser(name)
        print user.login.user_name, user.quota.limit,
        if options.verbose:
            print user.name.given_name, user.name.family_name,
        print

def quota(service, options, (name, megabytes)):
    user = service.RetrieveUser(name)
    user.quota.limit = megabytes
    if not options.dry_run:
        user = service.UpdateUser(name, user)
    print '%s has %s MB, that is %d GB' % (name, user.quota.limit, int(user.quota.limit) / 1024)

def password(service, options, (name,)):
    new = sys.stdin.readline().strip()
    user = service.RetrieveUser(name)
    user.login.password = md5.new(new).hexdigest()
    user.login.hash_function_name = 'MD5'
    service.UpdateUser(name, user)
    print 'password of', name, 'set'

def rename(service, options, (old, new)):
    user = service.RetrieveUser(old)
    user.login.user_name = new
    print service.UpdateUser(old, user).login.user_name

def main(argv=None):
    parser, (options, args) = parse(argv or sys.argv[1:])
    try:
        if not options.domain: raise Usage, 'which domain?'
        commands = dict(info=info, quota=quota, password=password, rename=rename)
        service = connect(options)
        for line in ' '.join(args).split(' + '):
            words = line.split()
            if words[0] not in commands:
                raise Usage('no such command: ' + words[0])
            commands[words[0]](service, options, words[1:])
    except Usage, err:
        print >>sys.stderr, err.msg
        return 2

if __name__ == '__main__':
    sys.exit(main())
