"""Every error that the server answers with: code, reason, HTTP status, reason phrase, a line each.

The codes and reasons are those of the Provisioning API's reference (1000 to 1802). HTTP 400 is recorded for
1300 and 1301; the statuses of the others follow that. Errors of authentication travel in the HTTP reason
phrase; where none was recorded, the phrase is modelled on those that were (marked "inferred").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from .domain import model
from .fault_words import WORDS
from .reasons import named

__all__ = [
    "FAULTS",
    "LOGIN_ERRORS",
    "ONLY_BY_SWITCH",
    "REFUSALS",
    "Fault",
    "ProvisioningError",
    "Refusal",
    "Refused",
    "error_document",
    "of_domain_error",
    "refusal_page",
]


@dataclass(frozen=True)
class Fault:
    """An error of the Provisioning API."""

    code: int
    reason: str
    status: int = 400


FAULTS = {
    fault.code: fault
    for fault in (
        Fault(1000, "UnknownError", 500),
        Fault(1001, "ServerBusy", 503),
        Fault(1100, "UserDeletedRecently"),
        Fault(1101, "UserSuspended"),
        Fault(1200, "DomainUserLimitExceeded"),
        Fault(1201, "DomainAliasLimitExceeded"),
        Fault(1202, "DomainSuspended"),
        Fault(1203, "DomainFeatureUnavailable"),
        Fault(1300, "EntityExists"),
        Fault(1301, "EntityDoesNotExist"),
        Fault(1302, "EntityNameIsReserved"),
        Fault(1303, "EntityNameNotValid"),
        Fault(1304, "EntityCannotBeModified"),
        Fault(1305, "EntityCannotContainCycle"),
        Fault(1306, "EntityHasMembersCannotDelete"),
        Fault(1307, "EntityQuotaLimitReached"),
        Fault(1400, "InvalidGivenName"),
        Fault(1401, "InvalidFamilyName"),
        Fault(1402, "InvalidPassword"),
        Fault(1403, "InvalidUsername"),
        Fault(1404, "InvalidHashFunctionName"),
        Fault(1405, "InvalidHashDigestLength"),
        Fault(1406, "InvalidEmailAddress"),
        Fault(1407, "InvalidQueryParameterValue"),
        Fault(1408, "InvalidSsoSigningKey"),
        Fault(1409, "InvalidEncryptionPublicKey"),
        Fault(1410, "FeatureUnavailableForUser"),
        Fault(1411, "EncryptionPublicKeyInvalidFormat"),
        Fault(1412, "EncryptionPublicKeyInvalidType"),
        Fault(1413, "EncryptionPublicKeyHasManyUserIds"),
        Fault(1500, "TooManyRecipientsOnEmailList"),
        Fault(1501, "TooManyNicknamesForUser"),
        Fault(1601, "DuplicateDestinations"),
        Fault(1602, "TooManyDestinations"),
        Fault(1603, "InvalidRouteAddress"),
        Fault(1700, "GroupCannotContainCycle"),
        Fault(1701, "InvalidGroupPermissions"),
        Fault(1800, "InvalidDomainEdition"),
        Fault(1801, "InvalidValue"),
        Fault(1802, "DeletePartialFailure"),
    )
}


#: The faults that no request provokes, each with why; `failures.fail_next()` answers them as all others.
ONLY_BY_SWITCH = {
    1101: "the reference does not say which call needs a user who is not suspended",
    1201: "domain aliases are not made by any of these APIs",
    1202: "a domain is never suspended here",
    1410: "every user has every feature here",
    1602: "the documentation states no limit of mail routes",
    1800: "the domain's edition has every feature here",
    1802: "what is deleted is deleted as a whole here",
}


#: The errors of ClientLogin (its guide); each is answered with HTTP 403.
LOGIN_ERRORS = (
    "BadAuthentication",
    "NotVerified",
    "TermsNotAgreed",
    "CaptchaRequired",
    "Unknown",
    "AccountDeleted",
    "AccountDisabled",
    "ServiceDisabled",
    "ServiceUnavailable",
)


class ProvisioningError(Exception):
    """One or more faults of a request, each as (code, the input that is at fault).

    `status` overrides the HTTP status of the first fault; `detail` says in words, for the log of
    requests, what was wrong.
    """

    def __init__(self, *found: tuple[int, str], status: int | None = None, detail: str = "") -> None:
        super().__init__(", ".join(_told(code, given) for code, given in found))
        self.found = found
        self.status = status or FAULTS[found[0][0]].status
        self.detail = detail or str(self)


def _told(code: int, given: str) -> str:
    """Say what is wrong with an input, which is never a secret."""
    parts = [f"{FAULTS[code].reason} ({code})", named(given) if given else "", WORDS.get(code, "")]
    return ": ".join(filter(None, parts))


_OF_DOMAIN = {
    model.EntityExists: 1300,
    model.EntityDoesNotExist: 1301,
    model.PhotoDoesNotExist: 1301,
    model.UserDeletedRecently: 1100,
    model.UserLimitExceeded: 1200,
    model.TooManyRecipients: 1500,
    model.TooManyContacts: 1307,
    model.TooManyAudits: 1307,
    model.TooManyNicknames: 1501,
    model.EntityCannotBeModified: 1304,
    model.EntityCannotContainCycle: 1305,
    model.EntityHasMembers: 1306,
    model.GroupCannotContainCycle: 1700,
    model.ValueNotKept: 1801,
}


def of_domain_error(error: model.DomainError) -> ProvisioningError:
    """Return the answer to an error of the data."""
    return ProvisioningError((_OF_DOMAIN[type(error)], error.name), detail=error.detail)


def error_document(found: Iterable[tuple[int, str]]) -> bytes:
    """Write the error document, with Google's line ends."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<AppsForYourDomainErrors>"]
    for code, given in found:
        attributes = f'errorCode="{code}" invalidInput={_attribute(given)} reason="{FAULTS[code].reason}"'
        lines.append(f"  <error {attributes} />")
    return ("\r\n".join([*lines, "</AppsForYourDomainErrors>"]) + "\r\n\r\n").encode()


def _attribute(value: str) -> str:
    # What was sent may hold what XML cannot: shown as '?', and no longer than a line.
    shown = "".join(c if c.isprintable() else "?" for c in value[:200])
    quoted = quoteattr(shown.encode("utf-8", "replace").decode())
    return quoted if quoted[0] == '"' else '"' + quoted[1:-1].replace('"', "&quot;") + '"'


@dataclass(frozen=True)
class Refusal:
    """A refusal to serve a caller: the HTTP status and reason phrase.

    `problem` is the word that the OAuth endpoints answer with (the OAuth problem reporting extension).
    """

    status: int
    phrase: str
    problem: str = ""


REFUSALS = {
    # recorded
    "unknown header": Refusal(401, "Unknown authorization header"),
    "token unknown": Refusal(401, "Token invalid - Invalid token: Token not found", "token_rejected"),
    "wrong scope": Refusal(401, "Token invalid - AuthSub token has wrong scope"),
    "not authorized": Refusal(403, "You are not authorized to access this API", "permission_denied"),
    "invalid domain": Refusal(403, "Invalid domain."),
    # inferred
    "token revoked": Refusal(
        401, "Token invalid - Invalid token: Token disabled, revoked, or expired.", "token_revoked"
    ),
    "token pending": Refusal(
        401, "Token invalid - Invalid token: Token not authorized", "permission_unknown"
    ),
    "token denied": Refusal(401, "Token invalid - Invalid token: Access denied", "permission_denied"),
    "verifier": Refusal(401, "Token invalid - Invalid token: Wrong verifier", "token_rejected"),
    "signature": Refusal(401, "Token invalid - Invalid signature", "signature_invalid"),
    "consumer unknown": Refusal(401, "Token invalid - Consumer key unknown", "consumer_key_unknown"),
    "consumer disabled": Refusal(401, "Token invalid - Consumer key refused", "consumer_key_rejected"),
    "timestamp": Refusal(401, "Token invalid - Timestamp refused", "timestamp_refused"),
    "nonce": Refusal(401, "Token invalid - Nonce used", "nonce_used"),
    "parameter": Refusal(400, "Bad Request - OAuth parameter missing or malformed", "parameter_rejected"),
    "signature method": Refusal(
        400, "Bad Request - Signature method not supported", "signature_method_rejected"
    ),
    "version": Refusal(400, "Bad Request - OAuth version not supported", "version_rejected"),
    "scope missing": Refusal(400, "Bad Request - No scope", "parameter_absent"),
    "callback": Refusal(400, "Bad Request - Callback not allowed", "parameter_rejected"),
    "requestor": Refusal(403, "You are not authorized to access this API", "permission_denied"),
    "password": Refusal(401, "Unauthorized"),
    # seen by users of the Contacts API (jdgeenen/gcontactsync, issue 92)
    "over quota": Refusal(
        503,
        "Temporary problem - please try again later and consider using batch operations. "
        "The user is over quota.",
    ),
}


class Refused(Exception):
    """A caller is refused: a row of REFUSALS, and in words what was wrong and what would help.

    `what` names the row, or is a refusal of its own. `detail` is for the log of requests; `base_string` is
    the signature base string that was computed.
    """

    def __init__(self, what: str | Refusal, detail: str, base_string: str | None = None) -> None:
        super().__init__(detail)
        self.refusal = REFUSALS[what] if isinstance(what, str) else what
        self.detail = detail
        self.base_string = base_string


def refusal_page(refusal: Refusal) -> str:
    """Write the page that came with a refusal."""
    return (
        f"<HTML>\n<HEAD>\n<TITLE>{refusal.phrase}</TITLE>\n</HEAD>\n"
        '<BODY BGCOLOR="#FFFFFF" TEXT="#000000">\n'
        f"<H1>{refusal.phrase}</H1>\n<H2>Error {refusal.status}</H2>\n</BODY>\n</HTML>\n"
    )
