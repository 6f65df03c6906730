"""s5cmd, which does everything at once: wildcards over listings, and the SDK for Go, version 1."""

import fnmatch
import json
import os
import subprocess

import pytest

from movers import S5cmd
from trees import MIB, contents, planted, sizes


@pytest.fixture
def client(http_product, tmp_path, http_s3):
    return S5cmd(http_product, tmp_path, http_s3)


@pytest.fixture
def tree(tmp_path):
    return planted(tmp_path / "tree", large=11 * MIB)


def listed(client, pattern, *options):
    """What `s5cmd ls` finds: whole names with their sizes."""
    lines = client.s5cmd("--json", *options, "ls", pattern).splitlines()
    # A size of 0 is left out.
    return {entry["key"].split("/", 3)[3]: entry.get("size", 0) for entry in map(json.loads, lines)}


@pytest.mark.parametrize("options", [(), ("--use-list-objects-v1",)])
def test_wildcards(client, http_bucket, tree, options):
    client.s5cmd("cp", "--part-size=5", f"{tree}/", f"s3://{http_bucket}/tree/")
    everything = {f"tree/{name}": size for name, size in sizes(tree).items()}
    for pattern in ("tree/*", "tree/a*", "tree/*.txt", "tree/p*/t?o.txt", "*/deep/*/and/*", "tree/with space/*", "x*"):
        wanted = {name: size for name, size in everything.items() if fnmatch.fnmatchcase(name, pattern)}
        if wanted:
            found = listed(client, f"s3://{http_bucket}/{pattern}", *options)
            below = pattern.split("*")[0].rsplit("/", 1)[0] + "/" if "/" in pattern.split("*")[0] else ""
            assert {name if name in wanted else below + name: size for name, size in found.items()} == wanted, pattern
        else:
            assert "no object found" in client.fails(*options, "ls", f"s3://{http_bucket}/{pattern}")


def test_a_tree(client, http_bucket, tree, tmp_path):
    client.s5cmd("cp", "--part-size=5", f"{tree}/", f"s3://{http_bucket}/tree/")
    client.s5cmd("cp", f"s3://{http_bucket}/tree/*", f"s3://{http_bucket}/copy/")
    client.s5cmd("mv", f"s3://{http_bucket}/copy/*", f"s3://{http_bucket}/moved/")
    client.s5cmd("cp", f"s3://{http_bucket}/moved/*", f"{tmp_path}/back/")
    assert contents(tmp_path / "back") == contents(tree)
    assert f"{sum(sizes(tree).values())} bytes in {len(sizes(tree))} objects" in client.s5cmd(
        "du", f"s3://{http_bucket}/moved/*"
    )
    client.s5cmd("rm", f"s3://{http_bucket}/moved/*.txt")
    left = client.s5cmd("ls", f"s3://{http_bucket}/moved/*").splitlines()
    assert len(left) == sum(not name.endswith(".txt") for name in sizes(tree))
    client.s5cmd("rm", f"s3://{http_bucket}/*")
    assert "no object found" in client.fails("ls", f"s3://{http_bucket}/*")


def test_from_and_to_a_pipe(client, http_bucket):
    content = "one line\n" * 700_000
    client.s5cmd("pipe", "--part-size=5", f"s3://{http_bucket}/a b/piped", stdin=content.encode())
    assert client.s5cmd("cat", "--part-size=5", f"s3://{http_bucket}/a b/piped") == content


def test_many_commands_at_once(client, http_bucket, http_s3, tmp_path):
    (tmp_path / "file").write_bytes(os.urandom(1000))
    commands = "".join(f"cp {tmp_path}/file s3://{http_bucket}/many/{number}\n" for number in range(150))
    client.s5cmd("run", stdin=commands.encode())
    assert len(listed(client, f"s3://{http_bucket}/many/*")) == 150


def test_a_presigned_link(client, http_bucket, http_s3):
    http_s3.put_object(Bucket=http_bucket, Key="shared ü", Body=b"for everyone who has the link")
    link = client.s5cmd("presign", "--expire", "1m", f"s3://{http_bucket}/shared ü").strip()
    fetch = ["curl", "-sS", "--fail-with-body", "--noproxy", "*"]
    assert subprocess.run([*fetch, link], capture_output=True, check=True).stdout == b"for everyone who has the link"


def test_buckets_and_what_is_not_there(client, http_bucket, tmp_path):
    other = f"{http_bucket}-b"
    client.s5cmd("mb", f"s3://{other}")
    assert f"s3://{other}" in client.s5cmd("ls")
    client.s5cmd("pipe", f"s3://{other}/x", stdin=b"x")
    assert "BucketNotEmpty" in client.fails("rb", f"s3://{other}")
    client.s5cmd("rm", f"s3://{other}/x")
    client.s5cmd("rb", f"s3://{other}")
    assert "not found" in client.fails("cat", f"s3://{http_bucket}/none")
    assert "NoSuchKey" in client.fails("cp", f"s3://{http_bucket}/none", tmp_path / "none")
    assert not (tmp_path / "none").exists()
    assert "NoSuchBucket" in client.fails("ls", f"s3://{other}")
