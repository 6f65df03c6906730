#!/usr/bin/env python3
"""Writes the vectors for tags.

Needs the package `cryptography`. `tags.py write` rewrites tags.txt; `tags.py example` prints the tag of the worked example.
"""
import sys

from reference import BUCKET, FIXED, LIST_TOKEN, NAME_ROOT, F, VectorFile, b64, siv, stored_name

TAGS = 0x12


def cipher(bucket=b"photos", kind=TAGS):
    return F(F(NAME_ROOT, BUCKET, bucket), kind, b"", 64)


def stored_key(key, bucket=b"photos", kind=TAGS, ad=b"\x01"):
    return b64(siv(cipher(bucket, kind), key, ad))


def stored_value(key, value, bucket=b"photos", kind=TAGS, ad=b"\x02"):
    return b64(siv(cipher(bucket, kind), value, ad + key))


def tags():
    out = VectorFile("tags.txt", ["FORMAT.md, Tags. Keys and values are hex of UTF-8, their stored forms text."] + FIXED + [
        "op seal: a tag of an object in the bucket to its stored key and value. op open: the inverse."])
    pairs = [(b"a", b""), (b"a", b"b"), (b"b", b"a"), (b"project", b"blue"), ("é".encode(), "e\u0301".encode()),
             (b"k" * 80, b"v" * 176), (b" ", b"+-=._:/@")]
    for key, value in pairs:
        stored = stored_key(key), stored_value(key, value)
        out.add("seal %s" % ascii(key[:9].decode()), "ok %s %s" % stored, op="seal", bucket="photos", key=key, value=value)
        out.add("open it", ("ok %s %s" % (key.hex(), value.hex())).strip(), op="open", bucket="photos", **dict(zip(("stored-key", "stored-value"), stored)))
    for name, key, value in [("a key of 81 bytes", b"k" * 81, b""), ("a key of 81 bytes in 41 characters", b"k" + "é".encode() * 40, b""),
                             ("a value of 177 bytes", b"k", b"v" * 177), ("a value of 177 bytes in 89 characters", b"k", b"v" + "é".encode() * 88)]:
        out.add(name, "fail tag-too-long", op="seal", bucket="photos", key=key, value=value)
    key, value = stored_key(b"a"), stored_value(b"a", b"b")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    stray = lambda text: text[:-1] + last[last.index(text[-1]) ^ 1]
    bad = {
        "another bucket's": (stored_key(b"a", b"music"), stored_value(b"a", b"b", b"music")),
        "another bucket's value": (key, stored_value(b"a", b"b", b"music")),
        "the value of another key": (key, stored_value(b"b", b"b")),
        "the value of a longer key": (key, stored_value(b"ab", b"b")),
        "a value for a key": (value, value),
        "a key for a value": (key, key),
        "key and value exchanged": (value, key),
        "a value of no key": (key, stored_value(b"", b"b")),
        "a key of kind 2": (stored_key(b"a", ad=b"\x02"), value),
        "a value of kind 1": (key, stored_value(b"a", b"b", ad=b"\x01")),
        "the key of list tokens": (stored_key(b"a", kind=LIST_TOKEN), stored_value(b"a", b"b", kind=LIST_TOKEN)),
        "plaintext": ("a", "b"),
        "nothing": ("", ""),
        "a plaintext value": (key, "b"),
        "padding": (key + "=", value),
        "stray bits at the end": (stray(key), value),
        "stray bits at the end of the value": (key, stray(value)),
        "a character less": (key, value[:-1]),
        "a character more": (key + "A", value),
        "lower case": (key.lower(), value),
        "a changed first character": (key, ("B" if value[0] == "A" else "A") + value[1:]),
        "a stored name": (stored_name(b"photos", b"a"), value),
    }
    for name, (k, v) in bad.items():
        out.add(name, "fail not-ours", op="open", bucket="photos", **{"stored-key": k, "stored-value": v})
    out.write()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        tags()
    elif sys.argv[1:] == ["example"]:
        print(stored_key(b"project"), stored_value(b"project", b"blue"))
    else:
        sys.exit(__doc__)
