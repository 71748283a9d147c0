"""Records with other people's tools, for tests/data/replay: `python -m tests.observe_tools`.

Its arguments are the executables of mitmdump and of Chromium. `mitmproxy.har` is what mitmproxy writes
(`mitmdump --set hardump=FILE`) of a script's calls on their way to the server that stands in;
`chromium.har` what Chromium writes, driven by Playwright (`record_har_path`), of a page and a call. Both are
scrubbed afterwards by `gdata-compat scrub`, which keeps all else as it was.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gdata_compat.replay.scrubbing import scrub_file
from gdata_compat.server.app import create_app
from gdata_compat.server.serving import ServerThread
from gdata_compat.server.state import state_of

__all__ = ["SCRIPT", "main"]

_FOLDER = Path(__file__).parent / "data" / "replay"
SCRIPT = """
import os
import gdata.apps.service
import gdata.auth
client = gdata.apps.service.AppsService(source="s", domain="example.com")
client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, "example.com",
                               consumer_secret=os.environ["CONSUMER_SECRET"])
token = gdata.auth.OAuthToken(os.environ["TOKEN"], os.environ["TOKEN_SECRET"])
token.oauth_input_params = client.GetOAuthInputParameters()
client.SetOAuthToken(token)
client.CreateUser("dora", "Dorn", "D\\u00f6ra", "a long password")
print(client.RetrieveUser("dora").name.given_name)
client.DeleteUser("dora")
"""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing listens on port {port}")


def _by_mitmproxy(mitmdump: str, server: ServerThread, folder: Path) -> None:
    """Run a script whose calls pass by mitmdump."""
    port, har = _free_port(), folder / "mitmproxy.har"
    command = [mitmdump, "-q", "--mode", f"reverse:{server.url}", "--listen-host", "127.0.0.1"]
    command += ["--listen-port", str(port), "--set", "keep_host_header=true", "--set", f"hardump={har}"]
    token = state_of(server.app).credentials.issue_access_token("example.com")
    given = {"CONSUMER_SECRET": "a consumer secret", "TOKEN": token.key, "TOKEN_SECRET": token.secret}
    with subprocess.Popen(command) as proxy:
        try:
            _wait_for(port)
            run = [sys.executable, "-m", "gdata_compat", "run", "--server", f"http://127.0.0.1:{port}"]
            with tempfile.TemporaryDirectory() as place:
                script = Path(place) / "script.py"
                script.write_text(SCRIPT, encoding="utf-8")
                subprocess.run([*run, str(script)], env={**os.environ, **given}, check=True)
        finally:
            proxy.terminate()


def _by_chromium(executable: str, server: ServerThread, folder: Path) -> None:
    """Show a page, which calls the API without being allowed to."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        context = browser.new_context(record_har_path=folder / "chromium.har", record_har_content="embed")
        page = context.new_page()
        page.goto(server.url)
        page.goto(f"{server.url}/a/feeds/example.com/user/2.0/alice")
        context.close()
        browser.close()


def main() -> None:
    """Make both recordings."""
    mitmdump, chromium = sys.argv[1:]
    app = create_app(":memory:", "example.com", sample=3, consumer_secret="a consumer secret")
    with ServerThread(app) as server:
        _by_mitmproxy(mitmdump, server, _FOLDER)
        _by_chromium(chromium, server, _FOLDER)
    for name in ("mitmproxy.har", "chromium.har"):
        scrub_file(_FOLDER / name)


if __name__ == "__main__":
    main()
