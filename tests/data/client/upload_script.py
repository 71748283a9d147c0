# -*- coding: utf-8 -*-
"""Uploads a file to a server that cuts connections, and goes on where it was cut, as scripts do.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import io
import json
import sys

CHUNK = 262144


def content(size):
    """Bytes of which no two pieces are the same."""
    return b"".join(("%08d" % number).encode("ascii") for number in range(size // 8 + 1))[:size]


def upload(client_module, data_module, url, size, way):
    """Upload until it is done; give what happened on the way."""
    file = io.BytesIO(content(size))
    client = client_module.GDClient(source="uploads")
    uploader = client_module.ResumableUploader(client, file, "application/pdf", size, chunk_size=CHUNK)
    happened, made = [], None
    try:
        if way == "update":
            made = uploader.update_file(url + "/start", force=True)
        else:
            entry = data_module.GDEntry(etag="e") if way == "with metadata" else None
            made = uploader.upload_file(url + "/start", entry=entry, headers={"Slug": "name"})
    except client_module.Error as error:
        return ["refused", error.status, error.body]
    except Exception:
        happened.append("cut")
    while made is None:
        try:
            status = uploader.query_upload_status()
            happened.append(status)
            if status is True:
                return happened
            file.seek(status or 0)
            made = uploader.upload_chunk(file.tell(), file.read(CHUNK))
        except Exception:
            happened.append("cut")
    return happened + [type(made).__name__, made.id.text]


def main():
    import gdata.client
    import gdata.data

    url, size, way = sys.argv[1:]
    print(json.dumps(upload(gdata.client, gdata.data, url, int(size), way)))


if __name__ == "__main__":
    main()
