"""restic: a repository with a backup, its check, and its restore, on the product."""

import hashlib
import os

import pytest

from movers import MIB, run

LARGE = int(os.environ.get("CIPHERQUAY_LARGE", 70 * MIB + 3))


@pytest.fixture
def restic(http_product, tmp_path):
    environment = http_product.client_environment(tmp_path) | {
        "RESTIC_REPOSITORY": f"s3:{http_product.endpoint}/restic-{os.urandom(6).hex()}/repository",
        "RESTIC_PASSWORD": "only for this test",
        "RESTIC_CACHE_DIR": str(tmp_path / "cache"),
        "AWS_ACCESS_KEY_ID": http_product.access_key,
        "AWS_SECRET_ACCESS_KEY": http_product.secret,
    }

    def call(*arguments):
        return run(["restic", *arguments], environment, tmp_path)

    call("init")
    return call


def digests(folder):
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_backup_check_restore_forget(restic, tmp_path):
    source = tmp_path / "source"
    for number in range(100):
        file = source / f"{number % 7}" / f"file {number}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(os.urandom(number * 1009))
    with open(source / "large", "wb") as out:
        for start in range(0, LARGE, MIB):
            out.write(os.urandom(min(MIB, LARGE - start)))
    with open(source / "large", "rb") as content:
        expected = hashlib.file_digest(content, "sha256").hexdigest()

    restic("backup", source)
    restic("check", "--read-data")
    restic("restore", "latest", "--target", tmp_path / "restored")

    restored = tmp_path / "restored" / source.relative_to("/")
    with open(restored / "large", "rb") as content:
        assert hashlib.file_digest(content, "sha256").hexdigest() == expected
    (restored / "large").unlink()
    (source / "large").unlink()
    assert digests(restored) == digests(source)
    restic("backup", source)
    restic("forget", "--keep-last", "1", "--prune")
    restic("check", "--read-data")
