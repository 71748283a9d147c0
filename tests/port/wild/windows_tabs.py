# Nicknames report - run every Monday from the Task Scheduler
import os, string, sys
import gdata.apps.service, gdata.auth

def connect():
	svc = gdata.apps.service.AppsService(source = "report", domain = os.environ["DOMAIN"])
	svc.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1,
		os.environ["CONSUMER_KEY"], consumer_secret = os.environ["CONSUMER_SECRET"])
	tok = gdata.auth.OAuthToken(key = os.environ["TOKEN"], secret = os.environ["TOKEN_SECRET"])
	tok.oauth_input_params = svc.GetOAuthInputParameters()
	svc.SetOAuthToken(tok)
	return svc

svc = connect()
owners = {}
for nick in svc.RetrieveAllNicknames().entry:
	name = nick.login.user_name
        if not owners.has_key(name):	# the lines of a colleague, who uses blanks
                owners[name] = []
	owners[name].append(nick.nickname.name)

names = owners.keys()
names.sort()
for name in names:
	print string.ljust(name, 12) + string.join(owners[name], ", ")
	for nick in owners[name]:
		if len(nick) <> len(string.strip(nick)):
			print "\tblank in", `nick`
try:
	svc.CreateNickname("bruno", "al")
except gdata.apps.service.AppsForYourDomainException, e:
	print "al:", string.upper(e.reason)
svc.DeleteNickname("zoey")
print "now", len(svc.RetrieveAllNicknames().entry)
sys.exit(0)
