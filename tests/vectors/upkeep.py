#!/usr/bin/env python3
"""Writes the vectors for notes of copies and inventories.

Needs the package `cryptography`. `upkeep.py write` rewrites upkeep.txt.
"""
import hashlib
import struct
import sys

from content import DEK, wrap
from reference import FIXED, GRANT_ROOT, NAME_ROOT, VAULT_ID, F, VectorFile, b64, stored_name

INVENTORY, REVOCATIONS = 0x20, 0x16
BUCKET_NAME, KEY, WRITE_ID = b"photos", b"docs/plan.txt", b"\x60" * 16
STORED = stored_name(BUCKET_NAME, KEY)


def note_name(stored=STORED, write_id=WRITE_ID):
    return ".cq/copies/%s/%s" % (b64(hashlib.sha256(stored.encode()).digest()), b64(write_id))


def note(version=1, epoch=2, write_id=WRITE_ID, wrapped=None, stored=STORED):
    return bytes([version]) + struct.pack(">I", epoch) + write_id + (wrapped or wrap()) + stored.encode()


def seal(text, kind=INVENTORY, root=GRANT_ROOT):
    key = F(F(root, kind, hashlib.sha256(text.encode()).digest()), kind)
    return "seal " + b64(key) + "\n"


def lines(entries, prefix="", vault=VAULT_ID, count=None, mark="cipherquay-inventory-1"):
    head = "%s\nvault %s\nbucket photos\nprefix %s\ntime 1767323045000\n" % (mark, vault.hex(), prefix)
    count = len(entries) if count is None else count
    return head + "".join(line + "\n" for line in entries) + "objects %d\n" % count


def notes(out):
    def add(name, expect, body, at=None, key=KEY, bucket=BUCKET_NAME):
        out.add(name, expect, op="note", bucket=bucket.decode(), key=key, at=at or note_name(), note=body)

    ok, none = "ok " + DEK.hex(), "fail not-ours"
    add("a note", ok, note())
    add("of the first epoch", ok, note(epoch=1, wrapped=wrap(epoch=1)))
    add("version 2", none, note(version=2))
    add("of another object key", none, note(), key=b"docs/plan.txt2")
    add("of another bucket", none, note(), bucket=b"music")
    add("the origin's wrap", none, note(wrapped=wrap(key=b"docs/plan")))
    add("an epoch that is not the wrap's", none, note(epoch=1))
    add("another write id", none, note(write_id=b"\x61" * 16))
    add("under another write id", none, note(), at=note_name(write_id=b"\x61" * 16))
    add("under another stored name", none, note(), at=note_name(stored=STORED + "A"))
    add("with another stored name", none, note(stored=STORED + "A"))
    add("without a stored name", none, note(stored=""))
    add("a byte of the wrap changed", none, note(wrapped=wrap()[:-1] + bytes([wrap()[-1] ^ 1])))
    add("nothing", none, b"")


def inventories(out):
    def add(name, expect, text):
        out.add(name, expect, op="inventory", file=text.encode())

    one = "%s %s 1767323045000 5" % (STORED, b64(WRITE_ID))
    other = "%s -" % stored_name(BUCKET_NAME, b"other")
    entries = sorted([one, other])
    good = lines(entries)
    add("of two objects", "ok 2", good + seal(good))
    nothing = lines([])
    add("of none", "ok 0", nothing + seal(nothing))
    folder = STORED[:STORED.index("/") + 1]
    part = lines([one], prefix=folder)
    add("of a directory", "ok 1", part + seal(part))
    bad = "fail corrupt"

    def sealed(name, text, **other):
        add(name, bad, text + seal(text, **other))

    add("without a seal", bad, good)
    add("more after the seal", bad, good + seal(good) + "\n")
    add("a byte changed", bad, good.replace(" 5\n", " 6\n") + seal(good))
    sealed("sealed under the name root", good, root=NAME_ROOT)
    sealed("sealed as revocations", good, kind=REVOCATIONS)
    sealed("of another vault", lines(entries, vault=b"\x11" * 16))
    sealed("not sorted", lines(entries[::-1]))
    sealed("an object twice", lines([one, one]))
    sealed("outside of its directory", lines(entries, prefix=folder))
    sealed("one object less than counted", lines(entries, count=3))
    sealed("version 2", lines(entries, mark="cipherquay-inventory-2"))
    sealed("a leading zero", lines([one.replace(" 5", " 05")]))
    sealed("a length that is none", lines([one.replace(" 5", " -5")]))
    add("nothing", bad, "")


def upkeep():
    out = VectorFile("upkeep.txt", ["FORMAT.md, Copy and Inventories. Object keys, notes and files are hex, names text."] + FIXED + [
        "op note: open the note of a copy that lies under a name, for the copy's object key; ok gives the data key.",
        "op inventory: read an inventory; ok gives how many objects it has."])
    notes(out)
    inventories(out)
    out.write()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        upkeep()
    else:
        sys.exit(__doc__)
