#!/usr/bin/env python3
"""A second implementation of FORMAT.md, independent of the Java one, that writes the vectors beside it.

Needs the package `cryptography`. `reference.py write` rewrites derivation, names, sizes and tokens .txt;
`reference.py example` prints the worked example of FORMAT.md. The vectors in the repository are the reference,
not the output of whatever version of this script.
"""
import base64
import hashlib
import hmac
import os
import struct
import sys

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

Q, MIB = 65520, 1 << 20
BUCKET, DIRECTORY, OBJECT, NAME, WRAP, COMMITMENT, TRAILER, METADATA, SEGMENTS, LIST_TOKEN, UPLOAD, PART_TOKEN = range(1, 13)

VAULT_ID, NAME_ROOT, GRANT_ROOT = b"\x10" * 16, b"\x20" * 32, b"\x40" * 32
CONTENT_ROOTS = {1: b"\x31" * 32, 2: b"\x32" * 32}


def hkdf(ikm, salt, info, length):
    prk = hmac.new(salt, ikm, hashlib.sha256).digest()
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([counter]), hashlib.sha256).digest()
        out, counter = out + block, counter + 1
    return out[:length]


def lp(x):
    return struct.pack(">I", len(x)) + x


def F(k, kind, x=b"", length=32):
    return hkdf(k, b"cipherquay", b"cipherquay/1" + bytes([kind]) + lp(x), length)


def siv(k, plaintext, ad):
    return AESSIV(k).encrypt(plaintext, [ad])


def b64(x):
    return base64.urlsafe_b64encode(x).rstrip(b"=").decode()


def chain(root, bucket, components):
    key = F(root, BUCKET, bucket)
    for component in components:
        key = F(key, DIRECTORY, component)
    return key


def stored_component(directory, component, kind):
    return b64(siv(F(directory, NAME, b"", 64), component, bytes([kind])))


def stored_name(bucket, key):
    *directories, leaf = key.split(b"/")
    parts = [stored_component(chain(NAME_ROOT, bucket, directories[:i]), c, 2) for i, c in enumerate(directories)]
    return "/".join(parts + [stored_component(chain(NAME_ROOT, bucket, directories), leaf, 3)])


def object_key(epoch, bucket, key):
    *directories, leaf = key.split(b"/")
    return F(chain(CONTENT_ROOTS[epoch], bucket, directories), OBJECT, leaf)


def target(p):
    return p + 16 * (p // Q) + 240 * (p // (5 * MIB) + 1) + 64


def part(p):
    return p + 16 * (p // Q + 1) + 148


def token(bucket, prefix, delimiter, order, position):
    ad = lp(prefix) + lp(delimiter) + lp(order)
    return b64(siv(F(F(NAME_ROOT, BUCKET, bucket), LIST_TOKEN, b"", 64), position, ad))


class VectorFile:
    def __init__(self, name, head):
        self.name, self.text, self.ok, self.fail = name, "".join("# %s\n" % line for line in head), 0, 0

    def add(self, name, expect, **fields):
        self.text += "\nname: %s\n" % name
        for field, value in fields.items():
            self.text += "%s: %s\n" % (field, value.hex() if isinstance(value, bytes) else value)
        self.text += "expect: %s\n" % expect
        kind = expect.split()[0]
        self.ok, self.fail = self.ok + (kind == "ok"), self.fail + (kind == "fail")

    def write(self):
        assert self.fail >= self.ok, (self.name, self.ok, self.fail)
        with open(os.path.join(os.path.dirname(__file__), self.name), "w") as out:
            out.write(self.text)
        print(self.name, self.ok, "ok,", self.fail, "fail")


FIXED = [
    "The keys are those of a vault with the id 16 x 10, the name root 32 x 20, the content roots of",
    "epochs 1 and 2 32 x 31 and 32 x 32, and the grant root 32 x 40 (hex).",
]


def derivation():
    out = VectorFile("derivation.txt", [
        "FORMAT.md, Keys. All values are hex.",
        "op derive: F(key, type, input) with so many bytes of output.",
        "op verify: refuse an output that F does not give; the wrong ones come from usual mistakes.",
        "op roots: accept or refuse the root keys of a vault; content roots are epochs from 1 on."])
    k = bytes(range(32))
    for kind, x, n in [(BUCKET, b"photos", 32), (DIRECTORY, b"a", 32), (DIRECTORY, b"", 32), (OBJECT, b"a", 32),
                       (NAME, b"", 64), (WRAP, b"", 64), (TRAILER, bytes(16), 64), (COMMITMENT, bytes(116), 32)]:
        out.add("type %02x, %d bytes of input" % (kind, len(x)), "ok " + F(k, kind, x, n).hex(),
                op="derive", key=k, type=bytes([kind]), input=x, length=n)
    info = b"cipherquay/1" + bytes([DIRECTORY])
    wrong = {
        "no length before the input": hkdf(k, b"cipherquay", info + b"ab", 32),
        "a little-endian length": hkdf(k, b"cipherquay", info + b"\x02\0\0\0ab", 32),
        "a length of two bytes": hkdf(k, b"cipherquay", info + b"\0\x02ab", 32),
        "no salt": hkdf(k, b"", info + lp(b"ab"), 32),
        "the label as salt": hkdf(k, b"cipherquay/1", info + lp(b"ab"), 32),
        "another type": F(k, OBJECT, b"ab"),
        "another input": F(k, DIRECTORY, b"abc"),
        "HMAC instead of HKDF": hmac.new(k, info + lp(b"ab"), hashlib.sha256).digest(),
        "the second block": F(k, DIRECTORY, b"ab", 64)[32:],
    }
    out.add("the right output", "ok", op="verify", key=k, type="02", input=b"ab", output=F(k, DIRECTORY, b"ab"))
    for name, output in wrong.items():
        out.add(name, "fail mismatch", op="verify", key=k, type="02", input=b"ab", output=output)
    for n in (0, 16, 31, 33, 64):
        out.add("a key of %d bytes" % n, "fail weak-key", op="derive", key=b"\x01" * n, type="02", input=b"a", length=32)
    a, b, c, d, zero = (bytes([i]) * 32 for i in (1, 2, 3, 4, 0))
    out.add("good roots", "ok", op="roots", id=bytes(16), names=a, content=b.hex() + " " + d.hex(), grants=c)
    for name, n, e, g in [("a zero name root", zero, b, c), ("a zero content root", a, zero, c),
                          ("a zero grant root", a, b, zero), ("a short name root", a[:31], b, c),
                          ("a long content root", a, b + b"\x02", c), ("an empty grant root", a, b, b""),
                          ("names and content of one root", a, a, c), ("names and grants of one root", a, b, a),
                          ("content and grants of one root", a, b, b)]:
        out.add(name, "fail weak-key", op="roots", id=bytes(16), names=n, content=e, grants=g)
    out.write()


def names():
    out = VectorFile("names.txt", ["FORMAT.md, Names. Keys are hex of UTF-8, buckets and stored names are text."] + FIXED + [
        "op encrypt: object key to stored name. op decrypt: stored name to object key."])
    bucket = b"photos"
    keys = [b"a", b"a/", b"/a", b"a/b", b"a//b", b"/", b"//", b".", b"..", b"a/../b", b"%2F", b"\0", b"\r\n", b" ",
            "é".encode(), "e\u0301".encode(), "𝄞/𝄞".encode(), b"a" * 752, b"a/" * 41 + b"a", b"A"]
    for key in keys:
        out.add("encrypt %s" % ascii(key[:20].decode()), "ok " + stored_name(bucket, key),
                op="encrypt", bucket="photos", key=key)
    for key in (b"a/b", "é".encode(), b"a//"):
        out.add("decrypt %s" % ascii(key.decode()), "ok " + key.hex(),
                op="decrypt", bucket="photos", stored=stored_name(bucket, key))
    for name, key in [("a component of 753 bytes", b"a" * 753), ("43 levels", b"a/" * 42 + b"a"),
                      ("1024 slashes", b"/" * 1024), ("one byte too long in a directory", b"d/" + b"a" * 735)]:
        out.add(name, "fail key-too-long", op="encrypt", bucket="photos", key=key)
    s = stored_name(bucket, b"a/b")
    directory, leaf = s.split("/")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    flip = last[last.index(leaf[-1]) ^ 1]
    top = chain(NAME_ROOT, bucket, [])
    raw = lambda plain, kind: b64(siv(F(top, NAME, b"", 64), plain, bytes([kind])))
    bad = {
        "another bucket's": stored_name(b"music", b"a/b"),
        "a directory as a leaf": directory,
        "a leaf as a directory": stored_name(bucket, b"a") + "/" + leaf,
        "a leaf of another directory": directory + "/" + stored_name(bucket, b"b"),
        "a leaf at the top": leaf,
        "a directory below itself": directory + "/" + directory + "/" + leaf,
        "stray bits at the end": directory + "/" + leaf[:-1] + flip,
        "padding": s + "=",
        "a character more": s + "A",
        "a character less": s[:-1],
        "the first character changed": ("B" if s[0] == "A" else "A") + s[1:],
        "the standard alphabet": "+" + s[1:],
        "an empty leaf": directory + "/",
        "an empty directory": "/" + leaf,
        "plaintext": "a/b",
        "no character": "",
        "a slash": "/",
        "a reserved name": ".cq/uploads/x",
        "a dot before a good name": "." + s,
        "a percent escape": s.replace("/", "%2F"),
        "lower case": s.lower(),
        "an empty object key": raw(b"", 3),
        "malformed UTF-8": raw(b"\xff", 3),
        "a lone surrogate in CESU style": raw(b"\xed\xa0\x80", 3),
        "a slash inside a component": raw(b"a/b", 3),
        "kind 0": raw(b"a", 0),
        "no kind": b64(AESSIV(F(top, NAME, b"", 64)).encrypt(b"a", [b""])),
    }
    for name, stored in bad.items():
        out.add(name, "fail not-ours", op="decrypt", bucket="photos", stored=stored)
    out.write()


def sizes():
    out = VectorFile("sizes.txt", [
        "FORMAT.md, Size. All values are decimal.",
        "op target: plaintext length to stored size. op inverse: stored size to plaintext length.",
        "op split: the zeros in the trailer of an object of these parts with SHA-256 checksums."])
    most = 10000 * 5 * 1024 * MIB
    for p in (0, 1, Q - 1, Q, Q + 1, 2 * Q, 5 * MIB - 1, 5 * MIB, 5 * MIB + 1, 5 << 30, most):
        out.add("target of %d" % p, "ok %d" % target(p), op="target", plaintext=p)
        out.add("inverse of that", "ok %d" % p, op="inverse", stored=target(p))
    image_gaps = [-1, 0, 1, 148, 303, target(most) + 1, (1 << 63) - 1]
    for p in (Q, 2 * Q, 1000 * Q):
        image_gaps += range(target(p - 1) + 1, target(p), 5)
    for p in (5 * MIB, 10 * MIB, 5 << 30):
        image_gaps += [target(p - 1) + 1, target(p - 1) + 120, target(p) - 1]
    for c in image_gaps:
        out.add("no object has %d" % c, "fail not-an-object", op="inverse", stored=c)
    for p in (-1, most + 1, 1 << 62):
        out.add("no object is so long: %d" % p, "fail length", op="target", plaintext=p)
    for parts in ([0], [1000], [5 * MIB], [5 * MIB, 0], [5 * MIB, 5 * MIB - 1], [5 * MIB] * 20 + [1], [7000000, 6000000, 3]):
        zeros = target(sum(parts)) - sum(map(part, parts)) - (16 + 13 + 32 + 71 * len(parts)) - 8
        assert zeros >= 0
        out.add("%d parts" % len(parts), "ok %d" % zeros, op="split", parts=" ".join(map(str, parts)))
    for parts in ([0, 5 * MIB], [5 * MIB - 1, 1], [5 * MIB, 100, 5 * MIB], [1, 1], [5 * MIB] * 10001):
        text = " ".join(map(str, parts)) if len(parts) < 9 else "%d x %d" % (len(parts), parts[0])
        out.add("a small part before the last, or too many", "fail parts", op="split", parts=text)
    out.write()


def tokens():
    out = VectorFile("tokens.txt", ["FORMAT.md, List tokens. Everything is text."] + FIXED + [
        "op seal: position to token. op open: token to position."])
    b, pos = b"photos", stored_name(b"photos", b"a/b").encode()
    cases = [(b"", b"", b"stored", pos), (b"a/", b"", b"stored", pos), (b"", b"/", b"stored", pos.split(b"/")[0] + b"/~"),
             (b"a", b"-", b"sorted", b"1767323045678:a-"),
             (b"\xc3\xa9", b"//", b"sorted", "1767323045678:é//".encode())]
    for prefix, delimiter, order, position in cases:
        fields = dict(bucket="photos", prefix=prefix.decode(), delimiter=delimiter.decode(), order=order.decode())
        text = token(b, prefix, delimiter, order, position)
        out.add("seal at %s" % ascii(prefix.decode()), "ok " + text, op="seal", **fields, position=position.decode())
        out.add("open it", "ok " + position.decode(), op="open", **fields, token=text)
    good = token(b, b"a/", b"", b"stored", pos)
    fields = dict(op="open", bucket="photos", prefix="a/", delimiter="", order="stored")
    bad = {"another bucket's": token(b"music", b"a/", b"", b"stored", pos), "another prefix": token(b, b"a", b"", b"stored", pos),
           "another delimiter": token(b, b"a/", b"/", b"stored", pos), "another order": token(b, b"a/", b"", b"sorted", pos),
           "prefix and delimiter exchanged": token(b, b"", b"a/", b"stored", pos),
           "the border of prefix and delimiter moved": token(b, b"a", b"/", b"stored", pos), "nothing": "",
           "padding": good + "==", "a character more": good + "A", "a character less": good[:-1],
           "a changed first character": ("B" if good[0] == "A" else "A") + good[1:], "a bare position": pos.decode(),
           "a stored name's SIV": stored_name(b, b"a"), "not base64url": "hello, world", "16 zero bytes": b64(bytes(16))}
    for name, text in bad.items():
        out.add(name, "fail invalid-token", **fields, token=text)
    out.write()


def example():
    bucket, key, body = b"photos", b"docs/plan.txt", b"hello"
    dek, write_id, salt, prefix = b"\x50" * 32, b"\x60" * 16, b"\x70" * 32, b"\x80" * 7
    epoch, written = 2, 1767323045000
    ad = VAULT_ID + struct.pack(">I", epoch) + lp(bucket) + lp(key) + write_id
    wrap = siv(F(object_key(epoch, bucket, key), WRAP, b"", 64), dek, b"cipherquay/1 wrap" + ad)
    context = b"CQY\x01\x01\x00" + struct.pack(">H", 1) + write_id
    segment_header = b"\x28" + salt + prefix
    fields = context + struct.pack(">I", epoch) + wrap + segment_header
    commitment = F(dek, COMMITMENT, fields)
    segment_key = hkdf(F(dek, SEGMENTS), salt, context, 32)
    segment = AESGCM(segment_key).encrypt(prefix + struct.pack(">IB", 0, 1), body, None)
    manifest = (b"\x01\x00\x00" + struct.pack(">QH", len(body), 1) + struct.pack(">H", 1)
                + struct.pack(">Q", len(body))[3:] + commitment)
    trailer = siv(F(dek, TRAILER, write_id, 64), manifest, b"cipherquay/1 trailer" + VAULT_ID + write_id)
    end = trailer + struct.pack(">I", len(trailer)) + b"CQYT"
    start = fields + commitment + segment
    stored_body = start + bytes(target(len(body)) - len(start) - len(end)) + end
    text = b"text/plain"
    record = (b"\x01\x01" + struct.pack(">Q", len(body)) + segment_header + struct.pack(">Q", written)
              + b"\x01" + struct.pack(">H", 1 + len(text)) + b"\x00" + text + b"\x00")
    record += bytes(-len(record) % 256)
    sealed = siv(F(dek, METADATA, write_id, 64), record, b"cipherquay/1 metadata" + ad)
    metadata = b"\x01" + struct.pack(">I", epoch) + write_id + wrap + sealed
    values = {
        "Bn": F(NAME_ROOT, BUCKET, bucket), "DIRn(docs)": chain(NAME_ROOT, bucket, [b"docs"]),
        "stored name": stored_name(bucket, key), "OBJc": object_key(epoch, bucket, key), "wrap": wrap,
        "commitment": commitment, "segment key": segment_key, "segment": segment, "manifest": manifest,
        "body": stored_body, "metadata": metadata, "token": token(bucket, b"docs/", b"", b"stored", stored_name(bucket, key).encode()),
    }
    upload_id, tag = b"example-upload", b"abc"
    contents = b"\0\0" + struct.pack(">Q", written)
    ad = b"cipherquay/1 upload" + VAULT_ID + lp(bucket) + lp(key) + lp(upload_id)
    values["upload record"] = (b"\x01" + struct.pack(">I", epoch) + write_id + wrap
                               + siv(F(dek, UPLOAD, write_id, 64), contents, ad))
    contents = b"\0" + struct.pack(">Q", 5)[3:] + struct.pack(">Q", written) + b"\x01" * 32
    ad = b"cipherquay/1 part" + VAULT_ID + lp(upload_id) + struct.pack(">H", 3) + lp(tag)
    values["part token"] = b64(siv(F(dek, PART_TOKEN, write_id, 64), contents, ad))
    folder = ".cq/uploads/%s/" % b64(hashlib.sha256(upload_id).digest())
    values["part name"] = folder + "00003." + values["part token"]
    for name, value in values.items():
        text = value.hex() if isinstance(value, bytes) else value
        print("    %-12s =" % name, *["\n      " + text[i:i + 96] for i in range(0, len(text), 96)], sep="")


if __name__ == "__main__":
    if sys.argv[1:] == ["example"]:
        example()
    elif sys.argv[1:] == ["write"]:
        for write in (derivation, names, sizes, tokens):
            write()
    else:
        sys.exit(__doc__)
