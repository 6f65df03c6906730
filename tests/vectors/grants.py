#!/usr/bin/env python3
"""Writes the vectors for access grants.

Needs the package `cryptography`. `grants.py write` rewrites grants.txt.
"""
import hashlib
import struct
import sys

from reference import FIXED, F, VectorFile, b64

GRANT, GRANT_LINK = 0x14, 0x15
GRANT_ROOT = b"\x40" * 32
NONCE = b"\x90" * 16


def condition(kind, value):
    return bytes([kind]) + struct.pack(">H", len(value)) + value


def scope(kind, bucket, path=b""):
    return condition(1, bytes([kind, len(bucket)]) + bucket + path)


def actions(mask):
    return condition(2, bytes([mask]))


def seconds(kind, second):
    return condition(kind, struct.pack(">Q", second))


def token(links, version=1, nonce=NONCE):
    return b64(bytes([version]) + nonce + b"".join(struct.pack(">H", len(link)) + link for link in links))


def credential(links, nonce=NONCE):
    tail, name = F(GRANT_ROOT, GRANT, nonce), nonce
    for link in links:
        tail = F(tail, GRANT_LINK, link)
        name = hashlib.sha256(b"cipherquay/1 grant" + name + link).digest()[:16]
    return "CG" + name.hex()[:18].upper(), b64(tail), name.hex()


def grants():
    out = VectorFile("grants.txt", ["FORMAT.md, Access grants."] + FIXED + [
        "A session token to the access key id, secret access key and id of its grant."])
    reader = scope(2, b"photos", b"2024/") + actions(0x05) + seconds(4, 1767322800)
    good = {
        "read and list below a prefix": [reader],
        "a bucket, everything": [scope(1, b"photos") + actions(0x1f)],
        "two scopes": [scope(2, b"photos", b"a/") + scope(3, b"docs", "ü.txt".encode()) + actions(0x01)],
        "all conditions": [scope(3, b"photos", b"k") + actions(0x01) + seconds(3, 1) + seconds(4, 253402300799) + condition(5, b"Jo")],
        "objects last an hour": [scope(1, b"photos") + actions(0x02) + seconds(6, 3600)],
        "objects last 100 years, with a label": [scope(1, b"photos") + actions(0x02) + condition(5, b"Jo") + seconds(6, 3155760000)],
        "narrowed": [reader, scope(2, b"", b"2024/march/") + actions(0x01)],
        "narrowed twice": [reader, actions(0x01), seconds(4, 1767322801)],
        "no action at all": [scope(1, b"photos") + actions(0)],
        "32 links": [reader] + [actions(1)] * 31,
        "64 scopes": [scope(1, b"b") * 64 + actions(0x01)],
    }
    for name, links in good.items():
        out.add(name, "ok %s %s %s" % credential(links), token=token(links))
    bad = {
        "no link": token([]),
        "version 0": token([reader], 0),
        "version 2": token([reader], 2),
        "a nonce of 15 bytes": token([], 1, NONCE[:15]),
        "nothing": "",
        "padding": token([actions(1)]) + "=",
        "no scope": token([actions(0x01)]),
        "no actions": token([scope(1, b"photos")]),
        "every bucket in the first link": token([scope(1, b"") + actions(0x01)]),
        "an unknown action": token([scope(1, b"photos") + actions(0x21)]),
        "an unknown condition": token([scope(1, b"photos") + actions(0x01) + condition(7, b"")]),
        "an unknown condition in the second link": token([reader, condition(0x80, b"")]),
        "an unknown scope": token([scope(4, b"photos", b"a/") + actions(0x01)]),
        "a prefix without a slash": token([scope(2, b"photos", b"a") + actions(0x01)]),
        "an empty prefix": token([scope(2, b"photos") + actions(0x01)]),
        "a bucket with a path": token([scope(1, b"photos", b"a") + actions(0x01)]),
        "an object without key": token([scope(3, b"photos") + actions(0x01)]),
        "a path of 1025 bytes": token([scope(3, b"photos", b"k" * 1025) + actions(0x01)]),
        "a path that is not UTF-8": token([scope(3, b"photos", b"\xff") + actions(0x01)]),
        "65 scopes": token([scope(1, b"b") * 65 + actions(0x01)]),
        "actions before scopes": token([actions(0x01) + scope(1, b"photos")]),
        "actions twice": token([scope(1, b"photos") + actions(0x01) + actions(0x01)]),
        "actions of two bytes": token([scope(1, b"photos") + condition(2, b"\x01\x00")]),
        "a time of 4 bytes": token([scope(1, b"photos") + actions(1) + condition(4, b"\0\0\0\1")]),
        "the year 10000": token([scope(1, b"photos") + actions(1) + seconds(4, 253402300800)]),
        "an empty label": token([scope(1, b"photos") + actions(1) + condition(5, b"")]),
        "a label of 129 bytes": token([scope(1, b"photos") + actions(1) + condition(5, b"l" * 129)]),
        "objects last no time": token([scope(1, b"photos") + actions(1) + seconds(6, 0)]),
        "objects last 100 years and a second": token([scope(1, b"photos") + actions(1) + seconds(6, 3155760001)]),
        "a lifetime of 4 bytes": token([scope(1, b"photos") + actions(1) + condition(6, b"\0\0\0\1")]),
        "a lifetime before the label": token([scope(1, b"photos") + actions(1) + seconds(6, 1) + condition(5, b"Jo")]),
        "a link longer than the token": b64(b"\1" + NONCE + struct.pack(">H", len(reader) + 1) + reader),
        "a condition longer than its link": token([scope(1, b"photos") + b"\x02\x00\x02\x01"]),
        "a link without conditions": token([reader, b""]),
        "33 links": token([reader] + [actions(1)] * 32),
        "4097 characters": token([scope(1, b"b") * 64 + actions(1)] + [actions(1)] * 600),
    }
    for name, text in bad.items():
        out.add(name, "fail not-a-grant", token=text)
    out.write()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        grants()
    else:
        sys.exit(__doc__)
