"""Clients that compare two trees and remove what is gone, in both orders of listings: wrong ones would cost files.

What `aws s3 sync` does is in test_sync_orders.py.
"""

import hashlib
import os
import shutil

import pytest

from movers import Mc, Rclone, S3cmd, S5cmd, attempt
from trees import contents, planted, written


class McMirror(Mc):
    """Merges two sorted listings."""

    def sync(self, source, target):
        lines = self.mc("mirror", "--json", "--overwrite", "--remove", source, target).splitlines()
        return [line for line in lines if '"source"' in line or '"key"' in line]

    def up(self, folder, bucket):
        return self.sync(f"{folder}/", f"cq/{bucket}/tree/")

    def down(self, bucket, folder):
        folder.mkdir(exist_ok=True)
        return self.sync(f"cq/{bucket}/tree/", f"{folder}/")


class RcloneSync(Rclone):
    """Goes through both sides folder by folder, and keeps times in the metadata."""

    def sync(self, source, target):
        command = ["rclone", "sync", "--verbose", source, target]
        done = attempt(command, self.environment, self.home)
        said = done.stderr.decode()
        assert done.returncode == 0, said
        return [line for line in said.splitlines() if " INFO " in line and ": Copied" in line or ": Deleted" in line]

    def up(self, folder, bucket):
        return self.sync(folder, f"cq:{bucket}/tree")

    def down(self, bucket, folder):
        return self.sync(f"cq:{bucket}/tree", folder)


class S3cmdSync(S3cmd):
    """Holds both listings whole, and looks for renamed files by their MD5."""

    def sync(self, source, target):
        lines = self.s3cmd("sync", "--delete-removed", source, target).splitlines()
        return [line for line in lines if line.startswith(("upload:", "download:", "delete:", "remote copy:"))]

    def up(self, folder, bucket):
        return self.sync(f"{folder}/", f"s3://{bucket}/tree/")

    def down(self, bucket, folder):
        return self.sync(f"s3://{bucket}/tree/", f"{folder}/")


class S5cmdSync(S5cmd):
    """Sorts both listings itself."""

    def up(self, folder, bucket):
        return self.s5cmd("sync", "--delete", f"{folder}/", f"s3://{bucket}/tree/").splitlines()

    def down(self, bucket, folder):
        return self.s5cmd("sync", "--delete", f"s3://{bucket}/tree/*", f"{folder}/").splitlines()


SYNCS = {sync.__name__: sync for sync in (McMirror, RcloneSync, S3cmdSync, S5cmdSync)}


def stored(s3, bucket):
    """Every object below tree/ by its name there, and the digest of its content."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="tree/")
    keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
    assert len(keys) == len(set(keys))
    bodies = {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}
    return {key.removeprefix("tree/"): hashlib.sha256(body).hexdigest() for key, body in bodies.items()}


def rearranged(tree):
    """What happens to a tree between two syncs: renames, a file that becomes a folder, and edits."""
    (tree / "plain").rename(tree / "plain renamed")
    (tree / "a-b").rename(tree / "a_b")
    (tree / "a.txt").unlink()
    (tree / "a").unlink()
    written(tree / "a" / "1", b"in a folder that was a file")
    written(tree / "new" / "file", os.urandom(70_000))
    with open(tree / "100%.txt", "ab") as file:
        file.write(b"and more")


def rearranged_by_others(s3, bucket):
    source = {"Bucket": bucket, "Key": "tree/new/file"}
    s3.copy_object(Bucket=bucket, Key="tree/new-file", CopySource=source)
    s3.delete_object(**source)
    s3.delete_object(Bucket=bucket, Key="tree/empty")
    s3.put_object(Bucket=bucket, Key="tree/B", Body=b"of another size")


@pytest.mark.parametrize("name", sorted(SYNCS))
def test_both_ways_with_renames(name, ordered_product, ordered_s3, ordered_bucket, tmp_path):
    home, tree, back = tmp_path / "home", planted(tmp_path / "tree"), tmp_path / "back"
    home.mkdir()
    s3, bucket = ordered_s3, ordered_bucket
    client = SYNCS[name](ordered_product, home, s3)
    assert client.up(tree, bucket)
    assert stored(s3, bucket) == contents(tree)
    assert client.up(tree, bucket) == [], "nothing to do"
    rearranged(tree)
    assert client.up(tree, bucket)
    assert stored(s3, bucket) == contents(tree)

    back.mkdir()
    assert client.down(bucket, back)
    assert contents(back) == contents(tree)
    rearranged_by_others(s3, bucket)
    assert client.down(bucket, back)
    assert contents(back) == stored(s3, bucket)
    assert client.down(bucket, back) == [], "nothing to do"
    shutil.rmtree(back)


def test_a_comparison_names_what_differs(ordered_product, ordered_s3, ordered_bucket, tmp_path):
    client, tree = Mc(ordered_product, tmp_path, ordered_s3), planted(tmp_path / "tree", large=0)
    there = f"cq/{ordered_bucket}/tree/"
    client.mc("mirror", "--quiet", f"{tree}/", there)
    assert client.mc("diff", f"{tree}/", there) == ""
    (tree / "a.txt").unlink()
    written(tree / "a-b" / "more", b"only here")
    written(tree / "B", b"of another size")
    lines = client.mc("diff", f"{tree}/", there).splitlines()
    assert [line[0] for line in sorted(lines)] == ["!", "<", ">"]
