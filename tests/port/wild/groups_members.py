#!/usr/bin/env python
"""Sync a group with a list of addresses (one a line on standard input)."""

import os
import sys
from sets import Set

import gdata.apps.groups.service
import gdata.apps.service
import gdata.auth

def service():
    s = gdata.apps.groups.service.GroupsService(domain=os.environ['DOMAIN'], source='sync')
    s.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                              consumer_secret=os.environ['CONSUMER_SECRET'])
    t = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    t.oauth_input_params = s.GetOAuthInputParameters()
    s.SetOAuthToken(t)
    return s

def sync(groups, group_id, wanted):
    there = Set([member['memberId'] for member in groups.RetrieveAllMembers(group_id, True)])
    for address in sorted(wanted - there):
        groups.AddMemberToGroup(address, group_id)
        print '+', address
    for address in sorted(there - wanted):
        groups.RemoveMemberFromGroup(address, group_id)
        print '-', address

def main(group_id):
    groups = service()
    wanted = Set()
    for line in sys.stdin.xreadlines():
        line = line.strip()
        if line and line[0] != '#':
            wanted.add(line.lower())
    try:
        group = groups.RetrieveGroup(group_id)
    except gdata.apps.service.AppsForYourDomainException, e:
        if e.error_code != 1301:
            raise
        group = groups.CreateGroup(group_id, 'New ' + group_id, 'made by sync', gdata.apps.groups.service.PERMISSION_MEMBER)
    print group['groupId'], group['groupName'], group['emailPermission']
    sync(groups, group_id, wanted)
    for owner in groups.RetrieveAllOwners(group_id):
        print 'owner', owner['email'], groups.IsOwner(owner['email'], group_id)
    for address in list(wanted)[:0] or filter(lambda a: a.endswith('.test'), sorted(wanted)):
        print address, groups.IsMember(address, group_id)

if __name__ == '__main__':
    for group_id in sys.argv[1:2]:
        main(group_id)
    others = service().RetrieveGroups('chiara@' + os.environ['DOMAIN'], True)
    print [g['groupId'].split('@')[0] for g in others]
