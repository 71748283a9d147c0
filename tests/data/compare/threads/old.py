"""Two-legged OAuth in four threads, each with a client of its own."""
import os, threading, Queue
import gdata.apps.service
import gdata.auth

todo, found = Queue.Queue(), {}

def work():
    client = gdata.apps.service.AppsService(source='threads', domain=os.environ['DOMAIN'])
    client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                   consumer_secret=os.environ['CONSUMER_SECRET'], two_legged_oauth=True,
                                   requestor_id='alice@' + os.environ['DOMAIN'])
    while True:
        try:
            name = todo.get_nowait()
        except Queue.Empty:
            return
        found[name] = client.RetrieveUser(name).name.given_name

for name in ('alice', 'bruno', 'chiara') * 4:
    todo.put(name)
threads = [threading.Thread(target=work) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for name, given in sorted(found.iteritems()):
    print name, given
