"""What the newest boto3 can claim of a multipart upload: checksums of every kind, and conditions on its completion."""

import base64
import hashlib
import os
import zlib

import awscrt.checksums
import botocore.exceptions
import pytest

from test_boto3_uploads import MIB, begun, body_of, put

DIGESTS = {
    "CRC32": lambda body: zlib.crc32(body).to_bytes(4, "big"),
    "CRC32C": lambda body: awscrt.checksums.crc32c(body).to_bytes(4, "big"),
    "CRC64NVME": lambda body: awscrt.checksums.crc64nvme(body).to_bytes(8, "big"),
    "SHA1": lambda body: hashlib.sha1(body).digest(),
    "SHA256": lambda body: hashlib.sha256(body).digest(),
}
FULL, PARTS = "FULL_OBJECT", "COMPOSITE"


def checked(s3, upload, number, body, field, digest):
    value = base64.b64encode(digest(body)).decode()
    answer = s3.upload_part(**upload, PartNumber=number, Body=body, **{field: value})
    assert answer[field] == value
    return {"PartNumber": number, "ETag": answer["ETag"], field: value}


@pytest.mark.parametrize(
    "algorithm, kind",
    [("CRC32", PARTS), ("CRC32", FULL), ("CRC32C", PARTS), ("CRC32C", FULL), ("CRC64NVME", FULL)]
    + [("SHA1", PARTS), ("SHA256", PARTS)],
)
def test_checksums(s3, bucket, algorithm, kind):
    field, digest = f"Checksum{algorithm}", DIGESTS[algorithm]
    bodies = [os.urandom(5 * MIB), os.urandom(6 * MIB + 1), b"end"]
    upload = begun(s3, bucket, "summed", ChecksumAlgorithm=algorithm, ChecksumType=kind)
    parts = [checked(s3, upload, number, body, field, digest) for number, body in enumerate(bodies, 1)]
    with pytest.raises(botocore.exceptions.ClientError, match="BadDigest"):
        s3.upload_part(**upload, PartNumber=2, Body=b"other", **{field: parts[0][field]})
    assert [part[field] for part in s3.list_parts(**upload)["Parts"]] == [part[field] for part in parts]
    whole = digest(b"".join(bodies)) if kind == FULL else digest(b"".join(digest(body) for body in bodies))
    value = base64.b64encode(whole).decode() + ("" if kind == FULL else "-3")
    with pytest.raises(botocore.exceptions.ClientError, match="BadDigest"):
        wrong = {field: value.replace(value[0], "B" if value[0] == "A" else "A", 1)}
        s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts}, **wrong)
    claims = {field: value, "ChecksumType": kind}
    done = s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts}, **claims)
    s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": "summed"})
    heads = [s3.head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED") for key in ("summed", "copy")]
    for answer in [done, *heads]:
        assert (answer[field], answer["ChecksumType"]) == (value, kind)
    assert body_of(s3, bucket, "copy") == b"".join(bodies)


def test_a_condition_on_completion(s3, bucket):
    s3.put_object(Bucket=bucket, Key="there", Body=b"old")
    tag = s3.head_object(Bucket=bucket, Key="there")["ETag"]
    upload = begun(s3, bucket, "there")
    parts = {"Parts": [put(s3, upload, 1, b"new")]}
    for condition in ({"IfNoneMatch": "*"}, {"IfMatch": '"other"'}):
        with pytest.raises(botocore.exceptions.ClientError, match="PreconditionFailed"):
            s3.complete_multipart_upload(**upload, MultipartUpload=parts, **condition)
        assert body_of(s3, bucket, "there") == b"old"
    done = s3.complete_multipart_upload(**upload, MultipartUpload=parts, IfMatch=tag)
    again = s3.complete_multipart_upload(**upload, MultipartUpload=parts, IfMatch=tag)
    assert again["ETag"] == done["ETag"]
    assert body_of(s3, bucket, "there") == b"new"
