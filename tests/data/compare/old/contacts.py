"""Contacts, whose ids and ETags the server draws."""
import os
import atom
import gdata.contacts
import gdata.contacts.service
import gdata.auth

service = gdata.contacts.service.ContactsService(source='contacts', contact_list=os.environ['DOMAIN'])
service.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ['CONSUMER_KEY'],
                                consumer_secret=os.environ['CONSUMER_SECRET'])
token = gdata.auth.OAuthToken(os.environ['TOKEN'], os.environ['TOKEN_SECRET'])
token.oauth_input_params = service.GetOAuthInputParameters()
service.SetOAuthToken(token)
for name in 'Ada', 'Ben', 'Cem':
    entry = gdata.contacts.ContactEntry(title=atom.Title(text=name))
    entry.email.append(gdata.contacts.Email(address=name.lower() + '@example.org', primary='true',
                                            rel=gdata.contacts.REL_WORK))
    made = service.CreateContact(entry)
    print made.title.text, made.GetEditLink().href
feed = service.GetContactsFeed()
for entry in feed.entry:
    print entry.id.text, entry.email[0].address
    if entry.title.text == 'Ben':
        entry.title.text = 'Benno'
        print service.UpdateContact(entry.GetEditLink().href, entry).title.text
    if entry.title.text == 'Cem':
        service.DeleteContact(entry.GetEditLink().href)
print len(service.GetContactsFeed().entry)
