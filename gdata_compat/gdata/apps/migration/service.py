"""The service that imports mail into users' mailboxes.

Messages are RFC 822, as bytes or as text, which goes out as its UTF-8; properties and labels are lists of
texts.
"""

from __future__ import annotations

import threading as _threading

from .... import gdata  # noqa: F401  # a name that scripts use
from ....atom.service import deprecation
from .. import migration
from .. import service as _service
from . import MailEntryProperties

API_VER = "2.0"

#: The threads of ImportMultipleMails count what failed.
_counting = _threading.Lock()


class MigrationService(_service.AppsService):
    """Imports mail: one message at once, many in threads, or many in one request.

    `mail_entries` and `mail_batch` hold what waits to be imported by ImportMultipleMails and SubmitBatch;
    `exceptions` counts the imports that the API refused.
    """

    def __init__(
        self,
        email=None,
        password=None,
        domain=None,
        source=None,
        server="apps-apis.google.com",
        additional_headers=None,
    ):
        """Keep what is given, as AppsService does."""
        super().__init__(email, password, domain, source, server, additional_headers)
        self.mail_batch = migration.BatchMailEventFeed()
        self.mail_entries = []
        self.exceptions = 0

    def _BaseURL(self):
        return f"/a/feeds/migration/{API_VER}/{self.domain}"

    def ImportMail(self, user_name, mail_message, mail_item_properties, mail_labels):
        """Import a message; give the MailEntry.

        A refusal raises `gdata.apps.service.AppsForYourDomainException` and is counted in `exceptions`.
        """
        uri = f"{self._BaseURL()}/{user_name}/mail"
        entry = _filled(migration.MailEntry(), mail_message, mail_item_properties, mail_labels)
        try:
            return self._read(migration.MailEntryFromString, "Post", entry, uri)
        except _service.AppsForYourDomainException:
            with _counting:
                self.exceptions += 1
            raise

    def AddBatchEntry(self, mail_message, mail_item_properties, mail_labels):
        """Add a message to the batch; give its size in bytes, as an entry. Deprecated: use AddMailEntry."""
        deprecation("calling deprecated method AddBatchEntry")
        entry = _filled(migration.BatchMailEntry(), mail_message, mail_item_properties, mail_labels)
        self.mail_batch.AddBatchEntry(entry)
        return len(str(entry).encode("utf-8"))

    def SubmitBatch(self, user_name):
        """Send the batch; give the BatchMailEventFeed of results, kept as `result`. A new batch begins.

        A batch that is refused is kept. Deprecated: use ImportMultipleMails.
        """
        deprecation("calling deprecated method SubmitBatch")
        uri = f"{self._BaseURL()}/{user_name}/mail/batch"
        converter = migration.BatchMailEventFeedFromString
        self.result = self._told("Post", self.mail_batch, uri, converter=converter)
        self.mail_batch = migration.BatchMailEventFeed()
        return self.result

    def AddMailEntry(self, mail_message, mail_item_properties=None, mail_labels=None, identifier=None):
        """Keep a message for ImportMultipleMails; give how many are kept."""
        self.mail_entries.append(
            MailEntryProperties(mail_message, mail_item_properties, mail_labels, identifier)
        )
        return len(self.mail_entries)

    def ImportMultipleMails(self, user_name, threads_per_batch=20):
        """Import what AddMailEntry has kept, a thread each, so many at a time and one more a second.

        Gives the number of messages less `exceptions`, which counts the refusals of earlier calls, too, and
        no failures of the network. Threads print what they fail with. Raises Exception where threads cannot
        be started; the messages are then kept.
        """
        threads = [self._importer(user_name, kept) for kept in self.mail_entries]
        if not threads:
            return 0
        try:
            for start in range(0, len(threads), threads_per_batch):
                _run(threads[start : start + threads_per_batch])
        except Exception as error:
            raise Exception(error.args[0])
        self.mail_entries = []
        return len(threads) - self.exceptions

    def _importer(self, user_name, kept):
        mail = user_name, kept.mail_message, kept.mail_item_properties, kept.mail_labels
        return _threading.Thread(name=kept.identifier, target=self.ImportMail, args=mail)


def _run(threads):
    import time

    for thread in threads:
        thread.start()
        time.sleep(1)
    for thread in threads:
        thread.join()


def _filled(entry, mail_message, mail_item_properties, mail_labels):
    """Put a message, its properties and its labels into a new entry."""
    entry.rfc822_msg = migration.Rfc822Msg(text=_service._base64(mail_message))
    entry.mail_item_property = [migration.MailItemProperty(value=value) for value in mail_item_properties]
    entry.label = [migration.Label(label_name=name) for name in mail_labels]
    return entry
