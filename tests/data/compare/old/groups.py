"""Groups, members and owners."""
import os
import gdata.apps.groups.service
import gdata.auth

groups = gdata.apps.groups.service.GroupsService(domain=os.environ['DOMAIN'], source='groups')
groups.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                               consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(os.environ['TOKEN'], os.environ['TOKEN_SECRET'])
token.oauth_input_params = groups.GetOAuthInputParameters()
groups.SetOAuthToken(token)
groups.CreateGroup('sales', 'Sales', 'Who sells', 'Domain')
for name in 'alice', 'bruno':
    groups.AddMemberToGroup('%s@%s' % (name, os.environ['DOMAIN']), 'sales')
groups.AddOwnerToGroup('alice@' + os.environ['DOMAIN'], 'sales')
print sorted([member['memberId'] for member in groups.RetrieveAllMembers('sales')])
print groups.IsOwner('alice@' + os.environ['DOMAIN'], 'sales'), groups.IsMember('eve@example.org', 'sales')
groups.UpdateGroup('sales', 'Sales and more', 'Who sells', 'Member')
for group in groups.RetrieveAllGroups():
    print group['groupId'], group['groupName'], group['emailPermission']
