"""Signature Version 2, by the clients that still speak it: boto3, version 1 of the AWS CLI, s3cmd."""

import os
import socket
import subprocess
import urllib.parse
import uuid

import botocore.exceptions
import pytest

from cli import Cli
from movers import MIB, run

resolve = socket.getaddrinfo


@pytest.fixture(autouse=True)
def loopback(monkeypatch):
    """Names below localhost are the loopback interface (RFC 6761); not every machine's resolver knows."""

    def resolved(host, *arguments, **settings):
        return resolve("127.0.0.1" if str(host).endswith(".localhost") else host, *arguments, **settings)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)


@pytest.fixture(params=["path", "virtual"])
def old(request, lenient_product, connect):
    endpoint = f"http://s3.localhost:{lenient_product.port}"
    s3 = connect(lenient_product, endpoint, signature_version="s3", s3={"addressing_style": request.param})
    sent = []
    s3.meta.events.register("before-send.s3.*", lambda request, **_: sent.append(request.headers["Authorization"]))
    yield s3
    assert sent and all(header.startswith(b"AWS ") for header in sent)


@pytest.fixture
def own(lenient_product, connect):
    """A bucket of the test's own, and a client with Signature Version 4 to look into it."""
    s3, bucket = connect(lenient_product), f"old-{uuid.uuid4().hex[:16]}"
    s3.create_bucket(Bucket=bucket)
    yield s3, bucket
    for entry in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
        s3.delete_object(Bucket=bucket, Key=entry["Key"])
    s3.delete_bucket(Bucket=bucket)


def curl(*arguments, content=b""):
    done = subprocess.run(
        ["curl", "-sS", "--noproxy", "*", "-w", "\n%{http_code}", *arguments], input=content, capture_output=True, check=True
    )
    body, _, status = done.stdout.rpartition(b"\n")
    return int(status), body


def test_everything_that_is_signed_in_the_header(old, own):
    s3, bucket = own
    content = os.urandom(200_001)
    key = "folder/a b+ü%&=.bin"
    metadata = {"colour": "dark  green", "number": "42"}
    old.put_object(Bucket=bucket, Key=key, Body=content, ContentType="text/x-old", Metadata=metadata)
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == content
    got = old.get_object(Bucket=bucket, Key=key, Range="bytes=65519-65521", ResponseContentType="text/x é")
    assert got["Body"].read() == content[65519:65522]
    assert got["Metadata"] == metadata
    assert old.head_object(Bucket=bucket, Key=key)["ContentType"] == "text/x-old"
    old.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": key})
    listed = old.list_objects_v2(Bucket=bucket, Prefix="folder/", Delimiter="/")
    assert [entry["Key"] for entry in listed["Contents"]] == [key]
    assert {entry["Key"] for entry in old.list_objects(Bucket=bucket)["Contents"]} == {key, "copy"}
    assert old.get_bucket_location(Bucket=bucket)["LocationConstraint"] in (None, "us-east-1")
    assert bucket in [entry["Name"] for entry in old.list_buckets()["Buckets"]]
    gone = old.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "copy"}, {"Key": "none"}]})
    assert {entry["Key"] for entry in gone["Deleted"]} == {"copy", "none"}
    old.delete_object(Bucket=bucket, Key=key)
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)


def test_buckets(old):
    bucket = f"old-{uuid.uuid4().hex[:16]}"
    old.create_bucket(Bucket=bucket)
    old.head_bucket(Bucket=bucket)
    old.delete_bucket(Bucket=bucket)


def test_uploads_in_parts(old, own):
    s3, bucket = own
    parts = [os.urandom(5 * MIB), os.urandom(7)]
    upload = old.create_multipart_upload(Bucket=bucket, Key="parts")["UploadId"]
    here = {"Bucket": bucket, "Key": "parts", "UploadId": upload}
    tags = [old.upload_part(**here, PartNumber=n, Body=part)["ETag"] for n, part in enumerate(parts, 1)]
    assert [part["PartNumber"] for part in old.list_parts(**here)["Parts"]] == [1, 2]
    assert [entry["Key"] for entry in old.list_multipart_uploads(Bucket=bucket)["Uploads"]] == ["parts"]
    named = [{"PartNumber": n, "ETag": tag} for n, tag in enumerate(tags, 1)]
    old.complete_multipart_upload(**here, MultipartUpload={"Parts": named})
    assert s3.get_object(Bucket=bucket, Key="parts")["Body"].read() == b"".join(parts)
    old.abort_multipart_upload(
        Bucket=bucket, Key="other", UploadId=old.create_multipart_upload(Bucket=bucket, Key="other")["UploadId"]
    )


def test_checksums_are_verified_all_the_same(old, own):
    s3, bucket = own
    for claim in ({"ContentMD5": "AAAAAAAAAAAAAAAAAAAAAA=="}, {"ChecksumSHA256": "A" * 43 + "="}):
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            old.put_object(Bucket=bucket, Key="k", Body=b"body", **claim)
        assert refused.value.response["Error"]["Code"] == "BadDigest"
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)


def test_presigned_urls(old, own):
    s3, bucket = own
    content = os.urandom(100_001)
    here = {"Bucket": bucket, "Key": "signed/ü +%.bin"}
    url = old.generate_presigned_url("put_object", Params=here | {"ContentType": "text/x-a"}, ExpiresIn=60)
    assert "AWSAccessKeyId=" in url and "Expires=" in url
    local = ["--resolve", f"*:{urllib.parse.urlsplit(url).port}:127.0.0.1"]
    put = [*local, "-X", "PUT", "--data-binary", "@-"]
    assert curl(*put, "-H", "Content-Type: text/x-a", url, content=content) == (200, b"")
    assert curl(*put, "-H", "Content-Type: text/x-b", url, content=b"other")[0] == 403
    override = {"ResponseContentDisposition": 'attachment; filename="a b.txt"'}
    url = old.generate_presigned_url("get_object", Params=here | override, ExpiresIn=60)
    assert curl(*local, url) == (200, content)
    assert curl(*local, url.replace("attachment", "inline"))[0] == 403
    assert curl(*local, "-X", "DELETE", url)[0] == 403
    url = old.generate_presigned_url("put_object", Params=here | {"Metadata": {"a": "b c"}}, ExpiresIn=60)
    assert curl(*put, "-H", "Content-Type:", url, content=content)[0] == 200
    assert s3.head_object(**here)["Metadata"] == {"a": "b c"}
    assert curl(*put, "-H", "Content-Type:", url + "&x-amz-meta-c=d", content=content)[0] == 403
    old.list_buckets()


def test_the_cli_as_it_presigns_by_itself(lenient_product, own, tmp_path):
    s3, bucket = own
    s3.put_object(Bucket=bucket, Key="a b", Body=b"presigned")
    aws = Cli(lenient_product, tmp_path)
    (tmp_path / "config").write_text("[default]\nregion = us-east-1\n")
    url = aws.run("s3", "presign", f"s3://{bucket}/a b").decode().strip()
    assert "AWSAccessKeyId=" in url
    assert curl(url) == (200, b"presigned")


def test_s3cmd(lenient_product, own, tmp_path):
    s3, bucket = own
    host = f"127.0.0.1:{lenient_product.port}"
    settings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    s3cmd = ["s3cmd", "--signature-v2", "--no-ssl", f"--host={host}", f"--host-bucket={host}", "--multipart-chunk-size-mb=5"]
    s3cmd += [f"--access_key={lenient_product.access_key}", f"--secret_key={lenient_product.secret}", "--no-progress"]
    source, back = tmp_path / "source ü", tmp_path / "back"
    source.write_bytes(os.urandom(6 * MIB))
    run([*s3cmd, "put", source, f"s3://{bucket}/by s3cmd/ü"], settings, tmp_path)
    assert s3.get_object(Bucket=bucket, Key="by s3cmd/ü")["Body"].read() == source.read_bytes()
    run([*s3cmd, "get", f"s3://{bucket}/by s3cmd/ü", back], settings, tmp_path)
    assert back.read_bytes() == source.read_bytes()
    assert "by s3cmd" in run([*s3cmd, "ls", "--recursive", f"s3://{bucket}"], settings, tmp_path)
    assert "MD5 sum" in run([*s3cmd, "info", f"s3://{bucket}/by s3cmd/ü"], settings, tmp_path)
    run([*s3cmd, "cp", f"s3://{bucket}/by s3cmd/ü", f"s3://{bucket}/copy"], settings, tmp_path)
    run([*s3cmd, "del", "--recursive", "--force", f"s3://{bucket}"], settings, tmp_path)
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)


def test_a_wrong_secret(lenient_product, connect, own):
    s3, bucket = own
    lenient = connect(lenient_product, signature_version="s3")
    lenient._request_signer._credentials.secret_key = "wrong"
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        lenient.put_object(Bucket=bucket, Key="k", Body=b"body")
    assert refused.value.response["Error"]["Code"] == "SignatureDoesNotMatch"


def test_where_it_is_not_taken(http_product, connect):
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        connect(http_product, signature_version="s3").list_buckets()
    error = refused.value.response["Error"]
    assert error["Code"] == "InvalidRequest"
    assert error["Message"].startswith("The authorization mechanism you have provided is not supported.")
