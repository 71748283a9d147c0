#!/usr/bin/python
# -*- coding: utf-8 -*-
"""Puts the address book of the company into the domain's shared contacts."""

import os
import sys
import atom
import gdata.auth
import gdata.contacts
import gdata.contacts.service

BOOK = [
    ('Müller & Söhne', 'info@mueller.test', '+49 89 1234'),
    (u'Lovel\xe1sz', 'ada@lovelasz.test', None),
    ('Zed', 'zed@zed.test', '555'),
]

class Contacts(object):
  def __init__(self):
    self.gd_client = gdata.contacts.service.ContactsService(source='book', contact_list=os.environ['DOMAIN'])
    self.gd_client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1,
        os.environ['CONSUMER_KEY'], consumer_secret=os.environ['CONSUMER_SECRET'])
    token = gdata.auth.OAuthToken(key=os.environ['TOKEN'], secret=os.environ['TOKEN_SECRET'])
    token.oauth_input_params = self.gd_client.GetOAuthInputParameters()
    self.gd_client.SetOAuthToken(token)

  def Add(self, name, email, phone):
    contact = gdata.contacts.ContactEntry(title=atom.Title(text=name))
    contact.email.append(gdata.contacts.Email(address=email, primary='true', rel=gdata.contacts.REL_WORK))
    if phone is not None:
      contact.phone_number.append(gdata.contacts.PhoneNumber(text=phone, rel=gdata.contacts.PHONE_WORK))
    contact.extended_property.append(gdata.ExtendedProperty(name='source', value='book'))
    return self.gd_client.CreateContact(contact)

  def All(self):
    query = gdata.contacts.service.ContactsQuery(feed=self.gd_client.GetFeedUri())
    query.max_results = '2'
    feed = self.gd_client.GetContactsFeed(query.ToUri())
    while feed is not None:
      for entry in feed.entry:
        yield entry
      next = feed.GetNextLink()
      feed = next and self.gd_client.GetContactsFeed(next.href) or None

  def Print(self):
    for i, entry in enumerate(self.All()):
      print '%s. %s' % (i + 1, entry.title.text)
      for email in entry.email:
        if email.primary and email.primary == 'true':
          print '    %s' % email.address
      for phone in entry.phone_number:
        print '    %s' % phone.text

contacts = Contacts()
for row in BOOK:
  contacts.Add(*row)
contacts.Print()
for entry in contacts.All():
  if entry.title.text == 'Zed':
    entry.title.text = 'Zed & Co.'
    entry = contacts.gd_client.UpdateContact(entry.GetEditLink().href, entry)
    print entry.title.text
for entry in list(contacts.All())[:2]:
  contacts.gd_client.DeleteContact(entry.GetEditLink().href)
print len([e for e in contacts.All()]), 'left'
