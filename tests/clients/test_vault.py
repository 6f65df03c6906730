"""Vaults whose key is in a key management service.

AWS KMS is moto, which encrypts, binds the context, and checks signatures and policies. Transit is the engine of HashiCorp Vault
(go/transit), with its storage in memory.
"""

import base64
import json
import os
import pty
import re
import socket
import subprocess
import sys
import time

import boto3
import botocore.exceptions
import pytest
import requests

import product as products
from product import ROOT

KEYTOOL = ROOT / "bin" / "cipherquay-keytool"
MARKER = "<!-- vault: tests/clients runs these lines -->"
REGION = "eu-central-1"

# What commands see of the environment, beside what a test gives them.
BASE = {name: os.environ[name] for name in ("PATH", "HOME", "JAVA_HOME") if name in os.environ}

# What is asked before moto demands signatures: a key, two users, a policy and two pairs.
SETUP_CALLS = 6


class Service:
    """A running server that keeps keys, for as long as a test module needs it."""

    def __init__(self, command, environment, log):
        with open(log, "wb") as err:
            self.process = subprocess.Popen(
                command, env=dict(os.environ, **environment), stdout=subprocess.PIPE, stderr=err
            )

    def stop(self):
        self.process.terminate()
        self.process.wait(15)


class AwsKms(Service):
    """A key, and the credentials of two users of which one may use it."""

    address = "AWS_ENDPOINT_URL_KMS"

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.endpoint = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        super().__init__(command, {"INITIAL_NO_AUTH_ACTION_COUNT": str(SETUP_CALLS)}, folder / "moto.txt")
        self.await_ready(port)
        self.arn = self.client("kms", "setup", "setup").create_key()["KeyMetadata"]["Arn"]
        self.uri = f"aws-kms://{self.arn}"
        iam = self.client("iam", "setup", "setup")
        for user in ("may", "may-not"):
            iam.create_user(UserName=user)
        allowed = {"Effect": "Allow", "Action": ["kms:Encrypt", "kms:Decrypt"], "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": allowed})
        iam.put_user_policy(UserName="may", PolicyName="use", PolicyDocument=policy)
        self.pairs = {user: self.pair(iam, user) for user in ("may", "may-not")}

    @staticmethod
    def await_ready(port):
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("moto does not answer")

    @staticmethod
    def pair(iam, user):
        made = iam.create_access_key(UserName=user)["AccessKey"]
        return made["AccessKeyId"], made["SecretAccessKey"]

    def client(self, service, key, secret):
        return boto3.session.Session().client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
        )

    def environment(self, user="may", secret=None):
        key, right = self.pairs[user]
        return {
            "AWS_ENDPOINT_URL_KMS": self.endpoint,
            "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": secret or right,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def refusals(self):
        """Environments in which it does not serve, and what is said of each."""
        nobody = {"AWS_ENDPOINT_URL_KMS": self.endpoint, "AWS_EC2_METADATA_DISABLED": "true"}
        return (
            (self.environment("may-not"), "the service refused with status 403"),
            (self.environment(secret="x" * 40), "the service refused with status 403"),
            (nobody, "no credentials for AWS KMS were found"),
        )

    def secrets(self):
        return [pair[1] for pair in self.pairs.values()]

    def opened(self, wrapped, vault_id):
        context = {"cipherquay-vault": vault_id}
        client = self.client("kms", *self.pairs["may"])
        return client.decrypt(CiphertextBlob=wrapped, EncryptionContext=context)["Plaintext"]


class Transit(Service):
    """HashiCorp's own engine in a server that asks for a token."""

    address = "VAULT_ADDR"
    uri = "hcvault:transit/keys/cipherquay"
    token = "hvs.only-for-this-test"

    def __init__(self, folder):
        tool = ROOT / "tests" / "target" / "clients" / "bin" / "transit"
        super().__init__([tool], {"TRANSIT_TOKEN": self.token}, folder / "transit.txt")
        word, self.endpoint = self.process.stdout.readline().decode().split()
        assert word == "ready"
        self.call("keys/cipherquay", {})

    def call(self, path, body):
        answer = requests.post(
            f"{self.endpoint}/v1/transit/{path}", json=body, headers={"X-Vault-Token": self.token}, timeout=10
        )
        answer.raise_for_status()
        return answer.json()["data"]

    def environment(self):
        return {"VAULT_ADDR": self.endpoint, "VAULT_TOKEN": self.token}

    def refusals(self):
        return (
            (self.environment() | {"VAULT_TOKEN": "x" * 40}, "the service refused with status 403"),
            ({"VAULT_ADDR": self.endpoint, "HOME": "/nowhere"}, "no token for Vault"),
            ({"VAULT_TOKEN": self.token}, "no address of Vault is set"),
        )

    def secrets(self):
        return [self.token]

    def opened(self, wrapped, vault_id):
        bound = base64.b64encode(bytes.fromhex(vault_id)).decode()
        answer = self.call("decrypt/cipherquay", {"ciphertext": wrapped.decode(), "associated_data": bound})
        return base64.b64decode(answer["plaintext"])


@pytest.fixture(scope="module", params=[AwsKms, Transit])
def kms(request, tmp_path_factory):
    server = request.param(tmp_path_factory.mktemp("kms"))
    try:
        yield server
    finally:
        server.stop()


def keytool(environment, *arguments):
    done = subprocess.run(
        [KEYTOOL, *map(str, arguments)], env=BASE | environment, stdin=subprocess.DEVNULL, capture_output=True
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def data(kms, tmp_path):
    """The folder of a vault whose key is in the service."""
    folder = tmp_path / "data"
    status, _, err = keytool(kms.environment(), "vault", "create", "--data", folder, "--kms", kms.uri)
    assert status == 0, err
    return folder


def unlocks(data, environment):
    return keytool(environment, "vault", "unlock-test", "--data", data)


def test_it_unlocks(kms, data):
    assert unlocks(data, kms.environment()) == (0, "yes, by kms\n", "")
    assert sorted(path.name for path in data.iterdir()) == ["audit.jsonl", "vault.json", "vault.lock"]
    _, out, _ = keytool(kms.environment(), "vault", "inspect", "--data", data, "--json")
    assert json.loads(out)["unlock"][0]["uri"] == kms.uri


def test_what_the_service_keeps_is_for_one_vault(kms, data):
    vault = json.loads((data / "vault.json").read_text())
    text = vault["unlock"][0]["wrapped"]
    wrapped = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assert len(kms.opened(wrapped, vault["vaultId"])) == 32
    with pytest.raises((botocore.exceptions.ClientError, requests.HTTPError)):
        kms.opened(wrapped, "0" * 32)


def test_who_may_not_is_told_so(kms, data):
    for environment, reason in kms.refusals():
        status, out, err = unlocks(data, environment)
        assert status == 1 and reason in out, out
        assert "x" * 40 not in out + err


def test_the_proxy_starts_with_it(kms, data, connect):
    product = products.start(data.parent, BASE, more=kms.environment())
    s3 = connect(product)
    s3.create_bucket(Bucket="vaulted")
    s3.put_object(Bucket="vaulted", Key="k", Body=b"kept")
    product.stop()
    product = products.start(data.parent, BASE, more=kms.environment())
    assert connect(product).get_object(Bucket="vaulted", Key="k")["Body"].read() == b"kept"
    product.stop()
    log = (data.parent / "log.txt").read_text()
    assert log and not any(secret in log for secret in kms.secrets())


def test_the_page_word_for_word(tmp_path):
    text = (ROOT / "src" / "docs" / "vault.md").read_text().split(MARKER)
    assert len(text) == 2, "the page has lost its marker"
    blocks = re.findall(r"```sh\n(.*?)```", text[1], re.DOTALL)
    assert len(blocks) == 6
    assert keytool({}, "vault", "create", "--data", tmp_path / "data")[0] == 0
    (tmp_path / "secret").write_text("correct horse battery\n")
    script = "".join(blocks).replace("bin/cipherquay-keytool", str(KEYTOOL))
    done = subprocess.run(["sh", "-eu"], input=script.encode(), capture_output=True, env=BASE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "yes, by keyfile" and "yes, by passphrase" in lines
    assert lines[-1] == "the vault is unlocked by keyfile from now on"
    assert unlocks(tmp_path / "restored", {})[0] == 1, "the key file is not in the backup"


def at_a_terminal(answers, *arguments):
    """Runs a command with a terminal for itself, and answers what it asks: its status and all that was to be seen."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(KEYTOOL, [str(KEYTOOL), *map(str, arguments)], BASE)
    seen = b""
    for question, answer in answers:
        while not seen.endswith(question):
            seen += os.read(terminal, 1024)
        os.write(terminal, answer + b"\n")
    try:
        while more := os.read(terminal, 1024):
            seen += more
    except OSError:
        pass  # Linux says so when the other side is closed.
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), seen.decode()


def test_a_passphrase_is_asked_for_and_not_shown(tmp_path):
    data = tmp_path / "data"
    new, again, old = b"Passphrase of the new vault: ", b"The same again: ", b"Passphrase of the vault: "
    create = ("vault", "create", "--data", data, "--passphrase")
    status, seen = at_a_terminal([(new, b"correct horse"), (again, b"another horse")], *create)
    assert status == 1 and "two different passphrases" in seen, seen
    status, seen = at_a_terminal([(new, b"correct horse"), (again, b"correct horse")], *create)
    assert status == 0 and "unlocked by passphrase" in seen and "horse" not in seen, seen
    test = ("vault", "unlock-test", "--data", data)
    status, seen = at_a_terminal([(old, b"correct horse")], *test)
    assert status == 0 and "yes, by passphrase" in seen and "horse" not in seen, seen
    status, seen = at_a_terminal([(old, b"another horse")], *test)
    assert status == 1 and "not that of this vault" in seen and "horse" not in seen, seen


def test_a_passphrase_from_a_descriptor(tmp_path):
    create = [KEYTOOL, "vault", "create", "--data", tmp_path / "data", "--passphrase-file", "/dev/fd/3"]
    script = '"$@" 3<<EOF\ncorrect horse battery\nEOF\n'
    made = subprocess.run(["sh", "-c", script, "sh", *create], env=BASE, capture_output=True)
    assert made.returncode == 0, made.stderr
    (tmp_path / "secret").write_text("correct horse battery")
    given = {"CIPHERQUAY_VAULT_PASSPHRASE_FILE": str(tmp_path / "secret")}
    assert unlocks(tmp_path / "data", given) == (0, "yes, by passphrase\n", "")


def test_out_of_reach_is_an_error_and_no_new_vault(kms, data):
    before = (data / "vault.json").read_bytes()
    nowhere = kms.environment() | {kms.address: "http://127.0.0.1:1"}
    status, out, _ = unlocks(data, nowhere)
    assert status == 1 and "the service at 127.0.0.1:1 can not be reached" in out, out
    served = subprocess.run(
        [ROOT / "bin" / "cipherquay", "serve", "--data", data, "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"],
        env=BASE | nowhere,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
    )
    assert served.returncode == 1 and b"can not be reached" in served.stderr, served.stderr
    assert served.stdout == b""
    assert (data / "vault.json").read_bytes() == before


def test_from_there_to_a_passphrase_and_back(kms, data, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("correct horse battery\n")
    here = kms.environment()
    status, out, err = keytool(here, "vault", "passphrase", "--data", data, "--new-passphrase-file", secret)
    assert status == 0, out + err
    alone = {"CIPHERQUAY_VAULT_PASSPHRASE_FILE": str(secret)}
    assert unlocks(data, alone) == (0, "yes, by passphrase\n", "")
    status, out, err = keytool(here | alone, "vault", "passphrase", "--data", data, "--kms", kms.uri)
    assert status == 0, out + err
    assert unlocks(data, here)[0] == 0
    assert unlocks(data, alone)[0] == 1
