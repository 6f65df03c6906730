"""`aws s3 sync`, which merges sorted listings, on buckets of either order: nothing moves twice, nothing is deleted wrongly."""

import os
import uuid

import pytest

from cli import Cli
from conftest import client_for, everything
from trees import written

# What sorts differently by name, by directory and by path: `!`, `-` and `.` come before `/`, digits after it.
NAMES = (
    [f"flat/{number}" for number in range(1200)]
    + [f"{name}/{leaf}" for name in ("a", "a!", "a-b", "a.d", "a0", "ab") for leaf in ("a-", "a/b/c", "a0", "z")]
    + [f"deep/{number % 7}/{number % 3}/{number}" for number in range(100)]
    + ["a.txt", "a-", "Zürich/Straße", "🗝/key", "b c+d&e%20/f", "last"]
)


@pytest.fixture
def aws(ordered_product, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    return Cli(ordered_product, home)


@pytest.fixture
def bucket(aws):
    name = f"orders-{uuid.uuid4().hex[:16]}"
    aws.run("s3", "mb", f"s3://{name}")
    yield name
    aws.run("s3", "rb", "--force", f"s3://{name}")


@pytest.fixture
def tree(tmp_path):
    folder = tmp_path / "tree"
    for place, name in enumerate(NAMES):
        written(folder / name, (name * (1 + place % 3)).encode())
    return folder


def contents(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def sync(aws, *arguments):
    """What a sync did, a line for each file."""
    return aws.run("s3", "sync", "--no-progress", *arguments).decode().splitlines()


def deleted(lines):
    return len([line for line in lines if line.startswith("delete:")])


def test_the_order_is_the_one_that_was_asked_for(order, ordered_product, aws, bucket, tree):
    sync(aws, tree, f"s3://{bucket}")
    names = [item["Key"] for item in everything(client_for(ordered_product), bucket)]
    assert sorted(names) == sorted(NAMES)
    assert (names == sorted(names, key=str.encode)) == (order == "sorted")


def test_again_moves_nothing(aws, bucket, tree, tmp_path):
    back = tmp_path / "back"
    there = f"s3://{bucket}/some/where"
    assert len(sync(aws, tree, there)) == len(NAMES)
    assert sync(aws, tree, there) == []
    assert len(sync(aws, there, back)) == len(NAMES)
    assert sync(aws, there, back) == []
    assert sync(aws, "--delete", tree, there) == []
    assert sync(aws, "--delete", there, back) == []
    assert contents(back) == contents(tree)


def test_deleting_what_was_renamed_ends_equal(ordered_product, aws, bucket, tree, tmp_path):
    back = tmp_path / "back"
    there = f"s3://{bucket}"
    sync(aws, tree, there)
    sync(aws, there, back)

    os.rename(tree / "a-b", tree / "a_b")
    os.rename(tree / "deep" / "3", tree / "deep.3")
    os.rename(tree / "flat" / "500", tree / "flat" / "500-renamed")
    os.remove(tree / "flat" / "7")
    written(tree / "a" / "new", b"new")
    written(tree / "last", b"longer than it was before")
    lines = sync(aws, "--delete", tree, there)
    gone = [name for name in NAMES if name.startswith(("a-b/", "deep/3/")) or name in ("flat/500", "flat/7")]
    assert deleted(lines) == len(gone)
    assert sync(aws, "--delete", tree, there) == []

    for source, target in (("a0", "a!0"), ("deep/5", "ä/5")):
        aws.run("s3", "mv", "--recursive", "--quiet", f"{there}/{source}", f"{there}/{target}")
    sync(aws, "--delete", there, back)
    assert sync(aws, "--delete", there, back) == []
    remote = {item["Key"]: item["Size"] for item in everything(client_for(ordered_product), bucket)}
    local = contents(back)
    assert {name: len(body) for name, body in local.items()} == remote
    expected = {
        name.replace("a0/", "a!0/", 1) if name.startswith("a0/") else name.replace("deep/5/", "ä/5/", 1): body
        for name, body in contents(tree).items()
    }
    assert local == expected


def test_between_two_buckets(aws, bucket, tree):
    sync(aws, tree, f"s3://{bucket}/one")
    assert len(sync(aws, f"s3://{bucket}/one", f"s3://{bucket}/two")) == len(NAMES)
    assert sync(aws, "--delete", f"s3://{bucket}/one", f"s3://{bucket}/two") == []
