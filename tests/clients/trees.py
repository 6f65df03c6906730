"""Trees of files with names that clients stumble over, and what is in a tree."""

import hashlib
import os
import time

MIB = 1024 * 1024

# Beside plain names: what URLs, shells, XML and clients' own patterns give a meaning to; a name that is the beginning of
# another, as file and as folder; and orders that differ between bytes, letters and paths ("-" and "." before "/").
ODD_NAMES = [
    "a", "a.txt", "a-b/c", "a0", "ab/a", "B", "plain/one.txt", "plain/two.txt", "plain.txt", "plain-er/x",
    "with space/in name.txt", "a+b=c&d.txt", "100%.txt", "percent%2Fencoded%20.txt", "Zürich/日本語/🗝.txt",
    "quote'and\"double.txt", "semi;colon,comma@at!$.txt", "<tag>&amp;.xml", "(1)/~under_score^.txt", "#hash/x#y",
    "deep/er/and/deep/er.txt",
]  # fmt: skip


def planted(folder, names=ODD_NAMES, large=5 * MIB + 7):
    """Makes a tree of those names, of small sizes around the border of a segment, and one file in two parts."""
    sizes = [0, 1, 65519, 65520, 65521]
    for number, name in enumerate(names):
        written(folder / name, os.urandom(sizes[number % len(sizes)] or number))
    written(folder / "empty", b"")
    if large:
        written(folder / "large", os.urandom(large))
    return folder


def written(file, content):
    """Writes a file that is a minute old: stores tell whole seconds, and clients take a later part of one for a change."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    past = time.time() - 60
    os.utime(file, (past, past))
    return file


def digest(file):
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def contents(folder):
    """Every file of a tree by its name, and the digest of its content."""
    return {str(file.relative_to(folder)): digest(file) for file in folder.rglob("*") if file.is_file()}


def sizes(folder):
    return {str(file.relative_to(folder)): file.stat().st_size for file in folder.rglob("*") if file.is_file()}
