"""What the batches of all feeds have in common: how an operation is told from another, and how it ended."""

from __future__ import annotations

from xml.sax.saxutils import escape

from gdata_compat import namespaces

from .. import atom_out
from ..xml_in import Element

__all__ = ["REASONS", "batch", "ending"]

#: What is said of operations that ended well.
REASONS = {200: "Success", 201: "Created"}


def batch(name: str) -> str:
    """Return the qualified name of a `batch:` element."""
    return f"{{{namespaces.BATCH}}}{name}"


def ending(entry: Element, operation: str, status: int, reason: str) -> str:
    """Write how the operation of an entry ended, with the id that it was sent with."""
    batch_id = entry.findtext(batch("id"))
    own = "" if batch_id is None else f"<batch:id>{escape(batch_id)}</batch:id>"
    told = atom_out.element("batch:status", code=str(status), reason=reason)
    return own + told + atom_out.element("batch:operation", type=operation)
