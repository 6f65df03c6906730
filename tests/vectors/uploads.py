#!/usr/bin/env python3
"""Writes the vectors for multipart uploads, objects of several parts and copies; goes on where content.py ends.

Needs the package `cryptography`. `uploads.py write` rewrites uploads, multipart and copies .txt.
"""
import hashlib
import struct
import sys

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from content import (BUCKET_NAME, DEK, KEY, MAGIC, OTHER_DEK, OTHER_ID, PREFIX, SALT, SEGMENT_HEADER, TEXT, WRITE_ID,
                     WRITTEN, flips, header, manifest, metadata, record, segment, trailer, wrap)
from reference import (FIXED, MIB, PART_TOKEN, Q, SEGMENTS, UPLOAD, VAULT_ID, F, VectorFile, b64, hkdf, lp,
                       part as part_size, siv, target)

UPLOAD_ID = b"2~example/upload+id"
TAG = b"0123456789abcdef0123456789abcdef"
COMMITMENT_32, SUM_32 = b"\x01" * 32, b"\x02" * 32
PATTERN = bytes(range(251))


def upload_record(contents=None, dek=DEK, epoch=2, bucket=BUCKET_NAME, key=KEY, write_id=WRITE_ID, upload_id=UPLOAD_ID,
                  vault=VAULT_ID, version=1, wrapped=None, kind=UPLOAD, label=b"cipherquay/1 upload"):
    contents = b"\0\0" + struct.pack(">Q", WRITTEN) if contents is None else contents
    ad = label + vault + lp(bucket) + lp(key) + lp(upload_id)
    sealed = siv(F(dek, kind, write_id, 64), contents, ad)
    wrapped = wrapped or wrap(dek, epoch, bucket, key, write_id)
    return bytes([version]) + struct.pack(">I", epoch) + write_id + wrapped + sealed


def part_token(contents=None, number=3, tag=TAG, dek=DEK, write_id=WRITE_ID, upload_id=UPLOAD_ID, vault=VAULT_ID,
               kind=PART_TOKEN, label=b"cipherquay/1 part"):
    contents = token_contents() if contents is None else contents
    ad = label + vault + lp(upload_id) + struct.pack(">H", number) + lp(tag)
    return b64(siv(F(dek, kind, write_id, 64), contents, ad))


def token_contents(algorithm=0, length=5, commitment=COMMITMENT_32, checksum=b""):
    return bytes([algorithm]) + struct.pack(">Q", length)[3:] + struct.pack(">Q", WRITTEN) + commitment + checksum


def folder(upload_id):
    return ".cq/uploads/%s/" % b64(hashlib.sha256(upload_id).digest())


def uploads():
    out = VectorFile("uploads.txt", ["FORMAT.md, Multipart uploads. Everything is hex but numbers, names and tokens."]
                     + FIXED + [
        "op record: open an upload's record for bucket, object key and UploadId; ok gives checksum, created at, tags, lock and end.",
        "op names: ok gives the stored names of the record and of the object of a part.",
        "op token: open a part's token for UploadId, part number and store's tag; ok gives algorithm, length,",
        "written at, commitment, checksum. op tag: split the entity tag of a part; ok gives the store's tag or held, and the token."])

    def records(name, expect, value, bucket="photos", key=KEY, upload_id=UPLOAD_ID):
        out.add(name, expect, op="record", bucket=bucket, key=key, upload_id=upload_id, record=value)

    at = struct.pack(">Q", WRITTEN)
    ok, none = "ok %s " + str(WRITTEN), "fail no-such-upload"
    good = upload_record()
    records("without a checksum", ok % "none", good)
    records("composite SHA-256", ok % "SHA256/composite", upload_record(b"\5\1" + at))
    records("CRC-64 of the whole object", ok % "CRC64NVME/object", upload_record(b"\3\0" + at))
    records("with a tag", "ok none %d a=b" % WRITTEN, upload_record(b"\0\0" + at + b"a=b"))
    longest = "&".join("%d%s=%s" % (i, "K" * 127, "v" * 256) for i in range(10))
    records("with the longest tags", "ok none %d %s" % (WRITTEN, longest), upload_record(b"\0\0" + at + longest.encode()))
    records("with one byte more than those", none, upload_record(b"\0\0" + at + longest.encode() + b"v"))
    records("with tags in another order", none, upload_record(b"\0\0" + at + b"b=a&a=b"))
    records("with a tag twice", none, upload_record(b"\0\0" + at + b"a=b&a=b"))
    records("with a tag without value", none, upload_record(b"\0\0" + at + b"a"))
    records("with a tag in another encoding", none, upload_record(b"\0\0" + at + b"a=%62"))
    records("with nothing after a tag", none, upload_record(b"\0\0" + at + b"a=b&"))
    until = struct.pack(">Q", WRITTEN + 1000)
    kept, held = b"\1" + until + b"\0", b"\0" + bytes(8) + b"\1"
    records("with a retention", "ok none %d locked GOVERNANCE %d" % (WRITTEN, WRITTEN + 1000), upload_record(b"\0\2" + at + kept))
    records("with a legal hold", "ok none %d locked ON" % WRITTEN, upload_record(b"\0\2" + at + held))
    records("with both and a tag", "ok SHA256/composite %d a=b locked COMPLIANCE %d OFF" % (WRITTEN, WRITTEN + 1000),
            upload_record(b"\5\3" + at + b"\2" + until + b"\2" + b"a=b"))
    records("with a lock and the longest tags", "ok none %d %s locked ON" % (WRITTEN, longest),
            upload_record(b"\0\2" + at + held + longest.encode()))
    records("with a lock and one byte more than those", none, upload_record(b"\0\2" + at + held + longest.encode() + b"v"))
    records("with a lock that says nothing", none, upload_record(b"\0\2" + at + bytes(10)))
    records("with an unknown mode", none, upload_record(b"\0\2" + at + b"\3" + until + b"\0"))
    records("with an unknown legal hold", none, upload_record(b"\0\2" + at + b"\0" + bytes(8) + b"\3"))
    records("with a time and no mode", none, upload_record(b"\0\2" + at + b"\0" + until + b"\1"))
    records("with an end", "ok none %d ends %d" % (WRITTEN, WRITTEN + 1000), upload_record(b"\0\4" + at + until))
    records("with a lock, an end and a tag", "ok none %d a=b locked ON ends %d" % (WRITTEN, WRITTEN + 1000),
            upload_record(b"\0\6" + at + held + until + b"a=b"))
    records("with a lock, an end and the longest tags", "ok none %d %s locked ON ends %d" % (WRITTEN, longest, WRITTEN + 1000),
            upload_record(b"\0\6" + at + held + until + longest.encode()))
    records("with half an end", none, upload_record(b"\0\4" + at + until[:-1]))
    records("with an unknown flag", none, upload_record(b"\0\x08" + at + until))
    records("with half a lock", none, upload_record(b"\0\2" + at + kept[:-1]))
    records("with a lock that is not announced", none, upload_record(b"\0\0" + at + kept))
    records("under epoch 1", ok % "none", upload_record(epoch=1))
    records("of another UploadId", none, good, upload_id=UPLOAD_ID + b"x")
    records("of an empty UploadId", none, upload_record(upload_id=b""))
    records("of another object key", none, good, key=b"docs/other.txt")
    records("of another object key under the right wrap", none, upload_record(key=b"docs/other.txt", wrapped=wrap()))
    records("of another bucket", none, good, bucket="music")
    records("of another bucket under the right wrap", none, upload_record(bucket=b"music", wrapped=wrap()))
    records("of another vault", none, upload_record(vault=b"\x11" * 16))
    for place, wrong in flips(good, (0, 5, 20, 21, 68, 69, 84, 85, 94)):
        records("byte %d changed" % place, none, wrong)
    records("an epoch that the vault does not have", "fail unknown-epoch", good[:1] + b"\0\0\0\7" + good[5:])
    records("version 2", none, upload_record(version=2))
    records("the wrap of another key", none, upload_record(wrapped=wrap(OTHER_DEK)))
    records("sealed as a token", none, upload_record(kind=PART_TOKEN))
    records("sealed as metadata", none, upload_record(label=b"cipherquay/1 metadata"))
    records("an unknown algorithm", none, upload_record(b"\6\0" + at))
    records("an unknown type", none, upload_record(b"\5\4" + at))
    records("a type without a checksum", none, upload_record(b"\0\1" + at))
    records("contents a byte short", none, upload_record(b"\0\0" + at[1:]))
    records("contents a byte long", none, upload_record(b"\0\0" + at + b"\0"))
    records("a byte short", none, good[:-1])
    records("a byte long", none, good + b"\0")
    records("empty", none, b"")

    for upload_id, number in [(UPLOAD_ID, 1), (UPLOAD_ID, 10000), (b"u", 42)]:
        names = "ok %supload %s%05d.TOKEN" % (folder(upload_id), folder(upload_id), number)
        out.add("names of part %d" % number, names, op="names", upload_id=upload_id, number=number, token="TOKEN")

    def tokens(name, expect, text, number=3, tag=TAG.decode(), upload_id=UPLOAD_ID, dek=DEK, write_id=WRITE_ID):
        out.add(name, expect, op="token", dek=dek, write_id=write_id, upload_id=upload_id, number=number, tag=tag, token=text)

    c, big = COMMITMENT_32.hex(), (1 << 40) - 1
    good = part_token()
    tokens("without a checksum", "ok none 5 %d %s" % (WRITTEN, c), good)
    tokens("with SHA-256", "ok SHA256 5 %d %s %s" % (WRITTEN, c, SUM_32.hex()), part_token(token_contents(5, checksum=SUM_32)))
    tokens("an empty part that is held", "ok none 0 %d %s" % (WRITTEN, c), part_token(token_contents(length=0), tag=b""), tag="")
    tokens("the longest part", "ok CRC32 %d %d %s 31323334" % (big, WRITTEN, c), part_token(token_contents(1, big, checksum=b"1234")))
    tokens("part 10000", "ok none 5 %d %s" % (WRITTEN, c), part_token(number=10000), number=10000)
    foreign = "fail not-of-this-part"
    tokens("of another number", foreign, good, number=4)
    tokens("of another tag of the store", foreign, good, tag=TAG.decode()[:-1])
    tokens("of a part of the store, for a held one", foreign, good, tag="")
    tokens("of a held part, for one of the store", foreign, part_token(tag=b""))
    tokens("of another UploadId", foreign, good, upload_id=UPLOAD_ID[:-1])
    tokens("of another key", foreign, good, dek=OTHER_DEK)
    tokens("of another write", foreign, good, write_id=OTHER_ID)
    tokens("of another vault", foreign, part_token(vault=b"\x11" * 16))
    tokens("sealed as a record", foreign, part_token(kind=UPLOAD))
    tokens("sealed under another label", foreign, part_token(label=b"cipherquay/1 upload"))
    tokens("an unknown algorithm", foreign, part_token(token_contents(6, checksum=SUM_32)))
    tokens("a checksum too short", foreign, part_token(token_contents(5, checksum=SUM_32[1:])))
    tokens("a checksum too long", foreign, part_token(token_contents(1, checksum=SUM_32)))
    tokens("a checksum without an algorithm", foreign, part_token(token_contents(0, checksum=b"1234")))
    tokens("an algorithm without a checksum", foreign, part_token(token_contents(1)))
    tokens("a short commitment", foreign, part_token(token_contents(commitment=COMMITMENT_32[1:])))
    tokens("a character less", foreign, good[:-1])
    tokens("a character more", foreign, good + "A")
    tokens("padding", foreign, good + "=")
    tokens("the first character changed", foreign, ("B" if good[0] == "A" else "A") + good[1:])
    tokens("nothing", foreign, "")

    def tags(name, expect, etag):
        out.add(name, expect, op="tag", etag=etag)

    tags("of a part of the store", "ok abc T", "abc-cq.T")
    tags("of a part of a store whose tags have dashes and dots", "ok a.b-2 T", "a.b-2-cq.T")
    tags("of a held part", "ok held T", "held-cq.T")
    for etag in ("abc.T", "abc-cq", "abc", "held.T", "-cq.T", ".T", "T", "abc-cqT", "abc-CQ.T", ""):
        tags("not of a part: %s" % etag, "fail not-a-tag", etag)
    out.write()


class Piece:
    """A part as it lies in an object: which plaintext, its header, its segment key; `mark`: of its last segment."""

    def __init__(self, start, length, number, salt=SALT, dek=DEK, write_id=WRITE_ID, wrapped=None, epoch=2, says=None, mark=1):
        self.start, self.length, self.number, self.dek, self.mark = start, length, number, dek, mark
        segment_header = b"\x28" + salt + PREFIX
        self.header = header(dek, number if says is None else says, write_id, epoch=epoch, wrapped=wrapped or wrap(),
                             segment_header=segment_header)
        self.key = hkdf(F(dek, SEGMENTS), salt, MAGIC + struct.pack(">H", number) + write_id, 32)

    def __str__(self):
        return "%d:%d:%d:%s:%s" % (self.start, self.length, self.mark, self.header.hex(), self.key.hex())

    def ciphertext(self):
        plaintext, out, last = pattern(self.start, self.length), [self.header], self.length // Q
        cipher = AESGCM(self.key)
        for i in range(last + 1):
            nonce = PREFIX + struct.pack(">IB", i, self.mark if i == last else 0)
            out.append(cipher.encrypt(nonce, plaintext[i * Q:(i + 1) * Q], None))
        return b"".join(out)


def pattern(start, length):
    return (PATTERN * (length // 251 + 2))[start % 251:start % 251 + length]


def split(lengths, numbers=None, **of):
    at, pieces = 0, []
    for i, length in enumerate(lengths):
        pieces.append(Piece(at, length, numbers[i] if numbers else i + 1, **of))
        at += length
    return pieces


def listed(pieces, checksum=b""):
    return [(p.number, p.length, p.header[-32:], checksum) for p in pieces]


def multiparts():
    out = VectorFile("multipart.txt", ["FORMAT.md, objects of several parts in the bucket photos."] + FIXED + [
        "op parts: read the object that lies under the stored name of the key; ok gives the SHA-256 of the plaintext.",
        "Byte i of the plaintext is i mod 251. Its body: for each of the parts, start:length:last:header:key, the header",
        "and the segments of the plaintext from start on, encrypted under the segment key with the nonce prefix in the",
        "header, the last of them flagged last; then so many zeros; then the tail. sha256 is that of the whole body."])

    def get(name, pieces, encoded=None, fault=None, end=None, more=0, flags=2, **of):
        length = sum(p.length for p in pieces)
        tail = trailer(manifest(listed(pieces)) if encoded is None else encoded) if end is None else end
        zeros = target(length) - sum(part_size(p.length) for p in pieces) - len(tail) + more
        assert zeros >= 0, name
        body = b"".join(p.ciphertext() for p in pieces) + bytes(zeros) + tail
        beside = metadata(record([TEXT], length, flags), **of)
        expect = "fail " + fault if fault else "ok " + hashlib.sha256(pattern(0, length)).hexdigest()
        out.add(name, expect, op="parts", bucket="photos", key=KEY, parts=" ".join(map(str, pieces)), zeros=zeros, tail=tail,
                sha256=hashlib.sha256(body).hexdigest(), metadata=beside)

    m, bad = 5 * MIB, "corrupt"
    get("one part of 5 bytes", split([5]))
    get("one empty part with the number 10000", split([0], [10000]))
    get("one part of full segments", split([2 * Q]))
    get("an empty last part", split([m, 0]))
    get("gaps in the numbers", split([m, 1], [2, 9]))
    get("a part of full segments, and no checksum of it", split([81 * Q, 3]))
    three = split([m, m + 1, Q])
    get("three parts and a composite CRC32", three, manifest(listed(three, b"1234"), 1, 1, b"\1\2\3\4"))
    two = split([m, 10])
    get("two parts and the SHA-256 of the object", two, manifest(listed(two, SUM_32), 5, 0, SUM_32))
    get("under epoch 1", split([m, 10], wrapped=wrap(epoch=1), epoch=1), epoch=1)

    first, second = two
    get("parts exchanged", [second, first], manifest(listed(two)), bad)
    same = split([m, m])
    get("equal parts exchanged", same[::-1], manifest(listed(same)), bad)
    get("a part twice", [same[0], same[0]], manifest(listed(same)), bad)
    get("a part missing", [first], manifest(listed(two)), bad)
    get("a part more than listed", two, manifest(listed([first])), bad)
    get("a part under 5 MiB before the last", split([m - 1, 1]), None, bad)
    stale = Piece(0, m, 1, salt=b"\x71" * 32)
    get("a stale part of the right number", [stale, second], manifest(listed(two)), bad)
    get("a part of another write", [Piece(0, m, 1, write_id=OTHER_ID), second], None, bad)
    get("a part of another key", [Piece(0, m, 1, dek=OTHER_DEK), second], None, bad)
    get("the header of another number", [first, Piece(m, 10, 2, says=3)], None, bad)
    get("listed under another number", two, manifest([(1, m, first.header[-32:], b""), (3, 10, second.header[-32:], b"")]), bad)
    get("the first part goes on", [Piece(0, m, 1, mark=0), second], None, bad)
    get("the last part goes on", [first, Piece(m, 10, 2, mark=0)], None, bad)
    get("a border elsewhere", two, manifest([(1, m + 1, first.header[-32:], b""), (2, 9, second.header[-32:], b"")]), bad)
    get("a zero more", two, None, bad, more=1)
    get("a zero less", two, None, bad, more=-1)
    encoded = manifest(listed(two))
    get("the trailer of another write", two, None, bad, end=trailer(encoded, write_id=OTHER_ID))
    get("the trailer of another key", two, None, bad, end=trailer(encoded, dek=OTHER_DEK))
    get("the trailer of another vault", two, None, bad, end=trailer(encoded, vault=b"\x11" * 16))
    get("metadata of an object put in one piece", two, None, bad, flags=1)
    get("metadata of another object", two, None, bad, key=b"docs/other.txt")
    get("metadata of another write", two, None, bad, write_id=OTHER_ID)
    out.write()


def copies():
    out = VectorFile("copies.txt", ["FORMAT.md, Copy: objects of the bucket photos that were first written elsewhere."] + FIXED + [
        "Everything is hex. op get: as in objects.txt."])
    origin, text = b"docs/origin.txt", b"hello"

    def body(of_part=1, **at):
        head = header(number=of_part, epoch=at.get("epoch", 2), wrapped=wrap(**at))
        out_ = head + segment(text, number=of_part)
        end = trailer(manifest([(of_part, len(text), head[-32:], b"")]))
        return out_ + bytes(target(len(text)) - len(out_) - len(end)) + end

    def get(name, expect, body_, beside):
        out.add(name, expect, op="get", bucket="photos", key=KEY, body=body_, metadata=beside)

    good, bad = "ok " + text.hex(), "fail corrupt"
    here = metadata(record([TEXT]))
    copied = body(key=origin)
    get("of another key", good, copied, here)
    get("of another bucket", good, body(bucket=b"music"), here)
    get("of an earlier epoch", good, body(key=origin, epoch=1), here)
    get("in place from an earlier epoch", good, body(epoch=1), here)
    get("of an object put in parts", good, body(7, key=origin), metadata(record([TEXT], flags=2)))
    get("with other metadata", good, copied, metadata(record([])))
    get("the metadata of the origin", bad, copied, metadata(record([TEXT]), key=origin))
    get("the wrap of the origin", bad, copied, metadata(record([TEXT]), wrapped=wrap(key=origin)))
    get("metadata sealed for the origin", bad, copied, metadata(record([TEXT]), key=origin, wrapped=wrap()))
    get("the epoch of the origin", bad, body(key=origin, epoch=1), here[:1] + b"\0\0\0\1" + here[5:])
    get("metadata of another bucket", bad, copied, metadata(record([TEXT]), bucket=b"music"))
    get("a later write of the origin", bad, body(key=origin), metadata(record([TEXT]), OTHER_DEK, write_id=OTHER_ID))
    get("the wrap of another key in the header, not committed to", bad,
        copied[:28] + wrap() + copied[76:], here)
    out.write()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        for write in (uploads, multiparts, copies):
            write()
    else:
        sys.exit(__doc__)
