# -*- coding: utf-8 -*-
# Sends calls of all kinds by the clients of the library: it runs on both Pythons. For each call, whose method and
# URL are in calls.json, it prints what came of it; those that begin with "|" run in threads.
from __future__ import print_function
import binascii
import json
import sys
import threading

import atom.http


def outcome(method, url, body=None, headers=None):
    client = atom.http.ProxiedHttpClient() if "proxied" in sys.argv else atom.http.HttpClient()
    try:
        answer = client.request(method, url, data=body, headers=headers or {})
        read = answer.read()
        read = read if isinstance(read, bytes) else read.encode("utf-8")
        return "%d %s %d %08x" % (answer.status, answer.reason, len(read), binascii.crc32(read) & 0xFFFFFFFF)
    except Exception as error:
        return "failed"


with open("calls.json") as file:
    calls = json.load(file)
for label, method, url, size in calls:
    body = "x" * size if size else None
    if label.startswith("|"):
        found = []
        threads = [threading.Thread(target=lambda: found.append(outcome(method, url, body))) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        print(label, sorted(found))
    else:
        print(label, outcome(str(method), str(url), body))
