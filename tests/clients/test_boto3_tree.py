"""A real tree of thousands of files goes up with boto3, is listed, and comes down byte for byte."""

import sysconfig
from pathlib import Path

WANTED = 2000
LARGEST = 2_000_000


def real_files():
    place = Path(sysconfig.get_path("stdlib"))
    files = [f for f in sorted(place.rglob("*")) if f.is_file() and not f.is_symlink()]
    return place, [f for f in files if f.stat().st_size <= LARGEST][:WANTED]


def test_a_real_tree_comes_back(s3, bucket):
    place, files = real_files()
    assert len(files) == WANTED
    for file in files:
        s3.put_object(Bucket=bucket, Key=str(file.relative_to(place)), Body=file.read_bytes())

    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    sizes = {entry["Key"]: entry["Size"] for page in pages for entry in page["Contents"]}

    assert sizes == {str(file.relative_to(place)): file.stat().st_size for file in files}
    for file in files:
        body = s3.get_object(Bucket=bucket, Key=str(file.relative_to(place)))["Body"].read()
        assert body == file.read_bytes(), file
