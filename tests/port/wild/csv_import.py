#!/usr/bin/python
#
# csv_import.py - creates users from a spreadsheet
#
#   usage: csv_import.py users.csv
#
# columns: username, first name, last name, password, group

import csv
import getpass
import sys
import time
import gdata.apps.service
import gdata.apps.groups.service
from gdata.apps.service import AppsForYourDomainException
from gdata.service import BadAuthentication, CaptchaRequired

def login(domain):
	while 1:
		admin = raw_input('Administrator: ')
		password = getpass.getpass()
		service = gdata.apps.service.AppsService(email=admin + '@' + domain, domain=domain, password=password)
		try:
			service.ProgrammaticLogin()
		except BadAuthentication:
			print 'Wrong name or password, try again.'
		except CaptchaRequired:
			print 'Too many tries. Visit', service.captcha_url
			sys.exit(2)
		else:
			groups = gdata.apps.groups.service.GroupsService(email=admin + '@' + domain, domain=domain, password=password)
			groups.ProgrammaticLogin()
			return service, groups

def main():
	if len(sys.argv) != 2:
		print __doc__ or 'usage: csv_import.py users.csv'
		sys.exit(1)
	rows = list(csv.reader(open(sys.argv[1], 'rb')))
	header, rows = rows[0], rows[1:]
	print 'Columns:', ', '.join(header)
	domain = raw_input('Domain: ')
	service, groups = login(domain)
	done, failed = 0, []
	for row in rows:
		if not row or row[0].startswith('#'):
			continue
		username, first, last, password = row[:4]
		try:
			service.CreateUser(username, last, first, password, quota_limit=2048)
			done += 1
			if len(row) > 4 and row[4] != '':
				groups.AddMemberToGroup(username + '@' + domain, row[4])
		except AppsForYourDomainException, (error):
			failed.append((username, error.error_code, error.reason))
		time.sleep(0.01)
	answer = raw_input('%d created, %d failed. Show? [y/N] ' % (done, len(failed)))
	if answer.lower() in ('y', 'yes'):
		for username, code, reason in failed:
			print '%s: %s (%s)' % (username, reason, code)
	writer = csv.writer(open('failed.csv', 'wb'))
	writer.writerow(['username', 'code', 'reason'])
	writer.writerows(failed)

main()
