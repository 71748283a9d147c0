#!/usr/bin/env python
"""How many events has everybody?  Five threads, two-legged OAuth."""

import os
import sys
import threading
import Queue

import gdata.apps.service
import gdata.auth
import gdata.calendar.service

CONSUMER_KEY = os.environ['CONSUMER_KEY']
CONSUMER_SECRET = os.environ['CONSUMER_SECRET']
DOMAIN = os.environ['DOMAIN']
ADMIN = 'alice@' + DOMAIN
THREADS = 5

todo = Queue.Queue()
results = {}
results_lock = threading.Lock()


def two_legged(service, user):
  service.SetOAuthInputParameters(
      gdata.auth.OAuthSignatureMethod.HMAC_SHA1, CONSUMER_KEY,
      consumer_secret=CONSUMER_SECRET, two_legged_oauth=True, requestor_id=user)
  return service


class Worker(threading.Thread):

  def __init__(self):
    threading.Thread.__init__(self)
    self.setDaemon(True)

  def run(self):
    while True:
      try:
        name = todo.get_nowait()
      except Queue.Empty:
        return
      try:
        self.count(name)
      except Exception, e:
        results_lock.acquire()
        results[name] = '%s: %s' % (e.__class__.__name__, e)
        results_lock.release()

  def count(self, name):
    calendar = two_legged(gdata.calendar.service.CalendarService(), '%s@%s' % (name, DOMAIN))
    calendar.ssl = True
    feed = calendar.GetCalendarEventFeed('/calendar/feeds/default/private/full')
    titles = [event.title.text for event in feed.entry]
    results_lock.acquire()
    try:
      results[name] = titles
    finally:
      results_lock.release()


def main():
  apps = two_legged(gdata.apps.service.AppsService(domain=DOMAIN, source='counter'), ADMIN)
  names = [user.login.user_name for user in apps.RetrieveAllUsers().entry
           if user.login.suspended != 'true']
  map(todo.put, names)
  workers = [Worker() for i in range(THREADS)]
  for worker in workers:
    worker.start()
  for worker in workers:
    worker.join()
  for name in sorted(results.iterkeys()):
    print name.ljust(10), results[name]
  print >>sys.stderr, 'done, %d users' % len(results)


if __name__ == '__main__':
  main()
