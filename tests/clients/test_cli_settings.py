"""`aws s3api` for what buckets and objects have beside their bodies: settings, tags, access control, attributes."""

import json

import pytest

CORS = {"CORSRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["https://a.example"], "MaxAgeSeconds": 60}]}
TAGS = {"TagSet": [{"Key": "colour", "Value": "dark green"}, {"Key": "größe", "Value": "7"}]}


@pytest.fixture
def api(aws, cli_bucket):
    return lambda operation, *arguments: aws.api(operation, "--bucket", cli_bucket, *arguments)


@pytest.fixture
def refusal(aws, cli_bucket):
    return lambda operation, *arguments: aws.fails("s3api", operation, "--bucket", cli_bucket, *arguments)


def by_key(answer):
    return sorted(answer["TagSet"], key=lambda tag: tag["Key"])


def test_cors(api, refusal):
    assert "NoSuchCORSConfiguration" in refusal("get-bucket-cors")
    api("put-bucket-cors", "--cors-configuration", json.dumps(CORS))
    assert api("get-bucket-cors") == CORS
    api("delete-bucket-cors")
    assert "NoSuchCORSConfiguration" in refusal("get-bucket-cors")


def test_lifecycle(api, refusal):
    rules = {
        "Rules": [
            {
                "ID": "old logs",
                "Status": "Enabled",
                "Filter": {"And": {"Prefix": "logs/", "Tags": [{"Key": "colour", "Value": "dark green"}]}},
                # To the Ceph of the tests a day has some seconds.
                "Expiration": {"Days": 100000},
            },
            {
                "ID": "all",
                "Status": "Enabled",
                "Filter": {"Prefix": ""},
                "NoncurrentVersionExpiration": {"NoncurrentDays": 100000},
                "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 100000},
            },
        ]
    }
    assert "NoSuchLifecycleConfiguration" in refusal("get-bucket-lifecycle-configuration")
    api("put-bucket-lifecycle-configuration", "--lifecycle-configuration", json.dumps(rules))
    assert api("get-bucket-lifecycle-configuration")["Rules"] == rules["Rules"]
    rules["Rules"][1]["Filter"]["Prefix"] = "lo"
    lost = ("put-bucket-lifecycle-configuration", "--lifecycle-configuration", json.dumps(rules))
    assert "InvalidRequest" in refusal(*lost)
    api("delete-bucket-lifecycle")
    assert "NoSuchLifecycleConfiguration" in refusal("get-bucket-lifecycle-configuration")


def test_tags_of_a_bucket(api, refusal):
    assert "NoSuchTagSet" in refusal("get-bucket-tagging")
    api("put-bucket-tagging", "--tagging", json.dumps(TAGS))
    assert by_key(api("get-bucket-tagging")) == TAGS["TagSet"]
    api("delete-bucket-tagging")
    assert "NoSuchTagSet" in refusal("get-bucket-tagging")


def test_tags_of_an_object(api, refusal, aws, cli_bucket):
    aws.run("s3", "cp", "-", f"s3://{cli_bucket}/k", stdin=b"body")
    api("put-object-tagging", "--key", "k", "--tagging", json.dumps(TAGS))
    assert by_key(api("get-object-tagging", "--key", "k")) == TAGS["TagSet"]
    assert aws.run("s3", "cp", f"s3://{cli_bucket}/k", "-") == b"body"
    api("delete-object-tagging", "--key", "k")
    assert api("get-object-tagging", "--key", "k")["TagSet"] == []
    assert "NoSuchKey" in refusal("get-object-tagging", "--key", "none")
    many = {"TagSet": [{"Key": str(number), "Value": ""} for number in range(11)]}
    assert "BadRequest" in refusal("put-object-tagging", "--key", "k", "--tagging", json.dumps(many))


def test_who_may(api, refusal, aws, cli_bucket):
    aws.run("s3", "cp", "-", f"s3://{cli_bucket}/k", stdin=b"body")
    for get, put, *where in (
        ("get-bucket-acl", "put-bucket-acl"),
        ("get-object-acl", "put-object-acl", "--key", "k"),
    ):
        assert [grant["Permission"] for grant in api(get, *where)["Grants"]] == ["FULL_CONTROL"]
        api(put, *where, "--acl", "private")
        assert "AccessControlListNotSupported" in refusal(put, *where, "--acl", "public-read")


def test_attributes_and_archives(api, refusal, aws, cli_bucket):
    aws.run("s3", "cp", "-", f"s3://{cli_bucket}/k", stdin=b"body")
    found = api("get-object-attributes", "--key", "k", "--object-attributes", "ETag", "ObjectSize", "StorageClass")
    assert (found["ObjectSize"], found["StorageClass"]) == (4, "STANDARD")
    assert f'"{found["ETag"]}"' == api("head-object", "--key", "k")["ETag"]
    assert "NoSuchKey" in refusal("get-object-attributes", "--key", "none", "--object-attributes", "ETag")
    # What was not archived is not restored: Ceph has no archives at all.
    complaint = refusal("restore-object", "--key", "k", "--restore-request", "Days=1")
    assert "InvalidObjectState" in complaint or "NotImplemented" in complaint


def test_what_is_the_same_for_every_bucket(api, refusal):
    rule = api("get-bucket-encryption")["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "aws:kms"}
    assert all(api("get-public-access-block")["PublicAccessBlockConfiguration"].values())
    assert api("get-bucket-request-payment") == {"Payer": "BucketOwner"}
    other = ("--request-payment-configuration", "Payer=Requester")
    assert "NotImplemented" in refusal("put-bucket-request-payment", *other)


def test_what_no_bucket_has(api, refusal):
    assert "ReplicationConfigurationNotFoundError" in refusal("get-bucket-replication")
    assert api("list-bucket-inventory-configurations")["IsTruncated"] is False
    assert "NoSuchConfiguration" in refusal("get-bucket-inventory-configuration", "--id", "one")
