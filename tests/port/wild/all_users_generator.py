#!/usr/bin/env python
"""Goes through all users, page by page, and counts."""
import os
import gdata.apps.service
import gdata.auth

client = gdata.apps.service.AppsService(source='pages', domain=os.environ['DOMAIN'])
client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1,
                               os.environ['CONSUMER_KEY'],
                               consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
token.oauth_input_params = client.GetOAuthInputParameters()
client.SetOAuthToken(token)

def users():
    for feed in client.GetGeneratorForAllUsers():
        for entry in feed.entry:
            yield entry

counts = {}
generator = users()
first = generator.next()
print 'first:', first.login.user_name
for user in generator:
    letter = user.login.user_name[0]
    counts[letter] = counts.get(letter, 0) + 1
for letter, count in sorted(counts.items(), key=lambda (letter, count): (-count, letter))[:5]:
    print letter, '#' * (count / 2), count
print 'most:', max(counts.values()), 'of', sum(counts.values()) + 1
print 'zip', zip('abc', [counts[l] for l in 'abc'])

pages = 0
last = None
for page in client.GetGeneratorForAllUsers():
    pages += 1
    last = page.entry[-1].login.user_name
print pages, 'pages, last', last

feed = client.RetrievePageOfUsers(start_username='y')
print [u.login.user_name for u in feed.entry][:3], feed.GetNextLink() is None
print reduce(lambda a, b: a + b, [int(u.quota.limit) for u in feed.entry], 0L) % 1024
megabytes = 0
for user in feed.entry:
    megabytes += int(user.quota.limit)
print megabytes / len(feed.entry), 'on average'
