"""Listings by boto3's paginators against a model: every name once, the exact size, whatever the page size."""

import urllib.parse
import uuid

import pytest

from conftest import emptied

NAMES = sorted(
    [f"a/{number}" for number in range(25)]
    + [f"a/b/{number}" for number in range(12)]
    + [f"photos/{year}/{month:02}/img {number}.jpg" for year in (2025, 2026) for month in (1, 12) for number in range(6)]
    + ["a", "a/", "top.txt", "top-txt", "a b+c%20", "Zürich/Straße", "🗝/key", "x//double", "x///triple", "&amp;<tag>"]
)


@pytest.fixture(scope="module")
def listed(s3):
    """A bucket with all names; each object is as long as the name's place."""
    bucket = f"clients-{uuid.uuid4().hex[:16]}"
    s3.create_bucket(Bucket=bucket)
    for place, name in enumerate(NAMES):
        s3.put_object(Bucket=bucket, Key=name, Body=b"." * place)
    yield bucket
    emptied(s3, bucket)


def pages(s3, version, bucket, page_size, **options):
    """All lines of a listing in their order: (name, size) and (common prefix, None)."""
    name = "list_objects_v2" if version == 2 else "list_objects"
    lines = []
    for page in s3.get_paginator(name).paginate(Bucket=bucket, PaginationConfig={"PageSize": page_size}, **options):
        contents, prefixes = page.get("Contents", []), page.get("CommonPrefixes", [])
        assert len(contents) + len(prefixes) <= page_size
        lines += [(item["Key"], item["Size"]) for item in contents]
        lines += [(item["Prefix"], None) for item in prefixes]
    return lines


def model(prefix="", delimiter=""):
    lines = set()
    for size, name in enumerate(NAMES):
        if not name.startswith(prefix):
            continue
        cut = name.find(delimiter, len(prefix)) if delimiter else -1
        lines.add((name, size) if cut < 0 else (name[: cut + len(delimiter)], None))
    return lines


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("page_size", [1, 7, 1000])
@pytest.mark.parametrize("prefix", ["", "a", "a/", "a/b/", "photos/2026/", "photos/2026/1", "Zür", "none"])
@pytest.mark.parametrize("delimiter", ["", "/"])
def test_against_the_model(s3, listed, version, page_size, prefix, delimiter):
    options = {"Prefix": prefix, **({"Delimiter": delimiter} if delimiter else {})}
    lines = pages(s3, version, listed, page_size, **options)
    assert len(lines) == len(set(lines)), "no line twice"
    assert set(lines) == model(prefix, delimiter)


@pytest.mark.parametrize("delimiter", ["-", "/0", "img "])
def test_other_delimiters(s3, listed, delimiter):
    lines = pages(s3, 2, listed, 5, Delimiter=delimiter)
    assert len(lines) == len(set(lines))
    assert set(lines) == model("", delimiter)


@pytest.mark.parametrize("version", [1, 2])
def test_starting_after_each_name(s3, listed, version):
    """A start is a position in the listing's own order; the rest follows, nothing before it."""
    option = "StartAfter" if version == 2 else "Marker"
    order = pages(s3, version, listed, 1000)
    for place in range(0, len(order), 9):
        assert pages(s3, version, listed, 13, **{option: order[place][0]}) == order[place + 1 :]


def test_the_order_never_changes(s3, listed):
    assert pages(s3, 2, listed, 3) == pages(s3, 2, listed, 1000) == pages(s3, 1, listed, 10)


def test_names_encoded_on_the_wire(s3, listed):
    answer = s3.list_objects_v2(Bucket=listed, EncodingType="url", Prefix="a b")
    assert answer["EncodingType"] == "url"
    assert [urllib.parse.unquote_plus(item["Key"]) for item in answer["Contents"]] == ["a b+c%20"]


def test_no_lines_asked_for(s3, listed):
    answer = s3.list_objects_v2(Bucket=listed, MaxKeys=0)
    assert answer["KeyCount"] == 0 and not answer["IsTruncated"]


def test_deleting_a_thousand_at_once(s3, bucket):
    names = [f"many/{number % 7}/{number}" for number in range(1000)]
    for name in names[::5]:
        s3.put_object(Bucket=bucket, Key=name, Body=b"x")
    s3.put_object(Bucket=bucket, Key="stays", Body=b"x")
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": name} for name in names]})
    assert {item["Key"] for item in answer["Deleted"]} == set(names)
    assert not answer.get("Errors")
    assert pages(s3, 2, bucket, 1000) == [("stays", 1)]
    quiet = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "stays"}], "Quiet": True})
    assert not quiet.get("Deleted") and pages(s3, 2, bucket, 1000) == []
