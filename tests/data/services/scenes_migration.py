"""Scenarios of `gdata.apps.migration` and its service."""

import contextlib
import threading
import warnings

import rows
import samples
from harness import E_ACUTE, describe, scenario
from scenes_retries import Clock

MAIL = "From: a@x.com\nTo: b@x.com\nSubject: Hello\n\nBody " + "of some length " * 10
BATCH = " xmlns:batch='http://schemas.google.com/gdata/batch'"
RFC822 = "<apps:rfc822Msg encoding='base64'>SGVsbG8=</apps:rfc822Msg>"
PROPERTIES = "<apps:mailItemProperty value='IS_STARRED'/><apps:mailItemProperty value='IS_UNREAD'/>"
LABELS = "<apps:label labelName='Friends'/><apps:label labelName='Work'/>"
ENTRY = samples.entry("<id>i</id><title>T</title>" + RFC822 + PROPERTIES + LABELS)
BARE = samples.entry("<title>T</title><apps:rfc822Msg>SGVsbG8=</apps:rfc822Msg>")
STATUS = "<batch:id>%d</batch:id><batch:status code='%d' reason='%s' content-type='text/plain'/>"


def batch_entry(number, code=201, reason="Created"):
    return "<entry%s><title>T</title>%s%s</entry>" % (BATCH, STATUS % (number, code, reason), RFC822 + LABELS)


FEED = samples.feed(
    batch_entry(0),
    batch_entry(1, 400, "Bad request"),
    "<batch:interrupted%s reason='why' success='1' failures='1' parsed='2'/>" % BATCH,
)
DOCUMENTS = {
    "Rfc822Msg": [
        "<apps:rfc822Msg %s>SGVsbG8=</apps:rfc822Msg>",
        "<apps:rfc822Msg %s encoding='none' other='x'>a<apps:x/></apps:rfc822Msg>",
        "<apps:rfc822Msg %s encoding=''/>",
    ],
    "MailItemProperty": ["<apps:mailItemProperty %s value='IS_INBOX'/>", "<apps:mailItemProperty %s/>"],
    "Label": ["<apps:label %s labelName='Friends' other='x'>t</apps:label>", "<apps:label %s labelName=''/>"],
}
MEMBERS = ("rfc822_msg", "mail_item_property", "label", "batch_id", "batch_operation", "batch_status")
MEMBERS += ("title", "author", "extended_property", "text", "id")


def new_service(api, *answers):
    return rows.new_service(api, api.gdata.apps.migration.service.MigrationService, *answers)


def seen_of(node):
    """An element's members and its document."""
    if node is None:
        return None
    names = MEMBERS + ("encoding", "value", "label_name", "entry", "interrupted")
    seen = {name: describe(getattr(node, name)) for name in names if hasattr(node, name)}
    seen["extensions"] = [element.tag for element in node.extension_elements]
    seen["extensions"].append(describe(node.extension_attributes))
    seen["written"] = describe(node)
    return seen


# Elements


@scenario
def small_elements(api):
    package, seen = api.gdata.apps.migration, {}
    for name in sorted(DOCUMENTS):
        read = getattr(package, name + "FromString")
        for number, document in enumerate(DOCUMENTS[name]):
            node = read(samples.HEAD + document % samples.NAMES)
            seen["%s %d" % (name, number)] = seen_of(node)
        seen[name + " other"] = describe(read(samples.ODD))
    return seen


@scenario
def entries(api):
    package, seen = api.gdata.apps.migration, {}
    for name, document in (
        ("full", ENTRY),
        ("bare", BARE),
        ("empty", samples.entry("")),
        ("batch", samples.HEAD + batch_entry(3).replace("<entry", "<entry " + samples.NAMES)),
    ):
        seen[name] = seen_of(package.MailEntryFromString(document))
        seen[name + " in a batch"] = seen_of(package.BatchMailEntryFromString(document))
    seen["other"] = [describe(package.MailEntryFromString(samples.ODD))]
    return seen


@scenario
def feeds(api):
    read, seen = api.gdata.apps.migration.BatchMailEventFeedFromString, {}
    for name, document in (("full", FEED), ("empty", samples.feed())):
        feed = read(document)
        seen[name] = [seen_of(feed), [seen_of(entry) for entry in feed.entry], type(feed.entry).__name__]
        seen[name].append([type(entry).__name__ for entry in feed.entry])
    return seen


@scenario
def edited(api):
    package = api.gdata.apps.migration
    entry = package.MailEntryFromString(ENTRY)
    entry.rfc822_msg.text = "Tmlj"
    entry.rfc822_msg.encoding = "other"
    entry.label.append(package.Label("New"))
    entry.mail_item_property = None
    bare = package.MailEntryFromString(BARE)
    bare.rfc822_msg.encoding = None
    feed = package.BatchMailEventFeedFromString(FEED)
    del feed.entry[0]
    feed.entry[0].label[0].label_name = "Changed"
    return [describe(node) for node in (entry, bare, feed)]


@scenario
def constructed(api):
    package, atom, gdata = api.gdata.apps.migration, api.atom, api.gdata
    message, flag, label = package.Rfc822Msg(text="m"), package.MailItemProperty("p"), package.Label("l")
    title, author = atom.Title(text="t"), [atom.Author(name=atom.Name(text="a"))]
    nodes = [
        package.Rfc822Msg(),
        package.Rfc822Msg([atom.ExtensionElement("x", "urn:x")], {"a": "b"}, "text"),
        package.MailItemProperty("v", None, {"a": "b"}, "text"),
        package.Label("l", [atom.ExtensionElement("x", "urn:x")], None, "text"),
        package.MailEntry(),
        package.MailEntry(
            author, None, None, atom.Id(text="i"), None, None, title, None, message, [flag], [label]
        ),
        package.MailEntry(rfc822_msg=message, label=[], mail_item_property=[], text="t"),
        package.BatchMailEntry(),
        package.BatchMailEntry(
            rfc822_msg=message,
            mail_item_property=[flag],
            label=[label],
            batch_operation=gdata.BatchOperation(op_type="insert"),
            batch_id=gdata.BatchId(text="7"),
            batch_status=gdata.BatchStatus("200", "OK", "text/plain"),
        ),
        package.BatchMailEventFeed(),
        package.BatchMailEventFeed(
            title=title,
            entry=[package.BatchMailEntry(rfc822_msg=message)],
            interrupted=gdata.BatchInterrupted("r", "1", "2", "3"),
        ),
    ]
    seen = [seen_of(node) for node in nodes]
    return seen + [api.call(package.Rfc822Msg, encoding="x"), api.call(package.Label, name="x")]


@scenario
def properties_of_a_message(api):
    cls = api.gdata.apps.migration.MailEntryProperties
    names = ("mail_message", "mail_item_properties", "mail_labels", "identifier")
    made = cls(), cls("m", ["p"], ["l"], "i"), cls(mail_labels=()), cls("m", None, None)
    return [[describe(getattr(node, name)) for name in names] for node in made]


# The service


@scenario
def constructor(api):
    make = api.gdata.apps.migration.service.MigrationService
    names = ("email", "password", "domain", "source", "server", "ssl", "port", "service")
    names += ("additional_headers", "mail_batch", "mail_entries", "exceptions")
    whole = make("e", "p", "d.com", "app", "s.com:8080", {"A": "1"})
    return [
        [describe(getattr(whole, name)) for name in names],
        [describe(getattr(make(), name)) for name in names],
        [whole._BaseURL(), make()._BaseURL(), whole._baseURL()],
        api.call(make, http_client="x"),
    ]


IMPORTS = [
    ("jo", MAIL, ["IS_STARRED", "IS_UNREAD"], ["Friends", "A & B"]),
    ("jo", MAIL.encode("ascii"), [], []),
    ("jo", b"\x00\xff\xfe\r\n" * 40, (), ("Tuple",)),
    ("j o@x.com", E_ACUTE, ["p"], [E_ACUTE]),
    ("jo", "", "AB", "CD"),
]


@scenario
def import_mail(api):
    seen = []
    for args in IMPORTS:
        for answer in ((200, ENTRY), (201, BARE)):
            service = new_service(api, answer)
            seen.append(api.call(service.ImportMail, *args))
            seen.append(service.exceptions)
    return seen


@scenario
def import_refused(api):
    service, seen = new_service(api), {}
    for name, answer in rows.REFUSALS:
        service.http_client = api.fake(answer)
        outcome = api.call(service.ImportMail, *IMPORTS[0])
        outcome.pop("sent", None)
        seen[name] = [outcome, service.exceptions]
    for args in (
        ("u", None, [], []),
        ("u", 5, [], []),
        ("u", "m", None, []),
        ("u", "m", [], 5),
        ("u", "m", [5], []),
    ):
        seen[str(args)] = [api.call(service.ImportMail, *args), service.exceptions]
    return seen


@contextlib.contextmanager
def quiet():
    """Keeps warnings; not "ignore", after which Python 2 never gives the same one again."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught


def batch(api, *answers):
    """A service with a batch of two, and what adding them gave."""
    service = new_service(api, *answers)
    with quiet():
        added = [service.AddBatchEntry(*IMPORTS[number][1:]) for number in (0, 3)]
    return service, added


@scenario
def batches(api):
    seen = []
    for answer in (
        (200, FEED),
        (201, samples.feed()),
        (200, ENTRY),
        (400, samples.error()),
        (503, "busy"),
        (200, ""),
    ):
        service, added = batch(api, answer)
        with quiet():
            seen.append(api.call(service.SubmitBatch, "jo"))
        seen.append([len(service.mail_batch.entry), hasattr(service, "result"), service.exceptions])
        seen.append([size > 200 for size in added])
    return seen


@scenario
def batch_entries(api):
    service, _ = batch(api)
    entry = api.gdata.apps.migration.BatchMailEntry(batch_id=api.gdata.BatchId(text="own"))
    service.mail_batch.AddBatchEntry(entry)
    service.mail_batch.AddInsert(api.gdata.apps.migration.BatchMailEntry())
    return describe(service.mail_batch)


@scenario
def warned(api):
    service = new_service(api, (200, FEED))
    with quiet() as caught:
        service.AddBatchEntry("m", [], [])
        service.SubmitBatch("jo")
        service.AddMailEntry("m")
        service.ImportMail("jo", "m", [], [])
    mine = [w for w in caught if w.category is DeprecationWarning and "deprecated method" in str(w.message)]
    return [str(warning.message) for warning in mine]


class Threads:
    """Writes down the threads that are started, and runs them at once, quietly."""

    def __init__(self, api, fail_at=None):
        self.log, self.fail_at = [], fail_at

    def __enter__(self):
        self.kept = threading.Thread
        threading.Thread = self.thread
        return self

    def __exit__(self, *what):
        threading.Thread = self.kept

    def thread(self, name=None, target=None, args=()):
        return Thread(self, name, target, args)


class Thread:
    def __init__(self, threads, name, target, args):
        self.threads, self.name, self.target, self.args = threads, name, target, args

    def start(self):
        if self.threads.fail_at == len([line for line in self.threads.log if line[0] == "start"]):
            raise RuntimeError("can't start new thread")
        self.threads.log.append(["start", self.name])
        try:
            self.target(*self.args)
        except Exception as error:
            self.threads.log.append(["raised", type(error).__name__])

    def join(self):
        self.threads.log.append(["join", self.name])


def imported(api, service, count, *args, **kwargs):
    """The outcome of ImportMultipleMails after so many were added."""
    fail_at = kwargs.pop("fail_at", None)
    added = [service.AddMailEntry("m%d" % number, ["p"], ["l"], "n%d" % number) for number in range(count)]
    with Clock() as clock, Threads(api, fail_at) as threads:
        outcome = api.call(service.ImportMultipleMails, "jo", *args, **kwargs)
    calls = outcome.pop("sent", [])
    texts = [call["data"]["xml"][3] for call in calls]
    return [added, outcome, threads.log, clock.slept, len(calls), texts[:1], len(service.mail_entries)]


@scenario
def many_mails(api):
    seen = {}
    for count, args in ((0, ()), (1, ()), (3, (2,)), (4, (2,)), (5, (20,)), (2, (1,)), (25, ())):
        seen["%d %s" % (count, args)] = imported(api, new_service(api, (200, ENTRY)), count, *args)
    return seen


@scenario
def many_mails_with_refusals(api):
    service = new_service(api, (200, ENTRY), (400, samples.error()), (503, "busy"), (200, ENTRY))
    first = imported(api, service, 4, threads_per_batch=3)
    return [first, service.exceptions, imported(api, service, 3), service.exceptions]


@scenario
def many_mails_with_other_failures(api):
    seen = []
    for failure in (OSError("no network"), ValueError("x"), SyntaxError("y")):
        service = new_service(api)
        service.http_client.answers = [failure]
        seen.append([imported(api, service, 2), service.exceptions])
    return seen


@scenario
def threads_that_cannot_start(api):
    return [imported(api, new_service(api, (200, ENTRY)), 4, 2, fail_at=number) for number in (0, 1, 3)]


@scenario
def odd_numbers_of_threads(api):
    seen = []
    for number in (0, -1, -20, None, "2"):
        outcome = imported(api, new_service(api, (200, ENTRY)), 3, number)
        if "raises" in outcome[1]:
            outcome[1] = outcome[1]["raises"]["class"]
        seen.append(outcome)
    return seen


@scenario
def mails_without_more(api):
    service = new_service(api, (200, ENTRY))
    added = [service.AddMailEntry("m"), service.AddMailEntry(mail_message="n", identifier=5)]
    with Clock(), Threads(api) as threads:
        return [added, api.call(service.ImportMultipleMails, user_name="jo"), threads.log]


@scenario
def service_of_a_script(api):
    class Mine(api.gdata.apps.migration.service.MigrationService):
        def _BaseURL(self):
            return "/mine"

    class Counting(api.gdata.apps.migration.service.MigrationService):
        def ImportMail(self, *args):
            self.exceptions += 1
            self.given = args

    mine, counting = rows.new_service(api, Mine, (200, ENTRY)), rows.new_service(api, Counting)
    return [
        api.call(mine.ImportMail, "jo", "m", [], []),
        imported(api, counting, 2),
        describe(counting.given),
        counting.exceptions,
    ]
