"""boto3's resources, which turn buckets and objects into Python objects, and keys that look like something else."""

import io
import os

import boto3
import botocore.config
import pytest
from botocore.exceptions import ClientError

# Paths, control characters, names that begin alike as file and as folder, other people's separators, other writing.
ODD_KEYS = [
    "//lead", "/", "a", "a/", "a/1", "a//1", "../up", "./here", "a/../b", "trailing/", " ", "  lead and trail  ", "?x=y",
    "#", "%", "%2F", "+", "a\\b", "\n", "tab\there", "\x7f", "&amp;", "]]>", "<key>", "..", ".", "...", ".hidden",
    "e\u0301", "\u00e9", "\u202eright to left", "\U0001f5dd", "C:\\folder\\file", "~", "x" * 700,
]  # fmt: skip

# XML can not say these: a deletion of many in one document is refused, here and at AWS.
UNSPEAKABLE_KEYS = ["\x01", "\uffff"]


@pytest.fixture(scope="module")
def resource(product):
    return boto3.session.Session().resource(
        "s3",
        endpoint_url=product.endpoint,
        aws_access_key_id=product.access_key,
        aws_secret_access_key=product.secret,
        region_name="us-east-1",
        verify=str(product.certificate) if product.certificate else None,
        config=botocore.config.Config(retries={"max_attempts": 0}),
    )


def test_objects(resource, bucket):
    content = os.urandom(100_001)
    thing = resource.Object(bucket, "folder/thing")
    thing.put(Body=content, ContentType="text/x-thing", Metadata={"colour": "green"})
    thing.wait_until_exists()
    thing.reload()
    assert (thing.content_length, thing.content_type, thing.metadata) == (100_001, "text/x-thing", {"colour": "green"})
    assert thing.get(Range="bytes=65519-65521")["Body"].read() == content[65519:65522]
    copy = resource.Object(bucket, "copy")
    copy.copy_from(CopySource={"Bucket": bucket, "Key": thing.key}, CopySourceIfMatch=thing.e_tag)
    back = io.BytesIO()
    copy.download_fileobj(back)
    assert back.getvalue() == content
    thing.delete()
    thing.wait_until_not_exists()
    with pytest.raises(ClientError, match="404"):
        thing.load()
    with pytest.raises(ClientError, match="NoSuchKey"):
        thing.get()


def test_buckets(resource, bucket):
    ours = resource.Bucket(bucket)
    assert ours in list(resource.buckets.all()) and ours.creation_date
    for number in range(23):
        ours.put_object(Key=f"{'even' if number % 2 == 0 else 'odd'}/{number}", Body=b"." * number)
    even = ours.objects.filter(Prefix="even/").page_size(5)
    assert {item.key: item.size for item in even} == {f"even/{number}": number for number in range(0, 23, 2)}
    assert len(list(ours.objects.page_size(7))) == 23
    assert len(list(ours.objects.limit(9))) == 9
    deleted = even.delete()
    assert sum(len(answer["Deleted"]) for answer in deleted) == 12
    assert all(item.key.startswith("odd/") for item in ours.objects.all())
    with pytest.raises(ClientError, match="BucketNotEmpty"):
        ours.delete()
    ours.objects.all().delete()
    assert list(ours.objects.all()) == []
    missing = resource.Bucket(f"{bucket}-none")
    with pytest.raises(ClientError, match="NoSuchBucket"):
        list(missing.objects.all())


def test_uploads(resource, bucket):
    bodies = [os.urandom(5 * 1024 * 1024), b"the end"]
    upload = resource.Object(bucket, "in parts").initiate_multipart_upload()
    assert [left.id for left in resource.Bucket(bucket).multipart_uploads.all()] == [upload.id]
    parts = [
        {"PartNumber": number, "ETag": upload.Part(number).upload(Body=body)["ETag"]}
        for number, body in enumerate(bodies, 1)
    ]
    assert [part.size for part in upload.parts.all()] == [len(body) for body in bodies]
    done = upload.complete(MultipartUpload={"Parts": parts})
    assert done.get()["Body"].read() == b"".join(bodies)
    other = resource.Object(bucket, "given up").initiate_multipart_upload()
    other.abort()
    assert list(resource.Bucket(bucket).multipart_uploads.all()) == []


def test_odd_keys(s3, bucket):
    """Each key is an object of its own, and every page of a listing has each key once, just as it was put."""
    for key in ODD_KEYS:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    for key in ODD_KEYS:
        assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == key.encode(), repr(key)
    for version in ("list_objects", "list_objects_v2"):
        for size in (1, 4, 1000):
            pages = s3.get_paginator(version).paginate(Bucket=bucket, PaginationConfig={"PageSize": size})
            keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
            assert sorted(keys) == sorted(ODD_KEYS), (version, size)
    for key in ODD_KEYS:
        s3.copy_object(Bucket=bucket, Key=key, CopySource={"Bucket": bucket, "Key": key}, MetadataDirective="REPLACE")
        found = s3.list_objects_v2(Bucket=bucket, Prefix=key)["Contents"]
        assert {entry["Key"] for entry in found} == {other for other in ODD_KEYS if other.startswith(key)}, repr(key)
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in ODD_KEYS[::2]]})
    assert {entry["Key"] for entry in answer["Deleted"]} == set(ODD_KEYS[::2])
    for key in ODD_KEYS[1::2]:
        s3.delete_object(Bucket=bucket, Key=key)
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)


@pytest.mark.parametrize("key", UNSPEAKABLE_KEYS)
def test_keys_that_xml_can_not_say(s3, bucket, key):
    s3.put_object(Bucket=bucket, Key=key, Body=b"here")
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == b"here"
    assert [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket)["Contents"]] == [key]
    with pytest.raises(ClientError, match="MalformedXML"):
        s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key}]})
    s3.delete_object(Bucket=bucket, Key=key)
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)
