"""`aws s3api`, one command for every operation that the product has, and `aws s3 mv`, `mb` and `rb`."""

import base64
import hashlib
import json
import os
import re

import pytest

from conftest import UPSTREAM
from product import ROOT
from trees import MIB, contents, planted, written

OPERATIONS = ROOT / "proxy/src/main/java/com/cipherquay/proxy/operation/S3Operation.java"


@pytest.fixture
def api(aws, cli_bucket):
    return lambda operation, *arguments: aws.api(operation, "--bucket", cli_bucket, *arguments)


# What has no command of its own: a form of browsers, and two that stand for many in test_cli_settings.py.
NOT_COMMANDS = {"PostObject", "AbsentSetting", "FixedSetting"}


def test_every_operation_has_its_command():
    """Whoever adds an operation shows that the AWS CLI is content with it, in one of the files test_cli_*.py."""
    permitted = re.search(r"permits ([^{]*)\{", OPERATIONS.read_text()).group(1)
    names = {name.strip() for name in permitted.split(",")} - NOT_COMMANDS
    commands = {re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower() for name in names}
    tests = "".join(file.read_text() for file in (ROOT / "tests" / "clients").glob("test_cli_*.py"))
    assert len(commands) >= 20
    assert {command for command in commands if f'"{command}"' not in tests} == set()


def test_buckets(aws, cli_bucket):
    other = f"{cli_bucket}-b"
    aws.api("create-bucket", "--bucket", other)
    aws.api("head-bucket", "--bucket", other)
    assert aws.api("get-bucket-location", "--bucket", other) == {"LocationConstraint": None}
    assert {cli_bucket, other} <= {bucket["Name"] for bucket in aws.api("list-buckets")["Buckets"]}
    aws.api("delete-bucket", "--bucket", other)
    assert "(404)" in aws.fails("s3api", "head-bucket", "--bucket", other)
    assert "NoSuchBucket" in aws.fails("s3api", "delete-bucket", "--bucket", other)
    assert "InvalidBucketName" in aws.fails("s3api", "create-bucket", "--bucket", "Not-A-Name")


def test_objects(api, aws, cli_bucket, tmp_path):
    content = os.urandom(150_001)
    body, out = written(tmp_path / "body", content), str(tmp_path / "out")
    digest = base64.b64encode(hashlib.md5(content).digest()).decode()
    put = api("put-object", "--key", "k", "--body", str(body), "--content-md5", digest, "--metadata", "colour=green")
    got = api("get-object", "--key", "k", out)
    head = api("head-object", "--key", "k")
    assert (tmp_path / "out").read_bytes() == content
    for answer in (got, head):
        assert (answer["ETag"], answer["ContentLength"]) == (put["ETag"], 150_001)
        assert answer["Metadata"] == {"colour": "green"}
    api("copy-object", "--key", "copy ü", "--copy-source", f"{cli_bucket}/k", "--copy-source-if-match", put["ETag"])
    api("get-object", "--key", "copy ü", out)
    assert (tmp_path / "out").read_bytes() == content
    wrong = base64.b64encode(bytes(16)).decode()
    forged = ("--bucket", cli_bucket, "--key", "k", "--body", body, "--content-md5", wrong)
    assert "BadDigest" in aws.fails("s3api", "put-object", *forged)
    api("delete-object", "--key", "k")
    doomed = {"Objects": [{"Key": "copy ü"}, {"Key": "never was"}]}
    deleted = api("delete-objects", "--delete", json.dumps(doomed))["Deleted"]
    assert {entry["Key"] for entry in deleted} == {"copy ü", "never was"}
    assert "Contents" not in api("list-objects-v2")


@pytest.mark.parametrize("operation", ["list-objects", "list-objects-v2"])
def test_listings(api, aws, cli_bucket, operation):
    for name in ("a", "a/1", "a/2", "b/1", "ü +%"):
        aws.run("s3", "cp", "-", f"s3://{cli_bucket}/{name}", stdin=name.encode())
    whole = api(operation, "--delimiter", "/", "--page-size", "1")
    assert {entry["Key"]: entry["Size"] for entry in whole["Contents"]} == {"a": 1, "ü +%": 5}
    assert {entry["Prefix"] for entry in whole["CommonPrefixes"]} == {"a/", "b/"}
    first = api(operation, "--max-items", "2", "--page-size", "2")
    rest = api(operation, "--starting-token", first["NextToken"])
    keys = [entry["Key"] for page in (first, rest) for entry in page["Contents"]]
    assert sorted(keys) == ["a", "a/1", "a/2", "b/1", "ü +%"]


def test_an_upload(api, aws, cli_bucket, tmp_path):
    bodies = [os.urandom(5 * MIB), os.urandom(5 * MIB), b"the end"]
    upload = ("--key", "u", "--upload-id", api("create-multipart-upload", "--key", "u")["UploadId"])
    for number in (1, 3):
        body = written(tmp_path / f"part{number}", bodies[number - 1])
        api("upload-part", *upload, "--part-number", str(number), "--body", str(body))
    aws.run("s3", "cp", written(tmp_path / "source", b"before" + bodies[1]), f"s3://{cli_bucket}/source")
    source = ("--copy-source", f"{cli_bucket}/source", "--copy-source-range", f"bytes=6-{5 * MIB + 5}")
    api("upload-part-copy", *upload, "--part-number", "2", *source)
    assert [left["Key"] for left in api("list-multipart-uploads")["Uploads"]] == ["u"]
    listed = api("list-parts", *upload, "--page-size", "1")["Parts"]
    assert [part["Size"] for part in listed] == [len(body) for body in bodies]
    parts = {"Parts": [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in listed]}
    api("complete-multipart-upload", *upload, "--multipart-upload", json.dumps(parts))
    api("get-object", "--key", "u", str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes() == b"".join(bodies)
    other = ("--key", "u", "--upload-id", api("create-multipart-upload", "--key", "u")["UploadId"])
    api("abort-multipart-upload", *other)
    assert "NoSuchUpload" in aws.fails("s3api", "list-parts", "--bucket", cli_bucket, *other)


def test_moving_files_in_and_about_and_out(aws, cli_bucket, tmp_path):
    tree = planted(tmp_path / "tree")
    originals = contents(tree)
    aws.run("s3", "mv", "--recursive", "--quiet", tree, f"s3://{cli_bucket}/here")
    assert contents(tree) == {}
    aws.run("s3", "mv", "--recursive", "--quiet", f"s3://{cli_bucket}/here", f"s3://{cli_bucket}/there")
    aws.run("s3", "mv", "--recursive", "--quiet", f"s3://{cli_bucket}/there", tmp_path / "back")
    assert contents(tmp_path / "back") == originals
    assert aws.run("s3", "ls", f"s3://{cli_bucket}") == b""


def test_a_bucket_is_removed_with_what_is_in_it_only_by_force(aws, cli_bucket):
    bucket = f"{cli_bucket}-b"
    aws.run("s3", "mb", f"s3://{bucket}")
    if not UPSTREAM:  # which may answer as us-east-1 does, where this is no error
        assert "BucketAlreadyOwnedByYou" in aws.fails("s3", "mb", f"s3://{bucket}")
    for number in range(5):
        aws.run("s3", "cp", "-", f"s3://{bucket}/{number}/x", stdin=b"x")
    assert "BucketNotEmpty" in aws.fails("s3", "rb", f"s3://{bucket}")
    aws.run("s3", "rb", "--force", f"s3://{bucket}")
    assert bucket not in aws.run("s3", "ls").decode()


def test_locks(aws, tmp_path):
    bucket = f"locks-{os.urandom(8).hex()}"
    api = lambda operation, *arguments: aws.api(operation, "--bucket", bucket, *arguments)  # noqa: E731
    api("create-bucket", "--object-lock-enabled-for-bucket")
    rule = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}
    configuration = {"ObjectLockEnabled": "Enabled", "Rule": rule}
    api("put-object-lock-configuration", "--object-lock-configuration", json.dumps(configuration))
    assert api("get-object-lock-configuration")["ObjectLockConfiguration"] == configuration
    version = api("put-object", "--key", "ü/k", "--body", str(written(tmp_path / "k", b"kept")))["VersionId"]
    named = ("--key", "ü/k", f"--version-id={version}")
    assert api("get-object-retention", *named)["Retention"]["Mode"] == "GOVERNANCE"
    retention = {"Mode": "GOVERNANCE", "RetainUntilDate": "2099-01-01T00:00:00Z"}
    api("put-object-retention", *named, "--retention", json.dumps(retention))
    assert api("get-object-retention", *named)["Retention"]["RetainUntilDate"].startswith("2099-01-01T00:00:00")
    api("put-object-legal-hold", *named, "--legal-hold", "Status=ON")
    assert api("get-object-legal-hold", *named)["LegalHold"] == {"Status": "ON"}
    bypass = ("--bypass-governance-retention",)
    assert "AccessDenied" in aws.fails("s3api", "delete-object", "--bucket", bucket, *named, *bypass)
    api("put-object-legal-hold", *named, "--legal-hold", "Status=OFF")
    assert "AccessDenied" in aws.fails("s3api", "delete-object", "--bucket", bucket, *named)
    api("delete-object", *named, *bypass)
    api("delete-bucket")


def test_versions(aws, tmp_path):
    bucket = f"versions-{os.urandom(8).hex()}"
    api = lambda operation, *arguments: aws.api(operation, "--bucket", bucket, *arguments)  # noqa: E731
    api("create-bucket")
    assert not api("get-bucket-versioning")
    api("put-bucket-versioning", "--versioning-configuration", "Status=Enabled")
    assert api("get-bucket-versioning") == {"Status": "Enabled"}
    first, second = (
        api("put-object", "--key", "ü/k", "--body", str(written(tmp_path / text, text.encode())))["VersionId"]
        for text in ("one", "the second")
    )
    marker = api("delete-object", "--key", "ü/k")
    assert marker["DeleteMarker"]
    listed = api("list-object-versions", "--page-size", "1")
    assert [(it["VersionId"], it["Size"], it["IsLatest"]) for it in listed["Versions"]] == [
        (second, 10, False),
        (first, 3, False),
    ]
    assert [it["VersionId"] for it in listed["DeleteMarkers"]] == [marker["VersionId"]]
    out = tmp_path / "out"
    api("get-object", "--key", "ü/k", f"--version-id={first}", str(out))
    assert out.read_bytes() == b"one"
    assert "404" in aws.fails("s3api", "head-object", "--bucket", bucket, "--key", "ü/k")
    for version in (first, second, marker["VersionId"]):
        api("delete-object", "--key", "ü/k", f"--version-id={version}")
    assert "Versions" not in api("list-object-versions")
    api("delete-bucket")
