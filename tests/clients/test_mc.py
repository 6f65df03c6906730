"""mc, MinIO's command line: minio-go under the commands that people know from a shell."""

import json
import os
import subprocess

import pytest

from conftest import UPSTREAM
from movers import Mc
from trees import MIB, contents, planted, sizes


@pytest.fixture
def client(http_product, tmp_path, http_s3):
    return Mc(http_product, tmp_path, http_s3)


@pytest.fixture
def tree(tmp_path):
    return planted(tmp_path / "tree")


def listed(client, *arguments):
    """What `mc ls` finds: names with their sizes."""
    lines = client.mc("ls", "--json", *arguments).splitlines()
    return {entry["key"]: entry["size"] for entry in map(json.loads, lines)}


def test_a_tree(client, http_bucket, tree, tmp_path):
    there = f"cq/{http_bucket}/tree/"
    client.mc("cp", "--quiet", "--recursive", f"{tree}/", there)
    assert listed(client, "--recursive", there) == sizes(tree)
    plain = {name: size for name, size in listed(client, there).items() if not name.endswith("/")}
    assert plain == {name: size for name, size in sizes(tree).items() if "/" not in name}
    client.mc("cp", "--quiet", "--recursive", there, f"cq/{http_bucket}/copy/")
    client.mc("mv", "--quiet", "--recursive", f"cq/{http_bucket}/copy/", f"cq/{http_bucket}/moved/")
    client.mc("cp", "--quiet", "--recursive", f"cq/{http_bucket}/moved/", f"{tmp_path}/back/")
    assert contents(tmp_path / "back") == contents(tree)
    found = client.mc("find", there, "--name", "*.txt").splitlines()
    assert len(found) == sum(name.endswith(".txt") for name in sizes(tree))
    assert json.loads(client.mc("du", "--json", there))["size"] == sum(sizes(tree).values())
    client.mc("rm", "--quiet", "--recursive", "--force", there, f"cq/{http_bucket}/moved/")
    assert listed(client, "--recursive", f"cq/{http_bucket}") == {}


@pytest.mark.parametrize("size", [0, 65_521, 17 * MIB + 1])
def test_one_object(client, http_bucket, tmp_path, size):
    content = os.urandom(size)
    (tmp_path / "up.html").write_bytes(content)
    key = f"cq/{http_bucket}/a b/ü +%.html"
    client.mc("cp", "--quiet", "--attr", "colour=dark green;Cache-Control=no-store", tmp_path / "up.html", key)
    stat = json.loads(client.mc("stat", "--json", key))
    metadata = stat["metadata"]
    assert (stat["size"], metadata["Content-Type"], metadata["Cache-Control"]) == (size, "text/html", "no-store")
    assert metadata["X-Amz-Meta-Colour"] == "dark green"
    client.mc("cp", "--quiet", key, tmp_path / "down")
    assert (tmp_path / "down").read_bytes() == content


@pytest.mark.parametrize("algorithm", ["CRC64NVME", "CRC32", "CRC32C", "SHA1", "SHA256"])
def test_checksums(client, http_bucket, tmp_path, algorithm):
    content = os.urandom(200_001)
    (tmp_path / "up").write_bytes(content)
    client.mc("cp", "--quiet", "--checksum", algorithm, tmp_path / "up", f"cq/{http_bucket}/summed")
    client.mc("cp", "--quiet", f"cq/{http_bucket}/summed", tmp_path / "down")
    assert (tmp_path / "down").read_bytes() == content


def test_from_and_to_a_pipe(client, http_bucket, http_s3):
    client.mc("pipe", "--quiet", f"cq/{http_bucket}/piped", stdin=b"one line\n" * 20_000)
    assert client.mc("cat", f"cq/{http_bucket}/piped") == "one line\n" * 20_000
    assert client.mc("head", "--lines", "2", f"cq/{http_bucket}/piped") == "one line\n" * 2


def test_a_shared_link(client, http_bucket, http_s3):
    http_s3.put_object(Bucket=http_bucket, Key="shared ü", Body=b"for everyone who has the link")
    link = json.loads(client.mc("share", "download", "--json", "--expire", "1m", f"cq/{http_bucket}/shared ü"))["share"]
    fetch = ["curl", "-sS", "--fail-with-body", "--noproxy", "*"]
    assert subprocess.run([*fetch, link], capture_output=True, check=True).stdout == b"for everyone who has the link"


def test_buckets(client, http_bucket, http_s3):
    other = f"{http_bucket}-b"
    client.mc("mb", f"cq/{other}")
    if not UPSTREAM:  # which may answer as us-east-1 does, where this is no error
        assert "you already own it" in client.fails("mb", f"cq/{other}")
    client.mc("mb", "--ignore-existing", f"cq/{other}")
    assert f"{other}/" in listed(client, "cq")
    client.mc("pipe", "--quiet", f"cq/{other}/x", stdin=b"x")
    assert "not empty" in client.fails("rb", f"cq/{other}")
    client.mc("rb", "--force", f"cq/{other}")
    assert other not in [bucket["Name"] for bucket in http_s3.list_buckets()["Buckets"]]


def test_what_is_not_there(client, http_bucket):
    assert "Object does not exist" in client.fails("cat", f"cq/{http_bucket}/none")
    assert "Object does not exist" in client.fails("stat", f"cq/{http_bucket}/none")
    assert "does not exist" in client.fails("ls", "cq/no-such-bucket-here")
    assert "does not exist" in client.fails("pipe", "cq/no-such-bucket-here/x")
