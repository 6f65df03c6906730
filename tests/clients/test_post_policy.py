"""Forms by which browsers upload files: signed by boto3, sent by requests, by curl, and as browsers lay them out."""

import base64
import hashlib
import os
import socket
import subprocess
import urllib.parse
import uuid
import xml.etree.ElementTree

import pytest
import requests

from movers import MIB

SIZES = [0, 1, 65519, 65520, 65535, 65536, 65537, 5 * MIB, 8 * MIB + 1]


@pytest.fixture(params=["s3v4", "s3"])
def signer(request, lenient_product, connect):
    return connect(lenient_product, signature_version=request.param)


@pytest.fixture
def own(lenient_product, connect):
    """A bucket of the test's own, and a client to look into it."""
    s3, bucket = connect(lenient_product), f"forms-{uuid.uuid4().hex[:16]}"
    s3.create_bucket(Bucket=bucket)
    yield s3, bucket
    for entry in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
        s3.delete_object(Bucket=bucket, Key=entry["Key"])
    s3.delete_bucket(Bucket=bucket)


def post(form, content, name="file.bin", **more):
    return requests.post(
        form["url"], data=form["fields"] | more, files={"file": (name, content)}, allow_redirects=False, timeout=60
    )


def code(answer):
    return xml.etree.ElementTree.fromstring(answer.content).find("Code").text


@pytest.mark.parametrize("size", SIZES)
def test_sizes(signer, own, size):
    s3, bucket = own
    content = os.urandom(size)
    answer = post(signer.generate_presigned_post(bucket, "sized"), content)
    assert (answer.status_code, answer.content) == (204, b""), answer.text
    got = s3.get_object(Bucket=bucket, Key="sized")
    assert got["Body"].read() == content
    assert got["ETag"] == answer.headers["ETag"]


def test_fields_and_conditions(signer, own):
    s3, bucket = own
    fields = {
        "acl": "private",
        "Content-Type": "image/png",
        "Cache-Control": "max-age=7",
        "x-amz-meta-colour": "dark green",
        "success_action_status": "201",
    }
    conditions = [{name: value} for name, value in fields.items()] + [["content-length-range", 1, 100]]
    form = signer.generate_presigned_post(bucket, "user/${filename}", fields, conditions)
    answer = post(form, b"content", "Zürich.png")
    assert answer.status_code == 201, answer.text
    document = xml.etree.ElementTree.fromstring(answer.content)
    assert document.tag == "PostResponse"
    assert document.find("Bucket").text == bucket
    assert document.find("Key").text == "user/Zürich.png"
    assert document.find("ETag").text == answer.headers["ETag"]
    assert document.find("Location").text == f"{form['url']}/user%2FZ%C3%BCrich.png" == answer.headers["Location"]
    head = s3.head_object(Bucket=bucket, Key="user/Zürich.png")
    assert (head["ContentType"], head["CacheControl"], head["ContentLength"]) == ("image/png", "max-age=7", 7)
    assert head["Metadata"] == {"colour": "dark green"}

    assert (post(form, b"").status_code, code(post(form, b""))) == (400, "EntityTooSmall")
    assert (post(form, b"x" * 101).status_code, code(post(form, b"x" * 101))) == (400, "EntityTooLarge")
    for change in ({"acl": "public-read"}, {"Content-Type": "text/html"}, {"x-amz-meta-more": "x"}, {"key": "other/x"}):
        refused = post(form, b"content", **change)
        assert (refused.status_code, code(refused)) == (403, "AccessDenied"), change
    assert len(s3.list_objects_v2(Bucket=bucket)["Contents"]) == 1


def test_redirect(signer, own):
    s3, bucket = own
    done = "http://example.com/done?a=b"
    form = signer.generate_presigned_post(
        bucket, "a b/c", {"success_action_redirect": done}, [["starts-with", "$success_action_redirect", ""]]
    )
    answer = post(form, b"content")
    assert answer.status_code == 303
    tag = s3.head_object(Bucket=bucket, Key="a b/c")["ETag"]
    where = urllib.parse.urlsplit(answer.headers["Location"])
    assert where.netloc == "example.com" and where.query.startswith("a=b&bucket=")
    assert urllib.parse.parse_qs(where.query) == {"a": ["b"], "bucket": [bucket], "key": ["a b/c"], "etag": [tag]}


def test_checksums(signer, own):
    s3, bucket = own
    digest = base64.b64encode(hashlib.sha256(b"content").digest()).decode()
    fields = {"x-amz-checksum-sha256": digest}
    form = signer.generate_presigned_post(bucket, "k", fields, [fields])
    assert (post(form, b"other").status_code, code(post(form, b"other"))) == (400, "BadDigest")
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)
    assert post(form, b"content").headers["x-amz-checksum-sha256"] == digest
    assert s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")["ChecksumSHA256"] == digest


def test_forged_and_late(signer, own):
    s3, bucket = own
    form = signer.generate_presigned_post(bucket, "k", ExpiresIn=-1)
    assert "Policy expired" in post(form, b"x").text
    form = signer.generate_presigned_post(bucket, "k")
    signature = next(name for name in form["fields"] if name.endswith("signature"))
    assert code(post(form, b"x", **{signature: form["fields"][signature][::-1]})) == "SignatureDoesNotMatch"
    assert code(post(form, b"x", policy=form["fields"]["policy"][:-4])) == "SignatureDoesNotMatch"
    anonymous = post({"url": form["url"], "fields": {"key": "k"}}, b"x")
    assert (anonymous.status_code, code(anonymous)) == (403, "AccessDenied")
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)


def test_version_2_is_off_by_default(http_product, connect):
    s3, bucket = connect(http_product), f"forms-{uuid.uuid4().hex[:16]}"
    s3.create_bucket(Bucket=bucket)
    form = connect(http_product, signature_version="s3").generate_presigned_post(bucket, "k")
    refused = post(form, b"x")
    assert (refused.status_code, code(refused)) == (400, "InvalidRequest")
    assert post(connect(http_product, signature_version="s3v4").generate_presigned_post(bucket, "k"), b"x").status_code == 204
    s3.delete_object(Bucket=bucket, Key="k")
    s3.delete_bucket(Bucket=bucket)


def test_over_tls_and_by_host_name(https_product, connect, monkeypatch):
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: resolve("127.0.0.1" if str(host).endswith(".localhost") else host, *rest, **more),
    )
    s3, bucket = connect(https_product), f"forms-{uuid.uuid4().hex[:16]}"
    s3.create_bucket(Bucket=bucket)
    form = connect(https_product, signature_version="s3v4").generate_presigned_post(bucket, "a/b")
    form["url"] = f"https://{bucket}.s3.localhost:{https_product.port}/"
    answer = requests.post(
        form["url"], data=form["fields"], files={"file": b"content"}, verify=str(https_product.certificate), timeout=60
    )
    assert answer.status_code == 204, answer.text
    assert answer.headers["Location"] == f"{form['url']}a%2Fb"
    s3.delete_object(Bucket=bucket, Key="a/b")
    s3.delete_bucket(Bucket=bucket)


@pytest.mark.parametrize("size", [3, 3 * MIB])
def test_curl(signer, own, tmp_path, size):
    """It asks for 100 Continue before a large file."""
    s3, bucket = own
    file = tmp_path / 'a "b" ü.bin'
    file.write_bytes(os.urandom(size))
    form = signer.generate_presigned_post(bucket, "by curl/${filename}")
    arguments = [part for name, value in form["fields"].items() for part in ("-F", f"{name}={value}")]
    quoted = str(file).replace('"', '\\"')
    done = subprocess.run(
        ["curl", "-sS", "--noproxy", "*", "-w", "%{http_code}", *arguments, "-F", f'file=@"{quoted}"', form["url"]],
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"204", done.stdout
    [entry] = s3.list_objects_v2(Bucket=bucket)["Contents"]
    assert entry["Key"].startswith("by curl/a ") and entry["Key"].endswith(" ü.bin")
    assert s3.get_object(Bucket=bucket, Key=entry["Key"])["Body"].read() == file.read_bytes()


BOUNDARIES = {
    "chromium": "----WebKitFormBoundary7MA4YWxkTrZu0gWq",
    "firefox": "----geckoformboundary46c0ca3ac5ae9c24a1f6d2b7a1ed31f0",
    "older firefox": "---------------------------9051914041544843365972754266",
}


@pytest.mark.parametrize("boundary", BOUNDARIES.values(), ids=BOUNDARIES)
@pytest.mark.parametrize("submit", ["", "Upload"])
def test_the_layout_of_browsers(signer, own, boundary, submit):
    """As Chromium and Firefox lay out a form: fields in their order, the button that was pressed behind the file."""
    s3, bucket = own
    content = os.urandom(100_001)
    form = signer.generate_presigned_post(bucket, "photos/${filename}")
    part = f"--{boundary}\r\nContent-Disposition: form-data; name="
    body = "".join(f'{part}"{name}"\r\n\r\n{value}\r\n' for name, value in form["fields"].items()).encode()
    body += f'{part}"file"; filename="Bild %22ü%22.png"\r\nContent-Type: image/png\r\n\r\n'.encode() + content
    body += f'\r\n{part}"submit"\r\n\r\n{submit}'.encode() if submit else b""
    body += f"\r\n--{boundary}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Origin": "http://pages.example.com",
        "Referer": "http://pages.example.com/",
        "Upgrade-Insecure-Requests": "1",
        "Sec-Fetch-Mode": "navigate",
        "Cookie": "session=foreign",
    }
    answer = requests.post(form["url"], data=body, headers=headers, timeout=60)
    assert answer.status_code == 204, answer.text
    [entry] = s3.list_objects_v2(Bucket=bucket)["Contents"]
    assert entry["Key"] == "photos/Bild %22ü%22.png"
    assert s3.get_object(Bucket=bucket, Key=entry["Key"])["Body"].read() == content
    assert answer.headers["x-amz-request-id"] and answer.headers["x-amz-id-2"]
