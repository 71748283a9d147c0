"""Scripts that set mailboxes: ours and the original do the same, and see the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gdata_compat.gdata.apps.emailsettings.client import EmailSettingsClient
from gdata_compat.gdata.apps.emailsettings.service import EmailSettingsService
from gdata_compat.server.domain.users import UserChanges
from gdata_compat.server.serving import ServerThread
from tests.fix_server import SignedClient
from tests.server.operations import operations

SERVICE = """
import gdata.apps.emailsettings.service
mail = service(gdata.apps.emailsettings.service.EmailSettingsService)
"""

CLIENT = """
import gdata.apps.emailsettings.client
mail = client(gdata.apps.emailsettings.client.EmailSettingsClient)
"""

FIRST = """
seen.append(mail.CreateLabel("bruno", "to do"))
seen.append(mail.CreateFilter("bruno", from_="boss@example.com", has_attachment=True, label="to do"))
seen.append(mail.CreateSendAsAlias("bruno", "Sales", "sales@example.com", make_default=False))
seen.append(mail.UpdateWebClipSettings("bruno", True))
seen.append(mail.UpdateForwarding("bruno", True, "chiara@example.com", "KEEP"))
seen.append(mail.UpdatePop("bruno", True, "ALL_MAIL", "ARCHIVE"))
seen.append(mail.UpdateImap("bruno", True))
seen.append(mail.UpdateVacation("bruno", True, "Away", "Back on Monday", True))
seen.append(mail.UpdateVacation("bruno", False)["enable"])
seen.append(mail.UpdateSignature("bruno", "Bruno"))
seen.append(mail.UpdateLanguage("bruno", "pt-BR"))
seen.append(mail.UpdateGeneral("bruno", page_size=50, shortcuts=True, arrows=False))
refused(mail.CreateLabel, "bruno", "to do")
refused(mail.CreateLabel, "bruno", "x" * 41)
refused(mail.CreateLabel, "nobody", "to do")
refused(mail.CreateSendAsAlias, "bruno", "Sales", "no address")
refused(mail.UpdateForwarding, "bruno", True, "no address", "KEEP")
refused(mail.UpdateForwarding, "bruno", True, "chiara@example.com", "BURN")
refused(mail.UpdateLanguage, "bruno", "?")
refused(mail.UpdateGeneral, "bruno", page_size=7)
refused(mail.UpdateSignature, "bruno", "x" * 1001)
"""

SECOND = """
def flags(entry):
    return [entry.enable, entry.find_edit_link is not None]

mail.CreateLabel("bruno", "to do")
mail.CreateLabel("bruno@example.com", "done")
seen.append([label.name for label in mail.RetrieveLabels("bruno").entry])
mail.DeleteLabel("bruno", "to do")
seen.append([label.name for label in mail.RetrieveLabels("bruno").entry])
seen.append(mail.CreateFilter("bruno", subject="offer", archive=True).archive)
mail.CreateSendAs("bruno", "Sales", "sales@example.com", reply_to="chiara@example.com")
seen.append([[a.name, a.address, a.reply_to] for a in mail.RetrieveSendAs("bruno").entry])
seen.append(mail.UpdateWebclip("bruno", True).enable)
seen.append(mail.RetrieveForwarding("bruno").enable)
mail.UpdateForwarding("bruno", True, forward_to="chiara@example.com", action="KEEP")
forwarding = mail.RetrieveForwarding("bruno")
seen.append([forwarding.enable, forwarding.forward_to, forwarding.action])
mail.UpdatePop("bruno", True, enable_for="ALL_MAIL", action="KEEP")
seen.append(mail.RetrievePop("bruno").enable_for)
mail.UpdateImap("bruno", True)
seen.append(mail.RetrieveImap("bruno").enable)
mail.UpdateVacation("bruno", True, "Away", "Soon", start_date="2026-11-24", contacts_only=True)
vacation = mail.RetrieveVacation("bruno")
seen.append([vacation.subject, vacation.start_date, vacation.contacts_only])
mail.UpdateSignature("bruno", "Bruno")
seen.append(mail.RetrieveSignature("bruno").signature_value)
seen.append(mail.UpdateLanguage("bruno", "de").language_tag)
seen.append(mail.UpdateGeneralSettings("bruno", page_size=25, snippets=True).page_size)
mail.AddEmailDelegate("bruno", "chiara@example.com")
seen.append([d.address for d in mail.RetrieveEmailDelegates("bruno").entry])
mail.DeleteEmailDelegate("bruno", "chiara@example.com")
seen.append(len(mail.RetrieveEmailDelegates("bruno").entry))
refused(mail.AddEmailDelegate, "bruno", "nobody@example.com")
refused(mail.AddEmailDelegate, "bruno", "guest@elsewhere.test")
refused(mail.DeleteLabel, "bruno", "nothing")
refused(mail.RetrieveImap, "nobody")
refused(mail.UpdateVacation, "bruno", True, start_date="tomorrow")
"""

Observe = Callable[..., Any]
V1 = "AppsForYourDomainException"
EXISTS, MISSING = [V1, 400, "1300", "EntityExists"], [V1, 400, "1301", "EntityDoesNotExist"]
INVALID = [V1, 400, "1801", "InvalidValue"]


def test_settings_by_the_service(observe: Observe) -> None:
    """Every setting is written and told; each wrong value is refused."""
    assert observe(SERVICE + FIRST) == [
        {"label": "to do"},
        {"from": "boss@example.com", "hasAttachment": "true", "label": "to do"},
        {"name": "Sales", "address": "sales@example.com", "makeDefault": "false"},
        {"enable": "true"},
        {"enable": "true", "forwardTo": "chiara@example.com", "action": "KEEP"},
        {"enable": "true", "enableFor": "ALL_MAIL", "action": "ARCHIVE"},
        {"enable": "true"},
        {"enable": "true", "subject": "Away", "message": "Back on Monday", "contactsOnly": "true"},
        "false",
        {"signature": "Bruno"},
        {"language": "pt-BR"},
        {"pageSize": "50", "shortcuts": "true", "arrows": "false"},
        EXISTS,
        INVALID,
        MISSING,
        INVALID,
        INVALID,
        INVALID,
        INVALID,
        INVALID,
        INVALID,
    ]


def test_settings_by_the_client(observe: Observe) -> None:
    """What was set is read back; labels and delegates are deleted."""
    missing = ["RequestError", 400, "1301", "EntityDoesNotExist"]
    assert observe(CLIENT + SECOND) == [
        ["done", "to do"],
        ["done"],
        "true",
        [["Sales", "sales@example.com", "chiara@example.com"]],
        "true",
        "false",
        ["true", "chiara@example.com", "KEEP"],
        "ALL_MAIL",
        "true",
        ["Away", "2026-11-24", "true"],
        "Bruno",
        "de",
        "25",
        ["chiara@example.com"],
        0,
        missing,
        missing,
        missing,
        missing,
        ["RequestError", 400, "1801", "InvalidValue"],
    ]


@pytest.mark.parametrize(
    ("kind", "script"),
    [(EmailSettingsService, FIRST), (EmailSettingsClient, SECOND)],
    ids=["service", "client"],
)
def test_no_operation_is_left_out(kind: type, script: str) -> None:
    """Every public method that sends a request is in a script above."""
    assert {name for name in operations(kind) if f"mail.{name}" not in script} == set()


@pytest.mark.parametrize("setting", ["webclip", "language", "general", "filter"])
def test_what_google_never_told_is_not_read(signed: SignedClient, setting: str) -> None:
    """Some settings can only be written."""
    answer = signed.get(f"/a/feeds/emailsettings/2.0/example.com/bruno/{setting}")
    assert (answer.status_code, 'errorCode="1203"' in answer.text) == (400, True)


def test_settings_stay_with_a_renamed_user_and_go_with_a_deleted_one(server: ServerThread) -> None:
    """A mailbox is its user's."""
    domain = server.state.domain
    domain.email_settings.put("bruno", "imap", {"enable": "true"})
    domain.users.update("bruno", UserChanges(username="bruce"))
    kept = dict(domain.email_settings.get("bruce", "imap"))
    domain.users.delete("bruce")
    assert (kept, domain.users.count()) == ({"enable": "true"}, 2)
