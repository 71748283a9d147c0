"""Logs in as an administrator, and shows what to do about a CAPTCHA."""

import getpass
import os
import sys
import webbrowser

import gdata.apps.service
import gdata.service


def login(service, captcha_token=None, captcha_response=None):
    try:
        service.ProgrammaticLogin(captcha_token, captcha_response)
    except gdata.service.CaptchaRequired:
        print 'Please look at', service.captcha_url.split('?')[0]
        answer = raw_input('What does it show? ')
        if not answer:
            print
            print 'Given up.'
            return False
        return login(service, service.captcha_token, answer)
    except gdata.service.BadAuthentication, e:
        print 'Refused:', e
        return False
    except gdata.service.Error, e:
        print 'Error:', e
        return False
    return True


def main():
    domain = os.environ['DOMAIN']
    email = raw_input('E-mail: ')
    service = gdata.apps.service.AppsService(email=email, domain=domain, source='captcha')
    tries = 0
    while True:
        service.password = raw_input('Password: ').strip()
        if service.password == '':
            break
        tries = tries + 1
        if login(service):
            token = service.GetClientLoginToken()
            print 'Logged in,', len(token) > 20, type(service.current_token).__name__
            print [n.nickname.name for n in service.RetrieveNicknames('alice').entry]
    print 'after', tries, 'tries'
    return tries != 5


sys.exit(main())
