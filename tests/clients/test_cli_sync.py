"""`aws s3 sync` of a real tree of thousands of files."""

import shutil
import sysconfig
import uuid
from pathlib import Path

import pytest

WANTED = 3000
LARGEST = 2_000_000
PLACES = [sysconfig.get_path("stdlib"), "/usr/share/doc", "/usr/include", "/usr/share"]


def real_files():
    """(folder, file below it) of real files, no symbolic links."""
    for place in map(Path, PLACES):
        for file in sorted(place.rglob("*")):
            if file.is_file() and not file.is_symlink() and file.stat().st_size <= LARGEST:
                yield place, file


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tree")
    count = 0
    for place, file in real_files():
        target = folder / place.name / file.relative_to(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        count += 1
        if count == WANTED:
            return folder
    raise AssertionError(f"only {count} files on this machine")


def contents(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def transfers(aws, *arguments):
    """How many files a sync moved, by what it did to them."""
    lines = aws.run("s3", "sync", "--no-progress", *arguments).decode().splitlines()
    assert not [line for line in lines if line.startswith("delete:")], "plain sync deletes nothing"
    return len(lines)


def test_a_tree_up_and_down(aws, cli_bucket, tree, tmp_path):
    back = tmp_path / "back"
    assert transfers(aws, tree, f"s3://{cli_bucket}/tree") == WANTED
    listed = aws.run("s3", "ls", "--recursive", "--summarize", f"s3://{cli_bucket}/tree/").decode()
    originals = contents(tree)
    assert f"Total Objects: {WANTED}\n" in listed
    assert f"Total Size: {sum(map(len, originals.values()))}\n" in listed
    assert transfers(aws, f"s3://{cli_bucket}/tree", back) == WANTED
    assert contents(back) == originals
    aws.run("s3", "rm", "--recursive", "--quiet", f"s3://{cli_bucket}/tree")
    assert aws.run("s3", "ls", "--recursive", f"s3://{cli_bucket}") == b""


def test_again_moves_nothing(aws, cli_bucket, tree, tmp_path):
    """Sync merges two sorted listings; those of other clients are in stored order here."""
    back = tmp_path / "back"
    assert transfers(aws, tree, f"s3://{cli_bucket}/tree") == WANTED
    assert transfers(aws, f"s3://{cli_bucket}/tree", back) == WANTED
    assert transfers(aws, tree, f"s3://{cli_bucket}/tree") == 0
    assert transfers(aws, f"s3://{cli_bucket}/tree", back) == 0
    assert contents(back) == contents(tree)


def test_removing_a_bucket(aws):
    bucket = f"clients-{uuid.uuid4().hex[:16]}"
    aws.run("s3", "mb", f"s3://{bucket}")
    assert bucket in aws.run("s3", "ls").decode()
    aws.run("s3", "rb", f"s3://{bucket}")
    assert bucket not in aws.run("s3", "ls").decode()


def test_copying_and_moving_within_the_store(aws, cli_bucket, tree, tmp_path):
    part = tree / PLACES[0].rsplit("/", 1)[1] / "email"
    originals = contents(part)
    aws.run("s3", "cp", "--recursive", "--quiet", part, f"s3://{cli_bucket}/one")
    aws.run("s3", "cp", "--recursive", "--quiet", f"s3://{cli_bucket}/one", f"s3://{cli_bucket}/two")
    aws.run("s3", "mv", "--recursive", "--quiet", f"s3://{cli_bucket}/one", f"s3://{cli_bucket}/three")
    assert aws.run("s3", "ls", "--recursive", f"s3://{cli_bucket}").count(b"\n") == 2 * len(originals)
    for folder in ("two", "three"):
        aws.run("s3", "cp", "--recursive", "--quiet", f"s3://{cli_bucket}/{folder}", tmp_path / folder)
        assert contents(tmp_path / folder) == originals
