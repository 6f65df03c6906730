#!/usr/bin/env python3
"""Writes the vectors for the ways in which a vault file is unlocked.

Needs the package `cryptography`, 44 or newer over OpenSSL 3.2 or newer. `unlock.py write` rewrites unlock.txt.
"""
import base64
import json
import sys
import unicodedata

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from reference import F, VAULT_ID, VectorFile, b64

UNLOCK, UNLOCK_CHECK, RECOVERY_SUM = 0x0E, 0x0F, 0x19
FILE_KEY, NONCE, SALT, RECOVERY = b"\xf0" * 32, b"\xa0" * 12, b"\x5a" * 16, bytes(range(32))


def locked(u, method, vault=VAULT_ID, **parameters):
    """A section; its members are in any order."""
    wrapped = NONCE + AESGCM(F(u, UNLOCK, vault)).encrypt(NONCE, FILE_KEY, vault)
    return dict(parameters, method=method, check=b64(F(u, UNLOCK_CHECK, vault)[:16]), key=b64(wrapped))


def argon2(passphrase, memory, passes, lanes, salt=SALT):
    text = unicodedata.normalize("NFC", passphrase).encode()
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(text)


def by_passphrase(passphrase, memory=7168, passes=1, lanes=1, **other):
    u = argon2(passphrase, memory, passes, lanes)
    cost = {"kdf": "argon2id", "memoryKiB": memory, "passes": passes, "lanes": lanes, "salt": b64(SALT)}
    return dict(locked(u, "passphrase", **cost), **other)


def recovery_text(u, sums=None):
    sums = sums if sums is not None else F(u, RECOVERY_SUM)[:3]
    text = base64.b32encode(u + sums).decode()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def main():
    out = VectorFile("unlock.txt", [
        "FORMAT.md, Vault file. The vault id is 16 x 10 (hex).",
        "A section of `unlock` and what a person has, as UTF-8 in hex, to the 32 bytes of the file key.",
        "wrong: it is not what unlocks the vault. damaged: the section is not one. not-one: no secret of its kind."])

    def add(name, expect, secret, section):
        out.add(name, expect, secret=secret.encode(), section=json.dumps(section, sort_keys=True))

    ok, word = "ok " + FILE_KEY.hex(), "correct horse battery"
    add("a passphrase", ok, word, by_passphrase(word))
    add("with the cost of the default", ok, word, by_passphrase(word, 65536, 3, 4))
    add("with a line end", ok, word + "\r\n", by_passphrase(word))
    add("composed, and the other way round", ok, "cafe\u0301 au lait", by_passphrase("caf\u00e9 au lait"))
    add("another passphrase", "fail wrong", word + " ", by_passphrase(word))
    add("another salt", "fail wrong", word, by_passphrase(word, salt=b64(b"\x5b" * 16)))
    add("another number of passes", "fail wrong", word, by_passphrase(word, passes=2) | {"passes": 1})
    add("a salt of 15 bytes", "fail damaged", word, by_passphrase(word, salt=b64(SALT[:15])))
    add("too little memory", "fail damaged", word, by_passphrase(word, memoryKiB=7167))
    add("too much memory", "fail damaged", word, by_passphrase(word, memoryKiB=(1 << 20) + 1))
    add("too many passes", "fail damaged", word, by_passphrase(word, passes=1) | {"passes": 17})
    add("too many lanes", "fail damaged", word, by_passphrase(word, lanes=1) | {"lanes": 17})
    add("no pass", "fail damaged", word, by_passphrase(word) | {"passes": 0})
    add("Argon2i", "fail damaged", word, by_passphrase(word, kdf="argon2i"))
    add("another file key", "fail damaged", word, by_passphrase(word, key=b64(b"\xa0" * 60)))
    add("no passphrase", "fail not-one", "\n", by_passphrase(word))
    add("two lines", "fail not-one", "correct\nhorse", by_passphrase(word))

    text = recovery_text(RECOVERY)
    section = locked(RECOVERY, "recovery-key")
    add("a recovery key", ok, text, section)
    add("a recovery key as it was typed", ok, text.lower().replace("-", " ") + "\n", section)
    add("another recovery key", "fail wrong", recovery_text(b"\x01" + RECOVERY[1:]), section)
    add("a recovery key with a typing error", "fail not-one", "B" + text[1:], section)
    add("a recovery key with other last characters", "fail not-one", recovery_text(RECOVERY, b"\0\0\0"), section)
    add("a recovery key of 55 characters", "fail not-one", text[:-1], section)
    add("a recovery key with a zero", "fail not-one", "0" + text[1:], section)
    add("of another vault", "fail wrong", text, locked(RECOVERY, "recovery-key", b"\x11" * 16))
    out.write()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        main()
    else:
        sys.exit(__doc__)
