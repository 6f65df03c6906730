"""Multipart uploads and copies with boto3, newest and old dialect, step by step and by its transfer manager."""

import os

import boto3.s3.transfer
import botocore.exceptions
import pytest

MIB = 1024 * 1024
SMALL_PARTS = boto3.s3.transfer.TransferConfig(multipart_threshold=5 * MIB, multipart_chunksize=5 * MIB)


def begun(s3, bucket, key, **settings):
    return {"Bucket": bucket, "Key": key, "UploadId": s3.create_multipart_upload(Bucket=bucket, Key=key, **settings)["UploadId"]}


def put(s3, upload, number, body):
    return {"PartNumber": number, "ETag": s3.upload_part(**upload, PartNumber=number, Body=body)["ETag"]}


def body_of(s3, bucket, key):
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read()


def test_step_by_step(s3, bucket):
    first, second, last = os.urandom(5 * MIB), os.urandom(6 * MIB + 1), os.urandom(17)
    upload = begun(s3, bucket, "steps", ContentType="text/x-steps", Metadata={"colour": "blue"})
    parts = [put(s3, upload, 7, last), put(s3, upload, 5, second), put(s3, upload, 1, first)]
    parts.sort(key=lambda part: part["PartNumber"])
    done = s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    again = s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    assert again["ETag"] == done["ETag"]
    head = s3.head_object(Bucket=bucket, Key="steps")
    assert head["ETag"] == done["ETag"]
    assert head["ContentType"] == "text/x-steps" and head["Metadata"] == {"colour": "blue"}
    assert body_of(s3, bucket, "steps") == first + second + last
    part = s3.get_object(Bucket=bucket, Key="steps", PartNumber=2)
    assert part["PartsCount"] == 3 and part["Body"].read() == second


def test_an_upload_goes_on_from_what_the_store_lists(s3, bucket):
    bodies = [os.urandom(5 * MIB), os.urandom(5 * MIB), b"end"]
    upload = begun(s3, bucket, "resumed")
    put(s3, upload, 1, bodies[0])
    put(s3, upload, 3, bodies[2])
    put(s3, upload, 2, bodies[0])
    put(s3, upload, 2, bodies[1])
    assert [u["UploadId"] for u in s3.list_multipart_uploads(Bucket=bucket)["Uploads"]] == [upload["UploadId"]]
    listed = s3.list_parts(**upload)["Parts"]
    assert [(part["PartNumber"], part["Size"]) for part in listed] == [(1, 5 * MIB), (2, 5 * MIB), (3, 3)]
    parts = [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in listed]
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    assert body_of(s3, bucket, "resumed") == b"".join(bodies)


def test_abort_leaves_nothing(s3, bucket):
    upload = begun(s3, bucket, "aborted")
    put(s3, upload, 1, os.urandom(5 * MIB))
    put(s3, upload, 2, b"tiny")
    s3.abort_multipart_upload(**upload)
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=bucket)
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)
    with pytest.raises(botocore.exceptions.ClientError, match="NoSuchUpload"):
        put(s3, upload, 1, b"late")


def test_a_bucket_with_an_upload_in_progress_can_be_deleted(s3, bucket):
    other = f"{bucket}-b"
    s3.create_bucket(Bucket=other)
    put(s3, begun(s3, other, "unfinished"), 1, b"tiny")
    s3.delete_bucket(Bucket=other)
    assert other not in [b["Name"] for b in s3.list_buckets()["Buckets"]]


def test_the_transfer_manager_in_parts(s3, bucket, tmp_path):
    content = os.urandom(23 * MIB + 5)
    (tmp_path / "up").write_bytes(content)
    s3.upload_file(str(tmp_path / "up"), bucket, "managed", Config=SMALL_PARTS)
    s3.download_file(bucket, "managed", str(tmp_path / "down"), Config=SMALL_PARTS)
    assert (tmp_path / "down").read_bytes() == content


@pytest.mark.parametrize("size", [0, 1, 5 * MIB, 23 * MIB + 5])
def test_copies(s3, bucket, size):
    content = os.urandom(size)
    s3.put_object(Bucket=bucket, Key="from", Body=content, Metadata={"colour": "blue"}, ContentType="text/x-from")
    source = {"Bucket": bucket, "Key": "from"}
    s3.copy_object(Bucket=bucket, Key="to/here", CopySource=source)
    s3.copy_object(Bucket=bucket, Key="other", CopySource=source, MetadataDirective="REPLACE", Metadata={"n": "1"})
    s3.copy(source, bucket, "managed", Config=SMALL_PARTS)
    for key, metadata in (("to/here", {"colour": "blue"}), ("other", {"n": "1"})):
        assert body_of(s3, bucket, key) == content
        assert s3.head_object(Bucket=bucket, Key=key)["Metadata"] == metadata
    assert body_of(s3, bucket, "managed") == content
    sizes = {entry["Key"]: entry["Size"] for entry in s3.list_objects_v2(Bucket=bucket)["Contents"]}
    assert set(sizes.values()) == {size} and len(sizes) == 4


def test_metadata_in_place(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"body", Metadata={"old": "1"})
    source = {"Bucket": bucket, "Key": "k"}
    with pytest.raises(botocore.exceptions.ClientError, match="InvalidRequest"):
        s3.copy_object(Bucket=bucket, Key="k", CopySource=source)
    s3.copy_object(Bucket=bucket, Key="k", CopySource=source, MetadataDirective="REPLACE", Metadata={"new": "2"})
    assert s3.head_object(Bucket=bucket, Key="k")["Metadata"] == {"new": "2"}
    assert body_of(s3, bucket, "k") == b"body"
