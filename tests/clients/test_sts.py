"""Key grants over an upstream that evaluates policies and gives temporary credentials: MinIO's server."""
import json
import os
import socket
import subprocess
import time

import boto3
import botocore
import pytest

from cli import WORK
from product import ROOT, start

KEYTOOL = ROOT / "bin" / "cipherquay-keytool"
USER, PASSWORD = "onlyForTheTests", "onlyForTheTestsOnLoopback"
TREE = ["A/x", "a", "a/", "a/b", "a/b/c", "ab/x", "b"]
BELOW = ["a/", "a/b", "a/b/c"]


def client(endpoint, access_key, secret, token=None):
    return boto3.session.Session().client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        region_name="us-east-1",
        config=botocore.config.Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}),
    )


def upstream_environment(access_key, secret, token=None):
    settings = {"PATH": os.environ["PATH"], "AWS_ACCESS_KEY_ID": access_key, "AWS_SECRET_ACCESS_KEY": secret,
                "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}
    return {**settings, "AWS_SESSION_TOKEN": token} if token else settings


@pytest.fixture(scope="module")
def minio(tmp_path_factory):
    folder = tmp_path_factory.mktemp("minio")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = "127.0.0.1:%d" % free.getsockname()[1]
    settings = {"PATH": os.environ["PATH"], "HOME": str(folder), "MINIO_ROOT_USER": USER,
                "MINIO_ROOT_PASSWORD": PASSWORD, "MINIO_BROWSER": "off"}
    with open(folder / "log.txt", "wb") as log:
        process = subprocess.Popen(
            [WORK / "bin" / "minio", "server", "--address", address, folder / "store"], env=settings, stdout=log, stderr=log)
    try:
        s3 = client(f"http://{address}", USER, PASSWORD)
        for _ in range(150):
            try:
                s3.list_buckets()
                break
            except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError):
                time.sleep(0.2)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(15)


@pytest.fixture(scope="module")
def first(minio, tmp_path_factory):
    """The installation that gives keys away."""
    product = start(tmp_path_factory.mktemp("first"), upstream_environment(USER, PASSWORD), upstream=minio)
    s3 = client(product.endpoint, product.access_key, product.secret)
    s3.create_bucket(Bucket="shared")
    for key in TREE:
        s3.put_object(Bucket="shared", Key=key, Body=key.encode())
    yield product
    product.stop()


def keytool(*arguments, environment=None):
    done = subprocess.run([KEYTOOL, *map(str, arguments)], capture_output=True, env=environment)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def code(call):
    with pytest.raises(botocore.exceptions.ClientError) as raised:
        call()
    return raised.value.response["ResponseMetadata"]["HTTPStatusCode"]


def test_a_colleague_with_temporary_credentials(minio, first, tmp_path):
    start(tmp_path, upstream_environment(USER, PASSWORD), upstream=minio).stop()
    theirs = keytool("grant", "recipient", "--data", tmp_path / "data", "--json")
    scope = ("--bucket", "shared", "--prefix", "a/", "--allow", "read,write,list")
    file = tmp_path / "jo.cqkg"
    made = keytool("grant", "export", "--data", first.data, *scope, "--expires", "+1h", "--to", theirs["recipient"],
                   "--out", file, "--json")
    session = keytool("grant", "sts", "--data", tmp_path / "data", file, "--endpoint", minio, "--json",
                      environment=upstream_environment(USER, PASSWORD))
    assert session["sessionToken"] and session["expires"]
    keytool("grant", "import", "--data", tmp_path / "data", file, "--from", made["signer"],
            "--scope", "s3://shared/a/", "--json")
    temporary = (session["accessKeyId"], session["secretAccessKey"], session["sessionToken"])

    # Their proxy works with these credentials.
    second = start(tmp_path, upstream_environment(*temporary), upstream=minio)
    s3 = client(second.endpoint, second.access_key, second.secret)
    listed = [it["Key"] for it in s3.list_objects_v2(Bucket="shared", Prefix="a/")["Contents"]]
    assert sorted(listed) == BELOW
    for key in BELOW:
        assert s3.get_object(Bucket="shared", Key=key)["Body"].read() == key.encode()
    s3.put_object(Bucket="shared", Key="a/new", Body=b"new")
    assert client(first.endpoint, first.access_key, first.secret).get_object(
        Bucket="shared", Key="a/new")["Body"].read() == b"new"
    assert code(lambda: s3.delete_object(Bucket="shared", Key="a/new")) == 403
    assert code(lambda: s3.get_object(Bucket="shared", Key="b")) in (403, 404)
    assert code(lambda: s3.list_objects_v2(Bucket="shared")) == 403
    second.stop()

    # And without the proxy they reach the ciphertext of a/, and nothing else.
    raw = client(minio, *temporary)
    everything = client(minio, USER, PASSWORD).list_objects_v2(Bucket="shared")["Contents"]
    prefix = made["stored"][0].removeprefix("s3://shared/")
    below = 0
    for name in (it["Key"] for it in everything):
        get = lambda: raw.get_object(Bucket="shared", Key=name)
        if name.startswith(prefix):
            below += 1
            get()
        else:
            assert code(get) == 403, name
            assert code(lambda: raw.put_object(Bucket="shared", Key=name, Body=b"x")) == 403, name
        assert code(lambda: raw.delete_object(Bucket="shared", Key=name)) == 403, name
    assert below == len(BELOW) + 1
    for beyond in ("", prefix[:-1], prefix[0], ".cq/bucket/"):
        assert code(lambda: raw.list_objects_v2(Bucket="shared", Prefix=beyond)) == 403, beyond


def test_no_credentials_without_an_account(minio, first, tmp_path):
    done = subprocess.run(
        [KEYTOOL, "grant", "sts", "--data", first.data, "--bucket", "shared", "--prefix", "a/", "--allow", "read",
         "--endpoint", minio], capture_output=True, env=upstream_environment("nobody", "knowsThisOne"))
    assert done.returncode == 1 and b"refused with status" in done.stderr, done.stderr.decode()
    assert b"knowsThisOne" not in done.stderr
