"""Google's side, standing in: a stateful, strict server of the legacy APIs (extra `server`).

`app.create_app()` makes the WSGI application, `serving.ServerThread` runs one in the background and
`serving.serve()` in the foreground. Imports go `domain <- everything else here`; nothing of the client
(`engine`, `atom`, `gdata`) is used, so that one wrong tag cannot pass on both sides.
"""

from __future__ import annotations

__all__: list[str] = []
