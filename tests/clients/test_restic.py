"""restic: a repository with a backup, its check, and its restore, on the product."""

import os

import pytest

from movers import MIB, refused, run
from trees import contents, planted

LARGE = int(os.environ.get("CIPHERQUAY_LARGE", 70 * MIB + 3))


class Restic:
    def __init__(self, product, home):
        self.home = home
        self.bucket = f"restic-{os.urandom(6).hex()}"
        self.environment = product.client_environment(home) | {
            "RESTIC_REPOSITORY": f"s3:{product.endpoint}/{self.bucket}/repository",
            "RESTIC_PASSWORD": "only for this test",
            "RESTIC_CACHE_DIR": str(home / "cache"),
            "AWS_ACCESS_KEY_ID": product.access_key,
            "AWS_SECRET_ACCESS_KEY": product.secret,
        }

    def __call__(self, *arguments):
        return run(["restic", *arguments], self.environment, self.home)

    def fails(self, *arguments):
        return refused(["restic", *arguments], self.environment, self.home)


@pytest.fixture
def restic(http_product, tmp_path):
    made = Restic(http_product, tmp_path)
    made("init")
    return made


def test_backup_check_restore_forget(restic, tmp_path):
    source = tmp_path / "source"
    for number in range(100):
        file = source / f"{number % 7}" / f"file {number}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(os.urandom(number * 1009))
    with open(source / "large", "wb") as out:
        for start in range(0, LARGE, MIB):
            out.write(os.urandom(min(MIB, LARGE - start)))
    expected = contents(source)

    restic("backup", source)
    restic("check", "--read-data")
    restic("restore", "latest", "--target", tmp_path / "restored")

    restored = tmp_path / "restored" / source.relative_to("/")
    assert contents(restored) == expected
    (restored / "large").unlink()
    (source / "large").unlink()
    restic("backup", source)
    restic("forget", "--keep-last", "1", "--prune")
    restic("check", "--read-data")


def test_only_what_is_whole_passes_the_check(restic, http_s3, tmp_path):
    source = planted(tmp_path / "source")
    restic("backup", source)
    pages = http_s3.get_paginator("list_objects_v2").paginate(Bucket=restic.bucket, Prefix="repository/data/")
    packs = [entry["Key"] for page in pages for entry in page["Contents"]]
    http_s3.delete_object(Bucket=restic.bucket, Key=packs[0])
    assert packs[0].rsplit("/", 1)[1][:8] in restic.fails("check", "--no-cache")
    assert "already" in restic.fails("init")
