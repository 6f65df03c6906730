"""s3cmd beyond moving files: what it tells about objects, and what it changes in place."""

import hashlib
import os

import pytest

from movers import S3cmd
from trees import MIB, written


@pytest.fixture
def client(http_product, tmp_path, http_s3):
    return S3cmd(http_product, tmp_path, http_s3)


def test_info_and_changes_in_place(client, http_bucket, http_s3, tmp_path):
    content = os.urandom(70_000)
    file = written(tmp_path / "file.html", content)
    where = f"s3://{http_bucket}/a b/ü +%.html"
    headers = ("--add-header=Cache-Control:no-store", "--add-header=x-amz-meta-colour:green")
    client.s3cmd("put", "--mime-type=text/html", *headers, file, where)
    info, digest = client.s3cmd("info", where), hashlib.md5(content).hexdigest()
    for line in ("File size: 70000", "MIME type: text/html", "x-amz-meta-colour: green", digest):
        assert line in info, info
    key = where.split("/", 3)[3]
    assert http_s3.head_object(Bucket=http_bucket, Key=key)["CacheControl"] == "no-store"
    client.s3cmd("modify", "--add-header=x-amz-meta-colour:blue", "--remove-header=Cache-Control", where)
    info = client.s3cmd("info", where)
    assert "x-amz-meta-colour: blue" in info and "MIME type: text/html" in info
    assert "CacheControl" not in http_s3.head_object(Bucket=http_bucket, Key=key)
    client.s3cmd("cp", where, f"s3://{http_bucket}/copy")
    client.s3cmd("mv", f"s3://{http_bucket}/copy", f"s3://{http_bucket}/moved")
    client.s3cmd("get", f"s3://{http_bucket}/moved", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == content
    assert "does not exist" in client.fails("get", f"s3://{http_bucket}/copy", tmp_path / "none")
    assert "Location:  us-east-1" in client.s3cmd("info", f"s3://{http_bucket}")


def test_in_parts_and_from_a_pipe(client, http_bucket, http_s3, tmp_path):
    content = os.urandom(11 * MIB)
    client.s3cmd("put", written(tmp_path / "up", content), f"s3://{http_bucket}/file")
    client.s3cmd("put", "-", f"s3://{http_bucket}/pipe", stdin=content)
    for name in ("file", "pipe"):
        client.s3cmd("get", f"s3://{http_bucket}/{name}", tmp_path / name)
        assert (tmp_path / name).read_bytes() == content
    assert client.s3cmd("du", f"s3://{http_bucket}").split()[:2] == [str(2 * 11 * MIB), "2"]


def test_uploads_that_others_left(client, http_bucket, http_s3):
    upload = http_s3.create_multipart_upload(Bucket=http_bucket, Key="left")["UploadId"]
    http_s3.upload_part(Bucket=http_bucket, Key="left", UploadId=upload, PartNumber=1, Body=b"part")
    assert upload in client.s3cmd("multipart", f"s3://{http_bucket}")
    assert "1\t" in client.s3cmd("listmp", f"s3://{http_bucket}/left", upload)
    client.s3cmd("abortmp", f"s3://{http_bucket}/left", upload)
    assert upload not in client.s3cmd("multipart", f"s3://{http_bucket}")


def test_what_is_refused(client, http_bucket, http_s3, tmp_path):
    where = f"s3://{http_bucket}/private"
    client.s3cmd("put", written(tmp_path / "file", b"private"), where)
    client.s3cmd("setacl", "--acl-private", where)
    assert "(AccessControlListNotSupported)" in client.fails("setacl", "--acl-public", where)
    assert [entry["Key"] for entry in http_s3.list_objects_v2(Bucket=http_bucket)["Contents"]] == ["private"]
    assert "S3 error: 409 (BucketNotEmpty)" in client.fails("rb", f"s3://{http_bucket}")
    assert "does not exist" in client.fails("ls", "s3://no-such-bucket-here")
    assert "404" in client.fails("put", tmp_path / "file", "s3://no-such-bucket-here/x")
