#!/usr/bin/env python3
"""Writes the vectors for key grants.

Needs the package `cryptography`. `keygrants.py write` rewrites keygrants.txt.
"""
import struct
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from grants import actions, condition, scope, seconds
from reference import CONTENT_ROOTS, FIXED, GRANT_ROOT, NAME_ROOT, VAULT_ID, F, VectorFile, b64, chain, object_key, stored_component, stored_name

SIGNER, RECIPIENT = 0x1d, 0x1e
ID = b"\xa0" * 16
LABEL = b"cipherquay/1 key grant"


def own(kind):
    """The private half of a key pair of the vault."""
    return F(F(GRANT_ROOT, kind, VAULT_ID), kind, b"")


def short(x):
    return struct.pack(">H", len(x)) + x


def stored_directory(bucket, path):
    components = path.split(b"/")[:-1]
    return "".join(
        stored_component(chain(NAME_ROOT, bucket, components[:i]), c, 2) + "/" for i, c in enumerate(components)).encode()


def part(kind, bucket, path, epochs):
    """The keys of a scope with the stored form of its path."""
    if kind == 3:
        stored, names = stored_name(bucket, path).encode(), b""
        content = {e: object_key(e, bucket, path) for e in epochs}
    else:
        components = path.split(b"/")[:-1]
        stored, names = stored_directory(bucket, path), chain(NAME_ROOT, bucket, components)
        content = {e: chain(CONTENT_ROOTS[e], bucket, components) for e in epochs}
    return short(stored) + names + keys(content.items())


def keys(pairs):
    pairs = list(pairs)
    return struct.pack(">H", len(pairs)) + b"".join(struct.pack(">I", e) + key for e, key in pairs)


def inner(terms, parts, version=1, grant_id=ID):
    return bytes([version]) + grant_id + VAULT_ID + short(terms) + b"".join(parts)


def raw(public):
    return public.public_bytes_raw()


def file(body, passphrase, salt=b"\xb0" * 16, kind=2, magic=b"CQKG\1", memory=7168):
    """The file of a key grant that is sealed to a passphrase, with as little work as Argon2 allows."""
    signer = Ed25519PrivateKey.from_private_bytes(own(SIGNER))
    head = magic + bytes([kind]) + raw(signer.public_key()) + struct.pack(">IBB", memory, 1, 1) + salt
    key = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=memory).derive(passphrase)
    nonce = b"\xc0" * 12
    content = head + nonce + AESGCM(key).encrypt(nonce, body, LABEL + head)
    return content + signer.sign(b"cipherquay/1 key grant signature" + content)


def grants():
    out = VectorFile("keygrants.txt", ["FORMAT.md, Key grants."] + FIXED + [
        "op ids: the public ids of the vault.",
        "op encode: the grant with the id 16 x a0 (hex), these terms and the keys of these epochs, before it is sealed.",
        "op decode: bytes that are no key grant.",
        "op open: a file and its passphrase to what is sealed in it."])
    out.add("public ids", "ok signer-%s recipient-%s" % (
        b64(raw(Ed25519PrivateKey.from_private_bytes(own(SIGNER)).public_key())),
        b64(raw(X25519PrivateKey.from_private_bytes(own(RECIPIENT)).public_key()))), op="ids")
    week = seconds(4, 1767322800)
    good = {
        "a prefix": ([(2, b"photos", b"2024/march/")], [1, 2], actions(0x05) + week),
        "a whole bucket": ([(1, b"photos", b"")], [2], actions(0x0f)),
        "an object": ([(3, b"photos", b"docs/plan.txt")], [1], actions(0x01)),
        "an object that ends in a slash": ([(3, b"photos", b"a/")], [1], actions(0x01)),
        "a prefix of empty components": ([(2, b"photos", b"//")], [1], actions(0x01)),
        "three scopes, all conditions": (
            [(2, b"photos", "ü/".encode()), (3, b"docs", b"k"), (1, b"more", b"")], [1, 2],
            actions(0x03) + seconds(3, 1) + week + condition(5, b"Jo")),
    }
    for name, (scopes, epochs, more) in good.items():
        terms = b"".join(scope(*each) for each in scopes) + more
        body = inner(terms, [part(*each, epochs) for each in scopes])
        out.add(name, "ok " + body.hex(), op="encode", terms=terms, epochs=",".join(map(str, epochs)))
    one = (2, b"photos", b"a/")
    terms, here = scope(*one) + actions(1), part(*one, [1])
    names, key = chain(NAME_ROOT, b"photos", [b"a"]), chain(CONTENT_ROOTS[1], b"photos", [b"a"])
    stored = stored_directory(b"photos", b"a/")
    bad = {
        "nothing": b"",
        "version 2": inner(terms, [here], 2),
        "cut off": inner(terms, [here])[:-1],
        "a byte more": inner(terms, [here]) + b"\0",
        "no keys": inner(terms, []),
        "keys of two scopes for one": inner(terms, [here, here]),
        "no scope": inner(actions(1), []),
        "no actions": inner(scope(*one), [here]),
        "bucket-admin": inner(scope(*one) + actions(0x11), [here]),
        "every bucket": inner(scope(2, b"", b"a/") + actions(1), [here]),
        "a lifetime of objects": inner(terms + condition(6, struct.pack(">Q", 60)), [here]),
        "the same scope twice": inner(scope(*one) * 2 + actions(1), [here, here]),
        "an unknown condition": inner(terms + condition(0x20, b""), [here]),
        "a stored name too short": inner(terms, [short(stored[1:]) + names + keys([(1, key)])]),
        "a stored name without its slash": inner(terms, [short(stored[:-1]) + names + keys([(1, key)])]),
        "a stored name with a component more": inner(terms, [short(stored * 2) + names + keys([(1, key)])]),
        "a stored name that is reserved": inner(terms, [short(b".cq" + stored[3:]) + names + keys([(1, key)])]),
        "no epoch": inner(terms, [short(stored) + names + keys([])]),
        "epoch 0": inner(terms, [short(stored) + names + keys([(0, key)])]),
        "an epoch twice": inner(terms, [short(stored) + names + keys([(1, key), (1, key)])]),
        "epochs out of order": inner(terms, [short(stored) + names + keys([(2, key), (1, key)])]),
        "a key of zeros": inner(terms, [short(stored) + names + keys([(1, bytes(32))])]),
        "a name key of zeros": inner(terms, [short(stored) + bytes(32) + keys([(1, key)])]),
    }
    for name, body in bad.items():
        out.add(name, "fail not-a-key-grant", op="decode", grant=body)
    body = inner(terms, [here])
    out.add("a file", "ok " + body.hex(), op="open", passphrase="open sesame", file=file(body, b"open sesame"))
    for name, content in {
        "another passphrase": file(body, b"open says me"),
        "another magic": file(body, b"open sesame", magic=b"CQKH\1"),
        "another version": file(body, b"open sesame", magic=b"CQKG\2"),
        "another kind": file(body, b"open sesame", kind=3),
        "too little work": file(body, b"open sesame", memory=4096),
        "no signature": file(body, b"open sesame")[:-64],
    }.items():
        out.add(name, "fail not-a-key-grant", op="open", passphrase="open sesame", file=content)
    out.write()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        grants()
    else:
        sys.exit(__doc__)
