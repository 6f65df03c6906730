"""Objects by boto3: bodies, tags, conditions, ranges and checksums."""

import base64
import io
import os
import zlib

import boto3.s3.transfer
import botocore
import pytest
from botocore.exceptions import ClientError

MODERN = tuple(map(int, botocore.__version__.split(".")[:2])) >= (1, 36)
ALGORITHMS = ["CRC32", "SHA1", "SHA256"] + (["CRC32C", "CRC64NVME"] if MODERN else [])
BORDERS = [0, 65519, 65520, 65521, 131039, 131040, 131041, 199_999]


class Unseekable(io.RawIOBase):
    """A body that can be read once, like a pipe."""

    def __init__(self, content):
        self.rest = io.BytesIO(content)

    def readable(self):
        return True

    def read(self, size=-1):
        return self.rest.read(size)


def refused(call, **arguments):
    """Calls what has to be refused; the error code."""
    with pytest.raises(ClientError) as raised:
        call(**arguments)
    return raised.value.response["Error"]["Code"]


@pytest.mark.parametrize("size", [0, 1, 65519, 65520, 65521, 131040, 3_000_000])
def test_round_trip_with_one_etag(s3, bucket, size):
    content = os.urandom(size)
    put = s3.put_object(Bucket=bucket, Key="a/b c", Body=content, Metadata={"colour": "green"}, ContentType="x/y")
    head = s3.head_object(Bucket=bucket, Key="a/b c")
    got = s3.get_object(Bucket=bucket, Key="a/b c")
    listed = s3.list_objects_v2(Bucket=bucket)["Contents"][0]
    assert got["Body"].read() == content
    assert {put["ETag"], head["ETag"], got["ETag"], listed["ETag"]} == {put["ETag"]}
    assert (head["ContentLength"], got["ContentLength"], listed["Size"]) == (size, size, size)
    for answer in (head, got):
        assert (answer["Metadata"], answer["ContentType"]) == ({"colour": "green"}, "x/y")
    s3.delete_object(Bucket=bucket, Key="a/b c")
    assert refused(s3.head_object, Bucket=bucket, Key="a/b c") == "404"
    s3.delete_object(Bucket=bucket, Key="a/b c")


def test_another_body_is_another_etag(s3, bucket):
    first = s3.put_object(Bucket=bucket, Key="x", Body=b"first")["ETag"]
    assert s3.put_object(Bucket=bucket, Key="x", Body=b"other")["ETag"] != first
    assert s3.get_object(Bucket=bucket, Key="x")["Body"].read() == b"other"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_checksums_that_boto3_computes(s3, bucket, algorithm):
    content = os.urandom(100_000)
    s3.put_object(Bucket=bucket, Key=algorithm, Body=content, ChecksumAlgorithm=algorithm)
    assert s3.get_object(Bucket=bucket, Key=algorithm, ChecksumMode="ENABLED")["Body"].read() == content


@pytest.mark.parametrize("field", ["ChecksumCRC32", "ContentMD5"])
def test_a_wrong_digest_stores_nothing(s3, bucket, field):
    wrong = base64.b64encode(zlib.crc32(b"other").to_bytes(4, "big") if field != "ContentMD5" else bytes(16)).decode()
    assert refused(s3.put_object, Bucket=bucket, Key="x", Body=b"body", **{field: wrong}) == "BadDigest"
    assert refused(s3.head_object, Bucket=bucket, Key="x") == "404"


def test_ranges_at_the_borders_of_segments(s3, bucket):
    content = os.urandom(200_000)
    s3.put_object(Bucket=bucket, Key="x", Body=content)
    for first in BORDERS:
        for last in [border for border in BORDERS if border >= first]:
            got = s3.get_object(Bucket=bucket, Key="x", Range=f"bytes={first}-{last}")
            assert got["Body"].read() == content[first : last + 1], (first, last)
            assert got["ContentRange"] == f"bytes {first}-{last}/200000"
    for border in BORDERS[1:]:
        assert s3.get_object(Bucket=bucket, Key="x", Range=f"bytes=-{border}")["Body"].read() == content[-border:]
    assert refused(s3.get_object, Bucket=bucket, Key="x", Range="bytes=200000-") == "InvalidRange"


def test_conditional_reads(s3, bucket):
    tag = s3.put_object(Bucket=bucket, Key="x", Body=b"body")["ETag"]
    changed = s3.head_object(Bucket=bucket, Key="x")["LastModified"]
    here = {"Bucket": bucket, "Key": "x"}
    assert s3.get_object(**here, IfMatch=tag)["Body"].read() == b"body"
    assert s3.get_object(**here, IfNoneMatch='"other"')["Body"].read() == b"body"
    assert refused(s3.get_object, **here, IfMatch='"other"') == "PreconditionFailed"
    assert refused(s3.get_object, **here, IfNoneMatch=tag) == "304"
    assert refused(s3.get_object, **here, IfModifiedSince=changed) == "304"
    assert s3.get_object(**here, IfUnmodifiedSince=changed)["Body"].read() == b"body"
    assert s3.get_object(**here, ResponseContentType="text/other")["ContentType"] == "text/other"


def test_a_put_that_must_be_the_first(product, connect, bucket):
    s3 = connect(product)

    def only_first(params, **_):
        params["headers"]["If-None-Match"] = "*"

    # By the event and not by its parameter, which old clients lack.
    s3.meta.events.register("before-call.s3.PutObject", only_first)
    s3.put_object(Bucket=bucket, Key="once", Body=b"first")
    assert refused(s3.put_object, Bucket=bucket, Key="once", Body=b"second") == "PreconditionFailed"
    assert s3.get_object(Bucket=bucket, Key="once")["Body"].read() == b"first"


def test_files_and_streams_in_one_piece(s3, bucket, tmp_path):
    content = os.urandom(20_000_000)
    (tmp_path / "up").write_bytes(content)
    whole = boto3.s3.transfer.TransferConfig(multipart_threshold=5 * 1024**3)
    s3.upload_file(str(tmp_path / "up"), bucket, "file", Config=whole)
    s3.upload_fileobj(Unseekable(content), bucket, "stream", Config=whole)
    for name in ("file", "stream"):
        s3.download_file(bucket, name, str(tmp_path / name), Config=whole)
        assert (tmp_path / name).read_bytes() == content
    # Ranged GETs in parallel, with If-Match in newer clients.
    parallel = boto3.s3.transfer.TransferConfig(multipart_threshold=1024**2, multipart_chunksize=3_000_001)
    s3.download_file(bucket, "file", str(tmp_path / "parallel"), Config=parallel)
    assert (tmp_path / "parallel").read_bytes() == content


def test_a_body_that_can_not_be_rewound(https_product, connect):
    """Over TLS today's boto3 sends such a body in chunks with a trailer; older ones can not send it at all."""
    s3, bucket, content = connect(https_product), f"clients-{os.urandom(8).hex()}", os.urandom(700_000)
    body = Unseekable(content) if MODERN else io.BytesIO(content)
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key="once", Body=body, ContentLength=len(content))
    assert s3.get_object(Bucket=bucket, Key="once")["Body"].read() == content
    s3.delete_object(Bucket=bucket, Key="once")
    s3.delete_bucket(Bucket=bucket)


def test_operations_that_are_not_there(s3, bucket):
    missing = {"Bucket": bucket, "Key": "x"}
    assert refused(s3.get_object_torrent, **missing) == "NotImplemented"
    assert refused(s3.get_bucket_policy, Bucket=bucket) == "NotImplemented"
