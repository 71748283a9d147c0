"""Aliases for everybody: first.last@ on both domains.

Reads "user first last" lines; prints what was made.
"""
import fileinput
import os
import gdata.apps.client
import gdata.apps.multidomain.client
import gdata.client
import gdata.gauth


def connect(kind):
    token = gdata.gauth.OAuthHmacToken(
        os.environ['CONSUMER_KEY'], os.environ['CONSUMER_SECRET'],
        os.environ['TOKEN'], os.environ['TOKEN_SECRET'], gdata.gauth.ACCESS_TOKEN)
    return kind(os.environ['DOMAIN'], auth_token=token)


domains = connect(gdata.apps.multidomain.client.MultiDomainProvisioningClient)
apps = connect(gdata.apps.client.AppsClient)
made, skipped = [], []
for line in fileinput.input('people.txt'):
    user, first, last = line.split()
    address = '%s@%s' % (user, os.environ['DOMAIN'])
    for domain in (os.environ['DOMAIN'], 'example.org'):
        alias = '%s.%s@%s' % (first.lower(), last.lower(), domain)
        try:
            entry = domains.CreateAlias(address, alias)
        except gdata.client.RequestError:
            skipped.append(alias)
        else:
            made.append(entry.alias_email)
            print('%-28s -> %s' % (entry.alias_email, entry.user_email))

print('%d made, %d skipped: %s' % (len(made), len(skipped), ', '.join(skipped)))
print('\n'.join(sorted(alias.alias_email for alias in domains.RetrieveAllUserAliases('bruno@example.com').entry)))
for alias in made[::2]:
    domains.DeleteAlias(alias)
left = [entry.alias_email for entry in domains.RetrieveAllAliases().entry]
print('%d are left, the first is %s' % (len(left), left[0]))
print(apps.RetrieveUser('bruno').login.user_name)
