#!/usr/bin/env python3
"""Writes the vectors for the documents of buckets; goes on where reference.py ends.

Needs the package `cryptography`. `documents.py write` rewrites documents.txt.
"""
import struct
import sys

from reference import BUCKET, FIXED, LIST_TOKEN, NAME_ROOT, VAULT_ID, F, VectorFile, lp, siv

BUCKET_DOCUMENT = 0x13


def padded(contents):
    size = 1024
    while size < 4 + len(contents):
        size *= 2
    return struct.pack(">I", len(contents)) + contents + bytes(size - 4 - len(contents))


def sealed(plaintext, bucket=b"photos", kind=b"cors", vault=VAULT_ID, version=1, root=NAME_ROOT, derive=BUCKET_DOCUMENT,
           label=b"cipherquay/1 bucket document"):
    key = F(F(root, BUCKET, bucket), derive, b"", 64)
    return bytes([version]) + siv(key, plaintext, label + vault + lp(bucket) + lp(kind))


def documents():
    out = VectorFile("documents.txt", ["FORMAT.md, Bucket documents. Everything is hex but the bucket and the kind."] + FIXED + [
        "op seal: contents to the stored document. op open: the stored document to its contents."])

    text = b"<Tagging><TagSet/></Tagging>"
    for kind in (b"cors", b"tags", b"lifecycle"):
        out.add("seal %s" % kind.decode(), "ok " + sealed(padded(text), kind=kind).hex(),
                op="seal", bucket="photos", kind=kind.decode(), contents=text)

    def opened(name, expect, document, bucket="photos", kind="cors"):
        out.add(name, expect, op="open", bucket=bucket, kind=kind, stored=document)

    good, bad = sealed(padded(text)), "fail corrupt"
    opened("open it", "ok " + text.hex(), good)
    opened("of another bucket name", "ok " + text.hex(), sealed(padded(text), bucket=b"a.b"), bucket="a.b")
    opened("empty contents", "ok ", sealed(padded(b"")))
    for n in (1, 1019, 1020, 1021, 2044):
        opened("%d bytes" % n, "ok " + (b"x" * n).hex(), sealed(padded(b"x" * n)))

    opened("as of another bucket", bad, good, bucket="music")
    opened("as of another kind", bad, good, kind="tags")
    opened("another kind as this one", bad, sealed(padded(text), kind=b"tags"))
    opened("the name root of another vault", bad, sealed(padded(text), root=b"\x21" * 32))
    opened("the id of another vault", bad, sealed(padded(text), vault=b"\x11" * 16))
    opened("version 2", bad, sealed(padded(text), version=2))
    opened("version 0", bad, sealed(padded(text), version=0))
    opened("another label", bad, sealed(padded(text), label=b"cipherquay/1 upload"))
    opened("the key of list tokens", bad, sealed(padded(text), derive=LIST_TOKEN))
    opened("bucket and kind without their lengths", bad,
           b"\x01" + siv(F(F(NAME_ROOT, BUCKET, b"photos"), BUCKET_DOCUMENT, b"", 64), padded(text),
                         b"cipherquay/1 bucket document" + VAULT_ID + b"photos" + b"cors"))
    for place in (1, 16, 17, len(good) - 1):
        opened("byte %d changed" % place, bad, good[:place] + bytes([good[place] ^ 1]) + good[place + 1:])
    opened("a byte short", bad, good[:-1])
    opened("a byte long", bad, good + b"\0")
    opened("nothing", bad, b"")
    opened("a version alone", bad, b"\x01")
    opened("no padding", bad, sealed(struct.pack(">I", len(text)) + text))
    opened("a zero too few", bad, sealed(padded(text)[:-1]))
    opened("a zero too many", bad, sealed(padded(text) + b"\0"))
    opened("twice the padding that is needed", bad, sealed(padded(text) + bytes(1024)))
    opened("a padding that is not zero", bad, sealed(padded(text)[:-1] + b"\x01"))
    opened("a length beyond the end", bad, sealed(struct.pack(">I", 1021) + bytes(1020)))
    opened("a negative length", bad, sealed(b"\xff\xff\xff\xff" + bytes(1020)))
    opened("nothing sealed", bad, sealed(b""))
    out.write()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        documents()
    else:
        sys.exit(__doc__)
