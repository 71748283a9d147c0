"""Data into a domain and out of it: the Admin console's CSV of users, and JSON for everything.

An import adds and changes, and never deletes; the second time it changes nothing. Values have to meet the
rules that the API has. `csv_users` and `document` read and write, `users` and `parts` put into the domain,
`report` says what came of it.
"""

from __future__ import annotations

__all__: list[str] = []
