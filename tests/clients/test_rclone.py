"""rclone beyond copying: that its check finds what differs, and the commands that scripts are made of."""

import os

import pytest

from movers import Rclone
from trees import ODD_NAMES, contents, planted, sizes, written


@pytest.fixture
def client(http_product, tmp_path, http_s3):
    return Rclone(http_product, tmp_path, http_s3)


def test_check_finds_what_differs(client, http_bucket, http_s3, tmp_path):
    tree, there = planted(tmp_path / "tree"), f"cq:{http_bucket}/tree"
    client.rclone("copy", tree, there)
    client.rclone("check", tree, there)
    client.rclone("check", "--download", tree, there)
    http_s3.put_object(Bucket=http_bucket, Key="tree/plain.txt", Body=os.urandom((tree / "plain.txt").stat().st_size))
    assert "1 differences found" in client.fails("check", "--download", tree, there)
    http_s3.delete_object(Bucket=http_bucket, Key="tree/a.txt")
    http_s3.put_object(Bucket=http_bucket, Key="tree/more", Body=b"more")
    assert "3 differences found" in client.fails("check", "--download", tree, there)


def test_copies_by_what_can_be_compared(client, http_bucket, tmp_path):
    """Entity tags are no MD5 here: --checksum compares sizes and, where rclone stored it, the MD5 in the metadata."""
    tree, there, back = planted(tmp_path / "tree"), f"cq:{http_bucket}/tree", tmp_path / "back"
    client.rclone("copy", "--checksum", tree, there)
    written(tree / "plain.txt", b"of another size")
    (tree / "large").write_bytes(os.urandom((tree / "large").stat().st_size))
    client.rclone("copy", "--checksum", tree, there)
    client.rclone("copy", "--checksum", there, back)
    assert contents(back) == contents(tree)


@pytest.mark.parametrize("version", ["1", "2"])
def test_listings(client, http_bucket, tmp_path, version):
    client.rclone("test", "makefiles", "--seed=7", "--files=150", "--files-per-directory=9", tmp_path / "tree")
    planted(tmp_path / "tree")
    client.rclone("copy", "--transfers=16", tmp_path / "tree", f"cq:{http_bucket}")
    options = (f"--s3-list-version={version}", "--s3-list-chunk=50", "--recursive", "--files-only")
    for fast in ((), ("--fast-list",)):
        lines = client.rclone("lsf", *options, *fast, "--format=ps", "--separator=|", f"cq:{http_bucket}").splitlines()
        found = [(name, int(size)) for name, size in (line.rsplit("|", 1) for line in lines)]
        assert len(found) == len(dict(found)), "no name twice"
        assert dict(found) == sizes(tmp_path / "tree")


def test_commands_of_scripts(client, http_bucket):
    there = f"cq:{http_bucket}"
    client.rclone("rcat", f"{there}/a b/ü", stdin="0123456789ü".encode())
    assert client.rclone("cat", "--offset=3", "--count=4", f"{there}/a b/ü") == "3456"
    client.rclone("moveto", f"{there}/a b/ü", f"{there}/other/name")
    client.rclone("copyto", f"{there}/other/name", f"{there}/copy")
    assert client.rclone("lsf", "--recursive", "--files-only", there).splitlines() in (
        ["copy", "other/name"],
        ["other/name", "copy"],
    )
    assert client.rclone("cat", f"{there}/copy") == "0123456789ü"
    client.rclone("deletefile", f"{there}/copy")
    assert "doesn't exist" in client.fails("deletefile", f"{there}/copy")
    assert "directory not found" in client.fails("lsf", "cq:no-such-bucket-here")
    client.rclone("purge", f"{there}/other")
    assert client.rclone("lsf", there) == ""


def test_names(client, http_bucket, http_s3, tmp_path):
    """The names in the bucket are those of the files, whatever the characters."""
    client.rclone("copy", planted(tmp_path / "tree", large=0), f"cq:{http_bucket}")
    pages = http_s3.get_paginator("list_objects_v2").paginate(Bucket=http_bucket)
    assert {entry["Key"] for page in pages for entry in page["Contents"]} == {*ODD_NAMES, "empty"}
