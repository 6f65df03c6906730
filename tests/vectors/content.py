#!/usr/bin/env python3
"""Writes the vectors for parts, trailers, metadata and whole objects; goes on where reference.py ends.

Needs the package `cryptography`. `content.py write` rewrites parts, trailers, metadata and objects .txt.
"""
import struct
import sys

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reference import (COMMITMENT, FIXED, METADATA, MIB, Q, SEGMENTS, TRAILER, VAULT_ID, WRAP, F, VectorFile, hkdf, lp,
                       object_key, siv, stored_name, target)

DEK, WRITE_ID, SALT, PREFIX = b"\x50" * 32, b"\x60" * 16, b"\x70" * 32, b"\x80" * 7
OTHER_DEK, OTHER_ID = b"\x51" * 32, b"\x61" * 16
BUCKET_NAME, KEY = b"photos", b"docs/plan.txt"
WRITTEN = 1767323045000
SEGMENT_HEADER = b"\x28" + SALT + PREFIX
MAGIC = b"CQY\x01\x01\x00"


def wrap(dek=DEK, epoch=2, bucket=BUCKET_NAME, key=KEY, write_id=WRITE_ID, vault=VAULT_ID, label=b"cipherquay/1 wrap"):
    ad = vault + struct.pack(">I", epoch) + lp(bucket) + lp(key) + write_id
    return siv(F(object_key(epoch, bucket, key), WRAP, b"", 64), dek, label + ad)


def header(dek=DEK, number=1, write_id=WRITE_ID, magic=MAGIC, epoch=2, wrapped=None, segment_header=SEGMENT_HEADER):
    fields = magic + struct.pack(">H", number) + write_id + struct.pack(">I", epoch) + (wrapped or wrap()) + segment_header
    return fields + F(dek, COMMITMENT, fields)


def segment(plaintext, index=0, last=1, dek=DEK, number=1, write_id=WRITE_ID, magic=MAGIC, ad=None):
    key = hkdf(F(dek, SEGMENTS), SALT, magic + struct.pack(">H", number) + write_id, 32)
    return AESGCM(key).encrypt(PREFIX + struct.pack(">IB", index, last), plaintext, ad)


def part(plaintext, **of):
    last = len(plaintext) // Q
    out = header(**of)
    of = {k: v for k, v in of.items() if k in ("dek", "number", "write_id", "magic")}
    for i in range(last + 1):
        out += segment(plaintext[i * Q:(i + 1) * Q], i, int(i == last), **of)
    return out


def manifest(parts, algorithm=0, kind=0, checksum=b"", version=1, length=None, count=None):
    """parts: (number, length, commitment, checksum)"""
    total = sum(p[1] for p in parts) if length is None else length
    out = bytes([version, algorithm, kind]) + struct.pack(">QH", total, len(parts) if count is None else count) + checksum
    for number, p, commitment, of_part in parts:
        out += struct.pack(">H", number) + struct.pack(">Q", p)[3:] + commitment + of_part
    return out


def trailer(encoded, dek=DEK, write_id=WRITE_ID, vault=VAULT_ID, magic=b"CQYT", off=0):
    sealed = siv(F(dek, TRAILER, write_id, 64), encoded, b"cipherquay/1 trailer" + vault + write_id)
    return sealed + struct.pack(">I", len(sealed) + off) + magic


def entry(kind, rest):
    return bytes([kind]) + struct.pack(">H", len(rest)) + rest


def record(entries, length=5, flags=1, version=1, segment_header=SEGMENT_HEADER, end=b"\0", block=256):
    out = bytes([version, flags])
    if flags & 1:
        out += struct.pack(">Q", length) + segment_header
    out += struct.pack(">Q", WRITTEN) + b"".join(entries) + end
    return out + bytes(-len(out) % block)


def metadata(encoded, dek=DEK, epoch=2, bucket=BUCKET_NAME, key=KEY, write_id=WRITE_ID, wrapped=None,
             label=b"cipherquay/1 metadata", version=1):
    ad = VAULT_ID + struct.pack(">I", epoch) + lp(bucket) + lp(key) + write_id
    sealed = siv(F(dek, METADATA, write_id, 64), encoded, label + ad)
    head = bytes([version]) + struct.pack(">I", epoch) + write_id
    return head + (wrapped or wrap(dek, epoch, bucket, key, write_id)) + sealed


TEXT = entry(1, b"\x00text/plain")
COLOUR = entry(2, b"\x06colourgr\xc3\xbcn")
CRC = entry(3, b"\x01\x01\x02\x03\x04")


def flips(good, places):
    for at in places:
        yield at, good[:at] + bytes([good[at] ^ 1]) + good[at + 1:]


def parts():
    out = VectorFile("parts.txt", [
        "FORMAT.md, Parts. Everything is hex but the numbers.",
        "op header: verify the header of a part under a DEK; ok gives epoch, wrap and segment header.",
        "op segment: decrypt one segment; ok gives the plaintext."])
    base = dict(op="header", dek=DEK, write_id=WRITE_ID, number=1)

    def headers(name, expect, bytes_, **fields):
        out.add(name, expect, **{**base, **fields}, header=bytes_)

    for number, epoch in [(1, 2), (2, 1), (10000, 4294967295)]:
        good = header(number=number, epoch=epoch)
        ok = "ok %d %s %s" % (epoch, wrap().hex(), SEGMENT_HEADER.hex())
        headers("part %d of epoch %d" % (number, epoch), ok, good, number=number)
    good = header()
    for at, bad in flips(good, (0, 2, 3, 4, 5, 7, 8, 23, 27, 28, 75, 76, 77, 108, 115, 116, 147)):
        headers("byte %d changed" % at, "fail corrupt", bad)
    headers("the commitment of another key", "fail corrupt", header(dek=OTHER_DEK))
    headers("of another part", "fail corrupt", header(number=2))
    headers("of another write", "fail corrupt", header(write_id=OTHER_ID))
    for magic in (b"CQX\x01\x01\0", b"CQY\x02\x01\0", b"CQY\x01\x02\0", b"CQY\x01\0\0", b"CQY\x01\x01\x01"):
        headers("committed to, but starts with %s" % magic.hex(), "fail corrupt", header(magic=magic))
    headers("a byte short", "fail corrupt", good[:-1])
    headers("a byte long", "fail corrupt", good + b"\0")
    headers("empty", "fail corrupt", b"")

    base2 = dict(op="segment", dek=DEK, write_id=WRITE_ID, number=1)

    def segments(name, expect, bytes_, index=0, last=1, segment_header=SEGMENT_HEADER, **fields):
        out.add(name, expect, **{**base2, **fields}, segment_header=segment_header, index=index, last=last, segment=bytes_)

    for plaintext in (b"", b"h", b"hello"):
        segments("%d bytes, the last" % len(plaintext), "ok " + plaintext.hex(), segment(plaintext))
    segments("segment 7, not the last", "ok 68", segment(b"h", 7, 0), 7, 0)
    segments("of part 10000", "ok 68", segment(b"h", number=10000), number=10000)
    good = segment(b"hello", 1, 0)
    for at, bad in flips(good, (0, 4, 5, 20)):
        segments("byte %d changed" % at, "fail corrupt", bad, 1, 0)
    segments("cut", "fail corrupt", good[:-1], 1, 0)
    segments("only a part of a tag", "fail corrupt", good[:15], 1, 0)
    segments("nothing", "fail corrupt", b"", 1, 0)
    segments("at another place", "fail corrupt", good, 0, 0)
    segments("not meant to be the last", "fail corrupt", good, 1, 1)
    segments("meant to be the last", "fail corrupt", segment(b"hello", 1, 1), 1, 0)
    segments("of another part", "fail corrupt", good, 1, 0, number=2)
    segments("of another write", "fail corrupt", good, 1, 0, write_id=OTHER_ID)
    segments("of another key", "fail corrupt", good, 1, 0, dek=OTHER_DEK)
    segments("with associated data", "fail corrupt", segment(b"hello", 1, 0, ad=b"x"), 1, 0)
    for at, bad in flips(SEGMENT_HEADER, (0, 1, 32, 33, 39)):
        segments("under a segment header with byte %d changed" % at, "fail corrupt", good, 1, 0, bad)
    segments("under a short segment header", "fail corrupt", good, 1, 0, SEGMENT_HEADER[:-1])
    out.write()


def trailers():
    out = VectorFile("trailers.txt", [
        "FORMAT.md, Trailer. Everything is hex but the numbers.",
        "op manifest: decode a manifest; op trailer: open one at the end of an object whose parts were already read.",
        "ok gives the length, the checksum if there is one (algorithm/type/value), and number:length of every part."])
    c, s, m = b"\x01" * 32, b"\x02" * 32, 5 * MIB

    def manifests(name, expect, encoded):
        out.add(name, expect, op="manifest", manifest=encoded)

    one = [(1, 5, c, b"")]
    manifests("one part", "ok 5 none 1:5", manifest(one))
    manifests("an empty object", "ok 0 none 1:0", manifest([(1, 0, c, b"")]))
    manifests("SHA-256", "ok 5 SHA256/object/%s 1:5" % s.hex(), manifest([(1, 5, c, s)], 5, 0, s))
    manifests("composite CRC32", "ok %d CRC32/composite/01020304 3:%d 9:1" % (m + 1, m),
              manifest([(3, m, c, b"1234"), (9, 1, c, b"5678")], 1, 1, b"\1\2\3\4"))
    manifests("an empty last part", "ok %d none 1:%d 10000:0" % (m, m), manifest([(1, m, c, b""), (10000, 0, c, b"")]))
    big = (1 << 40) - 1
    manifests("the longest part", "ok %d none 1:%d" % (big, big), manifest([(1, big, c, b"")]))
    bad = {
        "version 2": manifest(one, version=2), "version 0": manifest(one, version=0),
        "an unknown algorithm": manifest([(1, 5, c, s)], 6, 0, s),
        "a type without checksum": manifest(one, 0, 1), "an unknown type": manifest([(1, 5, c, s)], 5, 2, s),
        "no part": manifest([], length=0), "part 0": manifest([(0, 5, c, b"")]),
        "part 10001": manifest([(10001, 5, c, b"")]),
        "the same number twice": manifest([(1, m, c, b""), (1, 5, c, b"")]),
        "descending numbers": manifest([(2, m, c, b""), (1, 5, c, b"")]),
        "a small part before the last": manifest([(1, m - 1, c, b""), (2, 5, c, b"")]),
        "a length too small": manifest(one, length=4), "a length too large": manifest(one, length=6),
        "a negative length": manifest(one, length=(1 << 64) - 1),
        "more parts than listed": manifest(one, count=2), "fewer parts than listed": manifest(one, count=0),
        "a byte short": manifest(one)[:-1], "a byte long": manifest(one) + b"\0", "empty": b"",
        "a checksum of the object only": manifest([(1, 5, c, b"")], 5, 0, s),
    }
    for name, encoded in bad.items():
        manifests(name, "fail corrupt", encoded)

    def trailer_(name, expect, tail, **fields):
        out.add(name, expect, **{**dict(op="trailer", dek=DEK, write_id=WRITE_ID), **fields}, tail=tail)

    good = trailer(manifest(one))
    trailer_("without padding", "ok 5 none 1:5", good)
    trailer_("with padding", "ok 5 none 1:5", bytes(100) + good)
    trailer_("padding that is not zero at its beginning", "fail corrupt", b"\1" + bytes(99) + good)
    trailer_("padding that is not zero at its end", "fail corrupt", bytes(99) + b"\x80" + good)
    for at, wrong in flips(good, (0, 15, 16, len(good) - 9, len(good) - 5, len(good) - 4, len(good) - 1)):
        trailer_("byte %d changed" % at, "fail corrupt", wrong)
    trailer_("a sealed length one less", "fail corrupt", trailer(manifest(one), off=-1))
    trailer_("a sealed length one more, over padding", "fail corrupt", bytes(8) + trailer(manifest(one), off=1))
    trailer_("a sealed length beyond the beginning", "fail corrupt", trailer(manifest(one), off=1))
    trailer_("a negative sealed length", "fail corrupt", good[:-8] + b"\xff\xff\xff\xf0CQYT")
    trailer_("a sealed length of 0", "fail corrupt", good[:-8] + b"\0\0\0\0CQYT")
    trailer_("another key's", "fail corrupt", trailer(manifest(one), dek=OTHER_DEK))
    trailer_("another write's", "fail corrupt", trailer(manifest(one), write_id=OTHER_ID))
    trailer_("another vault's", "fail corrupt", trailer(manifest(one), vault=b"\x11" * 16))
    trailer_("a byte after it", "fail corrupt", good + b"\0")
    trailer_("only a footer", "fail corrupt", good[-8:])
    trailer_("nothing", "fail corrupt", b"")
    trailer_("a manifest that is none", "fail corrupt", trailer(b"manifest"))
    out.write()


def metadatas():
    out = VectorFile("metadata.txt", ["FORMAT.md, Metadata."] + FIXED + [
        "op record: decode a record. op metadata: open stored metadata of the object in the bucket photos.",
        "ok gives: single:length or parts, checksum-later or -, written at, then every entry in the order of the record."])

    def records(name, expect, encoded):
        out.add(name, expect, op="record", record=encoded)

    at = " %d" % WRITTEN
    records("nothing", "ok single:5 -" + at, record([]))
    records("everything", "ok single:5 -" + at + " header:0:%s user:%s:%s checksum:CRC32:01020304" % (
        b"text/plain".hex(), b"colour".hex(), "grün".encode().hex()), record([TEXT, COLOUR, CRC]))
    records("put in parts", "ok parts later" + at + " header:0:" + b"text/plain".hex(), record([TEXT], flags=2))
    records("an empty value and an empty name", "ok single:5 later" + at + " user::" , record([entry(2, b"\0")], flags=3))
    full = [entry(2, b"\x01a" + b"x" * 1216)]
    records("exactly 1280 bytes", "ok single:5 -" + at + " user:61:" + (b"x" * 1216).hex(), record(full))
    bad = {
        "version 2": record([], version=2), "an unknown flag": record([], flags=5), "a high flag": record([], flags=129),
        "a negative length": record([], length=(1 << 64) - 1),
        "entries in another order": record([COLOUR, TEXT]), "an entry twice": record([TEXT, TEXT]),
        "two values of one header": record([TEXT, entry(1, b"\0text/plaiz")]),
        "kind 4": record([entry(4, b"\0")]), "an unknown header": record([entry(1, b"\7x")]),
        "an unknown checksum": record([entry(3, b"\6" + bytes(4))]), "checksum 0": record([entry(3, b"\0")]),
        "a checksum too short": record([entry(3, b"\1abc")]), "a checksum too long": record([entry(3, b"\1abcde")]),
        "an entry without content": record([entry(1, b"")]), "a name longer than its entry": record([entry(2, b"\5abc")]),
        "an entry longer than the record": record([])[:58] + b"\1\xff\xff\0" + bytes(194),
        "malformed UTF-8 in a value": record([entry(1, b"\0\xff")]),
        "malformed UTF-8 in a name": record([entry(2, b"\1\xffx")]),
        "no end": record([entry(2, b"\1a" + b"x" * 193)], end=b""), "padding that is not zero": record([])[:-1] + b"\1",
        "a block more than needed": record([]) + bytes(256), "not padded": record([], block=1),
        "a byte short": record([])[:-1], "1536 bytes": record([entry(2, b"\x01a" + b"x" * 1217)]), "empty": b"",
        "parts with a length": record([])[:1] + b"\0" + record([])[2:],
    }
    for name, encoded in bad.items():
        records(name, "fail corrupt", encoded)

    def stored(name, expect, value, key=KEY):
        out.add(name, expect, op="metadata", bucket="photos", key=key, stored=value)

    good = metadata(record([TEXT]))
    ok = "ok single:5 -" + at + " header:0:" + b"text/plain".hex()
    stored("under epoch 2", ok, good)
    stored("under epoch 1", ok, metadata(record([TEXT]), epoch=1))
    stored("none", "fail not-encrypted", b"")
    for place, wrong in flips(good, (0, 5, 20, 21, 36, 37, 68, 69, 84, 85, 200, len(good) - 1)):
        stored("byte %d changed" % place, "fail corrupt", wrong)
    stored("an epoch that the vault does not have", "fail unknown-epoch", good[:1] + b"\0\0\0\3" + good[5:])
    stored("epoch 0", "fail unknown-epoch", good[:1] + bytes(4) + good[5:])
    stored("under the other epoch", "fail corrupt", good[:1] + b"\0\0\0\1" + good[5:])
    stored("of another object", "fail corrupt", metadata(record([TEXT]), key=b"docs/other.txt"))
    stored("of the directory of that name", "fail corrupt", metadata(record([TEXT]), key=KEY + b"/"))
    stored("of another bucket", "fail corrupt", metadata(record([TEXT]), bucket=b"music"))
    stored("with the wrap of another write", "fail corrupt",
           metadata(record([TEXT]), wrapped=wrap(write_id=OTHER_ID)))
    stored("with the wrap of another key", "fail corrupt", metadata(record([TEXT]), wrapped=wrap(OTHER_DEK)))
    stored("sealed as something else", "fail corrupt", metadata(record([TEXT]), label=b"cipherquay/1 wrap"))
    stored("version 2", "fail corrupt", metadata(record([TEXT]), version=2))
    stored("a record in another encoding", "fail corrupt", metadata(record([COLOUR, TEXT])))
    stored("a byte short", "fail corrupt", good[:-1])
    stored("a byte long", "fail corrupt", good + b"\0")
    stored("without a record", "fail corrupt", good[:69])
    out.write()


def objects():
    out = VectorFile("objects.txt", ["FORMAT.md, whole objects of the bucket photos. Everything is hex."] + FIXED + [
        "op get: read the object that lies under the stored name of the key; ok gives the plaintext."])

    def build(plaintext, key=KEY, epoch=2, dek=DEK, write_id=WRITE_ID, committed=None, number=1, pad=None, entries=(TEXT,),
              length=None, listed=None, seal=None):
        wrapped = wrap(dek, epoch, BUCKET_NAME, key, write_id)
        head = header(committed or dek, number, write_id, epoch=epoch, wrapped=wrapped)
        body = head + segment(plaintext, dek=dek, number=number, write_id=write_id)
        encoded = manifest([(number, len(plaintext) if listed is None else listed, head[-32:], b"")])
        end = trailer(seal or encoded, dek, write_id)
        zeros = target(len(plaintext)) - len(body) - len(end) if pad is None else pad
        value = metadata(record(list(entries), len(plaintext) if length is None else length), dek, epoch, BUCKET_NAME, key, write_id)
        return body + bytes(zeros) + end, value

    def get(name, expect, made, key=KEY):
        assert stored_name(BUCKET_NAME, key)
        out.add(name, expect, op="get", bucket="photos", key=key, body=made[0], metadata=made[1])

    for plaintext in (b"", b"h", b"hello", b"x" * 1000):
        get("%d bytes" % len(plaintext), "ok " + plaintext.hex(), build(plaintext))
    get("epoch 1", "ok 68656c6c6f", build(b"hello", epoch=1))
    get("a key of slashes", "ok 68656c6c6f", build(b"hello", key=b"//"), key=b"//")
    body, value = build(b"hello")
    other = build(b"hello", dek=OTHER_DEK, write_id=OTHER_ID)
    for at, wrong in flips(body, (0, 6, 8, 27, 28, 76, 116, 147, 148, 152, 153, 168, 169, 200, 210, 250, 300, 308)):
        get("byte %d of the body changed" % at, "fail corrupt", (wrong, value))
    get("a byte cut off", "fail corrupt", (body[:-1], value))
    get("a byte appended", "fail corrupt", (body + b"\0", value))
    get("no body", "fail corrupt", (b"", value))
    get("the trailer cut off", "fail corrupt", (body[:169], value))
    get("a zero more in the padding", "fail corrupt", build(b"hello", pad=65))
    get("a zero less in the padding", "fail corrupt", build(b"hello", pad=63))
    get("another length in the metadata", "fail corrupt", build(b"hello", length=6))
    get("another length in the manifest", "fail corrupt", build(b"hello", listed=6))
    get("part 2 as the only part", "fail corrupt", build(b"hello", number=2))
    get("the commitment of another key", "fail corrupt", build(b"hello", committed=OTHER_DEK))
    get("a manifest of another part", "fail corrupt", build(b"hello", seal=manifest([(1, 5, b"\1" * 32, b"")])))
    get("the metadata of another write", "fail corrupt", (body, other[1]))
    get("the body of another write", "fail corrupt", (other[0], value))
    get("the object of another key", "fail corrupt", build(b"hello", key=b"docs/other.txt"))
    get("no metadata", "fail not-encrypted", (body, b""))
    get("plaintext with no metadata", "fail not-encrypted", (b"hello", b""))
    get("an unknown epoch", "fail unknown-epoch", (body, value[:1] + b"\0\0\0\7" + value[5:]))
    out.write()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        for write in (parts, trailers, metadatas, objects):
            write()
    else:
        sys.exit(__doc__)
