"""Access grants in the hands of clients that have never heard of them."""

import json
import os
import re
import subprocess

import boto3
import botocore
import pytest
import requests

from cli import COMMANDS, WORK, Cli
from conftest import client_for
from product import ROOT, start
from trees import planted, contents

KEYTOOL = ROOT / "bin" / "cipherquay-keytool"
MARKER = "<!-- grants: tests/clients runs these lines -->"
ROTATION = "<!-- rotation: tests/clients runs these lines -->"


def keytool(*arguments, stdin=b""):
    done = subprocess.run([KEYTOOL, *map(str, arguments)], input=stdin, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture
def grant(http_product, http_bucket):
    """Makes a grant in the bucket of the test."""
    return lambda *more: json.loads(
        keytool("grant", "create", "--data", http_product.data, "--bucket", http_bucket, "--json", *more)
    )


def client(product, grant):
    return boto3.session.Session().client(
        "s3",
        endpoint_url=product.endpoint,
        aws_access_key_id=grant["accessKeyId"],
        aws_secret_access_key=grant["secretAccessKey"],
        aws_session_token=grant["sessionToken"],
        region_name="us-east-1",
        config=botocore.config.Config(retries={"max_attempts": 0}, signature_version="s3v4"),
    )


def variables(grant):
    return {
        "AWS_ACCESS_KEY_ID": grant["accessKeyId"],
        "AWS_SECRET_ACCESS_KEY": grant["secretAccessKey"],
        "AWS_SESSION_TOKEN": grant["sessionToken"],
    }


def run(command, environment, cwd=None):
    done = subprocess.run([str(word) for word in command], capture_output=True, env=environment, cwd=cwd, timeout=300)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def test_boto3(http_product, http_s3, http_bucket, grant):
    for key in ("a/1", "a/2/3", "b"):
        http_s3.put_object(Bucket=http_bucket, Key=key, Body=key.encode())
    s3 = client(http_product, grant("--prefix", "a/", "--allow", "read,list", "--expires", "+1h"))
    assert s3.get_object(Bucket=http_bucket, Key="a/2/3")["Body"].read() == b"a/2/3"
    assert [it["Prefix"] for it in s3.list_objects_v2(Bucket=http_bucket, Delimiter="/")["CommonPrefixes"]] == ["a/"]
    url = s3.generate_presigned_url("get_object", Params={"Bucket": http_bucket, "Key": "a/1"})
    assert requests.get(url, timeout=10).text == "a/1"
    for refused in (
        lambda: s3.get_object(Bucket=http_bucket, Key="b"),
        lambda: s3.put_object(Bucket=http_bucket, Key="a/1", Body=b""),
        lambda: s3.delete_object(Bucket=http_bucket, Key="a/1"),
    ):
        with pytest.raises(botocore.exceptions.ClientError, match="AccessDenied"):
            refused()


def test_a_form(http_product, http_s3, http_bucket, grant):
    s3 = client(http_product, grant("--prefix", "a/", "--allow", "write", "--expires", "+1h"))
    for key, status in (("a/form", 204), ("b", 403)):
        form = s3.generate_presigned_post(http_bucket, key)
        assert form["fields"]["x-amz-security-token"]
        answer = requests.post(form["url"], data=form["fields"], files={"file": b"of a form"}, timeout=10)
        assert answer.status_code == status, answer.text
    assert http_s3.get_object(Bucket=http_bucket, Key="a/form")["Body"].read() == b"of a form"


def test_aws_cli(http_product, http_bucket, grant, tmp_path):
    given = grant("--prefix", "a/", "--allow", "read,write,list,delete", "--expires", "+1h")
    cli = Cli(http_product, tmp_path)
    environment = {**cli.environment(), **variables(given)}
    tree = planted(tmp_path / "tree")
    code, said = run([COMMANDS / "aws", "s3", "sync", tree, f"s3://{http_bucket}/a"], environment)
    assert code == 0, said
    code, said = run([COMMANDS / "aws", "s3", "sync", f"s3://{http_bucket}/a", tmp_path / "back"], environment)
    assert code == 0 and contents(tmp_path / "back") == contents(tree), said
    code, said = run([COMMANDS / "aws", "s3", "cp", tree / "a.txt", f"s3://{http_bucket}/b"], environment)
    assert code != 0 and "AccessDenied" in said
    code, said = run([COMMANDS / "aws", "s3", "rm", "--recursive", f"s3://{http_bucket}"], environment)
    assert code == 0, said
    assert client_for(http_product).list_objects_v2(Bucket=http_bucket)["KeyCount"] == 0


def test_rclone(http_product, http_bucket, grant, tmp_path):
    given = grant("--prefix", "a/", "--allow", "read,write,list,delete", "--expires", "+1h")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "RCLONE_CONFIG_CQ_TYPE": "s3",
        "RCLONE_CONFIG_CQ_PROVIDER": "Other",
        "RCLONE_CONFIG_CQ_ENV_AUTH": "true",
        "RCLONE_CONFIG_CQ_ENDPOINT": http_product.endpoint,
        **variables(given),
    }
    tree = planted(tmp_path / "tree")
    code, said = run(["rclone", "sync", tree, f"cq:{http_bucket}/a"], environment)
    assert code == 0, said
    code, said = run(["rclone", "check", "--download", tree, f"cq:{http_bucket}/a"], environment)
    assert code == 0, said
    code, said = run(["rclone", "copyto", tree / "a.txt", f"cq:{http_bucket}/b"], environment)
    assert code != 0


def test_mc(http_product, http_bucket, grant, tmp_path):
    given = grant("--prefix", "a/", "--allow", "read,write,list,delete", "--expires", "+1h")
    host = http_product.endpoint.split("://", 1)[1]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "MC_CONFIG_DIR": str(tmp_path / "mc"),
        "MC_HOST_cq": f"http://{given['accessKeyId']}:{given['secretAccessKey']}:{given['sessionToken']}@{host}",
    }
    tree = planted(tmp_path / "tree")
    code, said = run([WORK / "bin" / "mc", "mirror", "--quiet", tree, f"cq/{http_bucket}/a"], environment)
    assert code == 0, said
    # Without the slash it asks for the object `a` first, which the grant does not cover.
    code, said = run([WORK / "bin" / "mc", "mirror", "--quiet", f"cq/{http_bucket}/a/", tmp_path / "back"], environment)
    assert code == 0 and contents(tmp_path / "back") == contents(tree), said
    code, said = run([WORK / "bin" / "mc", "cp", "--quiet", tree / "a.txt", f"cq/{http_bucket}/b"], environment)
    assert code != 0


def test_restic(http_product, http_bucket, grant, tmp_path):
    given = grant("--prefix", "backups/", "--allow", "read,write,list,delete", "--expires", "+1h")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "RESTIC_PASSWORD": "of the test",
        **variables(given),
    }
    tree = planted(tmp_path / "tree")
    repository = ["restic", "-r", f"s3:{http_product.endpoint}/{http_bucket}/backups/one"]
    for command in (["init"], ["backup", "tree"], ["check"]):
        code, said = run(repository + command, environment, cwd=tmp_path)
        assert code == 0, said
    code, said = run(repository + ["restore", "latest", "--target", "back"], environment, cwd=tmp_path)
    assert code == 0 and contents(tmp_path / "back" / "tree") == contents(tree), said
    elsewhere = ["restic", "-r", f"s3:{http_product.endpoint}/{http_bucket}/other"]
    code, said = run(elsewhere + ["init"], environment, cwd=tmp_path)
    assert code != 0


def test_narrowed_without_the_vault(http_product, http_s3, http_bucket, grant):
    for key in ("a/1", "a/b/2"):
        http_s3.put_object(Bucket=http_bucket, Key=key, Body=b"x")
    wide = grant("--prefix", "a/", "--allow", "read,list", "--expires", "+1h")
    narrow = json.loads(
        keytool("grant", "restrict", "--prefix", "a/b/", "--allow", "read", "--json", stdin=json.dumps(wide).encode())
    )
    s3 = client(http_product, narrow)
    s3.get_object(Bucket=http_bucket, Key="a/b/2")
    with pytest.raises(botocore.exceptions.ClientError, match="AccessDenied"):
        s3.get_object(Bucket=http_bucket, Key="a/1")


def test_the_page_word_for_word(http_product, http_s3, http_bucket, tmp_path):
    text = (ROOT / "src" / "docs" / "grants.md").read_text().split(MARKER)
    assert len(text) == 2, "the page has lost its marker"
    before, after = text[1].split(ROTATION)
    blocks = re.findall(r"```sh\n(.*?)```", before + after.split("```", 2)[2], re.DOTALL)
    assert len(blocks) == 8
    # The colleague's vault is made by the first start of their proxy.
    theirs = tmp_path / "colleague"
    theirs.mkdir()
    start(theirs, {"PATH": os.environ["PATH"]}).stop()
    http_s3.put_object(Bucket=http_bucket, Key="docs/plan", Body=b"x")
    environment = Cli(http_product, tmp_path).environment()
    for name in ("AWS_SHARED_CREDENTIALS_FILE",):
        del environment[name]
    script = "".join(blocks).replace("bin/cipherquay-keytool", str(KEYTOOL))
    script = script.replace("./theirs", str(theirs / "data"))
    script = script.replace("./data", str(http_product.data)).replace("photos", http_bucket)
    done = subprocess.run(["sh", "-eu"], input=script.encode(), capture_output=True, env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert "allows read,list" in done.stdout.decode()
    assert "yes" in done.stdout.decode().splitlines()
    assert "(enforced by mathematics)" in done.stdout.decode()
    assert json.loads((tmp_path / "policy.json").read_text())["Version"] == "2012-10-17"


def test_the_yearly_rotation_word_for_word(tmp_path):
    text = (ROOT / "src" / "docs" / "grants.md").read_text().split(ROTATION)
    assert len(text) == 2, "the page has lost its marker"
    script = re.search(r"```sh\n(.*?)```", text[1], re.DOTALL).group(1)
    assert len(script.splitlines()) <= 10
    environment = {"PATH": os.environ["PATH"]}
    product = start(tmp_path, environment)
    s3 = client_for(product)
    s3.create_bucket(Bucket="photos")
    for number in range(20):
        s3.put_object(Bucket="photos", Key=f"docs/{number}", Body=b"x" * number, Metadata={"n": str(number)})
    product.stop()
    script = script.replace("bin/cipherquay-keytool", str(KEYTOOL))
    done = subprocess.run(["sh", "-eu"], input=script.encode(), capture_output=True, env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert "20 rewrapped" in done.stdout.decode(), done.stdout.decode()
    again = start(tmp_path, environment)
    s3 = client_for(again)
    for number in range(20):
        found = s3.get_object(Bucket="photos", Key=f"docs/{number}")
        assert found["Body"].read() == b"x" * number and found["Metadata"] == {"n": str(number)}
    again.stop()
