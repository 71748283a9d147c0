"""The data behind the server, without any protocol.

`model` and a file a part say what there is; `sql` keeps it in a database.
"""

from __future__ import annotations

__all__: list[str] = []
