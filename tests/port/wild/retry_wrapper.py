"""Calls of the provisioning API with retries and a growing pause."""

import os
import sys
import time
import gdata.apps.service, gdata.auth, gdata.service

MAX_TRIES = 4
RETRY_ON = (500, 503)
log = []

class OutOfTries(Exception):
  pass

def retry(tries = MAX_TRIES, delay = 0.01, backoff = 2):
  """A decorator: call again while Google is busy."""
  if backoff <= 1:
    raise ValueError, 'backoff must be greater than 1'
  def decorate(f):
    def wrapped(*args, **kwargs):
      wait = delay
      for n in xrange(tries):
        try:
          return f(*args, **kwargs)
        except gdata.service.RequestError, e:
          if e.args[0]['status'] not in RETRY_ON:
            raise
          log.append('%s: try %d: %d %s' % (f.func_name, n + 1, e.args[0]['status'], e.args[0]['reason']))
        time.sleep(wait)
        wait *= backoff
      raise OutOfTries, '%s failed %d times' % (f.__name__, tries)
    return wrapped
  return decorate

class BusyClient(object):
  """Stands before the real HTTP client and is busy now and then."""

  class Busy(object):
    status = 503
    reason = 'Service Unavailable'
    def read(self, amount=None):
      return 'busy'
    def getheader(self, name, default=None):
      return default

  def __init__(self, client, answers):
    self.client, self.answers = client, list(answers)

  def request(self, operation, url, data=None, headers=None):
    if self.answers and self.answers.pop(0):
      return self.Busy()
    return self.client.request(operation, url, data=data, headers=headers)

def connect():
  client = gdata.apps.service.AppsService(source='retry', domain=os.environ['DOMAIN'])
  client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                 consumer_secret=os.environ['CONSUMER_SECRET'])
  token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
  token.oauth_input_params = client.GetOAuthInputParameters()
  client.SetOAuthToken(token)
  return client

client = connect()
address = '/a/feeds/' + os.environ['DOMAIN'] + '/user/2.0/%s'

@retry()
def fetch(name):
  return client.Get(address % name, converter=gdata.apps.UserEntryFromString)

@retry(tries=2)
def fetch_impatiently(name):
  return client.Get(address % name, converter=gdata.apps.UserEntryFromString)

client.http_client = BusyClient(client.http_client, [1, 1, 0, 0, 0, 1, 1])
for name in 'bruno', 'chiara':
  print name, '->', fetch(name).name.family_name
try:
  fetch('nobody')
except gdata.service.RequestError, e:
  print 'not retried:', e.args[0]['status']
try:
  fetch_impatiently('bruno')
except OutOfTries, e:
  print e

try:
  retry(backoff=1)
except ValueError, e:
  print 'ValueError:', e
try:
  client.http_client.answers = [1] * 9
  client.GetWithRetries(address % 'bruno', num_retries=2, delay=0.01)
except gdata.service.RanOutOfTries, e:
  print 'ran out:', len(client.http_client.answers), 'answers are left'
print '\n'.join(log)
sys.exit(len(log) and 3)
