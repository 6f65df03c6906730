#!/usr/bin/env python3
"""Writes the vectors for the records of objects that end by themselves.

Needs the package `cryptography`. `expiry.py write` rewrites expiry.txt.
"""
import struct
import sys

from reference import BUCKET, FIXED, NAME_ROOT, F, VectorFile, b64, siv

EXPIRY, TAGS = 0x18, 0x12
END = 1767323045000
WRITE_ID, KEY = b"\x60" * 16, b"docs/plan.txt"


def cipher(bucket=b"photos", kind=EXPIRY):
    return F(F(NAME_ROOT, BUCKET, bucket), kind, b"", 64)


def folder(hour, ad=b"\x01", **other):
    return b64(siv(cipher(**other), struct.pack(">q", hour), ad))


def record(end=END, write_id=WRITE_ID, key=KEY, hour=None, version=1, kind=b"\x02", **other):
    hour = end // 3600000 if hour is None else hour
    contents = struct.pack(">Q", end) + write_id + key
    return bytes([version]) + siv(cipher(**other), contents, kind + struct.pack(">q", hour))


def expiry():
    out = VectorFile("expiry.txt", ["FORMAT.md, Expiry. Records, write ids and object keys are hex, folders text."] + FIXED + [
        "op folder: open the name of a folder of the bucket; ok gives its hour.",
        "op record: open a record of the folder of an hour; ok gives the end, the write id and the object key."])
    hour = END // 3600000

    def folders(name, expect, text, bucket="photos"):
        out.add(name, expect, op="folder", bucket=bucket, folder=text)

    for h in (0, hour, 2 ** 40):
        folders("hour %d" % h, "ok %d" % h, folder(h))
    none = "fail not-ours"
    good = folder(hour)
    folders("another bucket's", none, good, bucket="music")
    folders("of another kind", none, folder(hour, ad=b"\x02"))
    folders("of another key", none, folder(hour, kind=TAGS))
    folders("an hour of four bytes", none, b64(siv(cipher(), struct.pack(">I", hour), b"\x01")))
    folders("padding", none, good + "=")
    folders("a character less", none, good[:-1])
    folders("an hour in clear", none, str(hour))
    folders("nothing", none, "")

    def records(name, expect, value, hour=hour, bucket="photos"):
        out.add(name, expect, op="record", bucket=bucket, hour=hour, record=value)

    ok = "ok %d %s %s"
    records("a record", ok % (END, WRITE_ID.hex(), KEY.hex()), record())
    first, last = hour * 3600000, hour * 3600000 + 3599999
    records("at the first moment of the hour", ok % (first, WRITE_ID.hex(), KEY.hex()), record(first))
    records("at the last moment of the hour", ok % (last, WRITE_ID.hex(), KEY.hex()), record(last))
    records("of the longest object key", ok % (END, WRITE_ID.hex(), (b"k" * 1024).hex()), record(key=b"k" * 1024))
    good = record()
    records("of another bucket", none, good, bucket="music")
    records("in the folder of another hour", none, good, hour=hour + 1)
    records("a moment after the hour", none, record(last + 1, hour=hour))
    records("a moment before the hour", none, record(first - 1, hour=hour))
    records("version 2", none, record(version=2))
    records("sealed as a folder", none, record(kind=b"\x01"))
    records("sealed as a tag", none, record(**{"bucket": b"photos"})[:1] + siv(cipher(kind=TAGS), b"x" * 40, b"\x02"))
    records("without an object key", none, record(key=b""))
    records("of an object key that is too long", none, record(key=b"k" * 1025))
    records("an object key that is not UTF-8", none, record(key=b"\xff"))
    records("contents too short", none, bytes([1]) + siv(cipher(), b"\0" * 20, b"\x02" + struct.pack(">q", hour)))
    records("a byte changed", none, good[:-1] + bytes([good[-1] ^ 1]))
    records("a byte less", none, good[:-1])
    records("a byte more", none, good + b"\0")
    records("nothing", none, b"")
    out.write()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        expiry()
    else:
        sys.exit(__doc__)
