"""Where a request says its bucket, and URLs that carry their signature."""

import os
import socket
import subprocess

import pytest

resolve = socket.getaddrinfo


@pytest.fixture(autouse=True)
def loopback(monkeypatch):
    """Names below localhost are the loopback interface (RFC 6761); not every machine's resolver knows."""

    def resolved(host, *arguments, **settings):
        return resolve("127.0.0.1" if str(host).endswith(".localhost") else host, *arguments, **settings)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)


@pytest.fixture
def virtual(product, connect):
    endpoint = f"{product.scheme}://s3.localhost:{product.port}"
    return connect(product, endpoint, s3={"addressing_style": "virtual"})


def curl(product, *arguments, content=b""):
    done = subprocess.run(
        ["curl", "-sS", "--noproxy", "*", "-w", "\n%{http_code}", *arguments],
        input=content,
        capture_output=True,
        env=product.client_environment(product.data),
        check=True,
    )
    body, _, status = done.stdout.rpartition(b"\n")
    return int(status), body


def test_the_bucket_in_the_host(virtual, s3, bucket):
    content = os.urandom(70_000)
    sent = []
    virtual.meta.events.register("before-send.s3.*", lambda request, **_: sent.append(request.url))
    virtual.put_object(Bucket=bucket, Key="a b/+ü", Body=content)
    assert f"//{bucket}.s3.localhost:" in sent[0]
    assert virtual.get_object(Bucket=bucket, Key="a b/+ü")["Body"].read() == content
    assert s3.get_object(Bucket=bucket, Key="a b/+ü")["Body"].read() == content
    assert [item["Key"] for item in virtual.list_objects_v2(Bucket=bucket)["Contents"]] == ["a b/+ü"]
    virtual.head_bucket(Bucket=bucket)


@pytest.mark.parametrize("style", ["path", "virtual"])
def test_presigned_urls(product, connect, bucket, style):
    endpoint = f"{product.scheme}://s3.localhost:{product.port}"
    s3 = connect(product, endpoint, signature_version="s3v4", s3={"addressing_style": style})
    here = {"Bucket": bucket, "Key": "signed/ü +%.bin"}
    content = os.urandom(100_001)

    url = s3.generate_presigned_url("put_object", Params=here, ExpiresIn=60)
    assert curl(product, "-X", "PUT", "-H", "Content-Type:", "--data-binary", "@-", url, content=content) == (200, b"")
    url = s3.generate_presigned_url("get_object", Params=here, ExpiresIn=60)
    assert curl(product, url) == (200, content)
    assert curl(product, "-r", "65519-65521", url) == (206, content[65519:65522])
    url = s3.generate_presigned_url("head_object", Params=here, ExpiresIn=60)
    status, headers = curl(product, "-I", url)
    assert status == 200 and f"content-length: {len(content)}\r\n" in headers.decode().lower()


def test_a_presigned_url_is_for_its_request_alone(product, connect, bucket):
    s3 = connect(product, signature_version="s3v4")
    s3.put_object(Bucket=bucket, Key="mine", Body=b"body")
    url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "mine"}, ExpiresIn=60)
    assert curl(product, url)[0] == 200
    assert curl(product, url.replace("/mine", "/other"))[0] == 403
    assert curl(product, "-X", "DELETE", url)[0] == 403
    assert s3.get_object(Bucket=bucket, Key="mine")["Body"].read() == b"body"


def test_strangers_are_refused(product, connect, bucket):
    assert curl(product, f"{product.endpoint}/{bucket}/x")[0] == 403
