"""The product as a process: started through its launcher, stopped by SIGTERM."""

import configparser
import os
import select
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# A fresh checkout builds itself at the first start.
READY_SECONDS = 300
STOP_SECONDS = 15


class Product:
    """A running `cipherquay serve` and what its clients have to know."""

    def __init__(self, process, folder, endpoint, certificate):
        self.process = process
        self.data = folder / "data"
        self.endpoint = endpoint
        self.certificate = certificate
        self.credentials_file = self.data / "credentials"
        profiles = configparser.ConfigParser()
        profiles.read(self.credentials_file)
        self.access_key = profiles["default"]["aws_access_key_id"]
        self.secret = profiles["default"]["aws_secret_access_key"]

    @property
    def port(self):
        return self.endpoint.rsplit(":", 1)[1]

    @property
    def scheme(self):
        return self.endpoint.split(":", 1)[0]

    def client_environment(self, home):
        """The whole environment of a command that talks to it; nothing of the machine's own AWS settings."""
        settings = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "AWS_SHARED_CREDENTIALS_FILE": str(self.credentials_file),
            "AWS_CONFIG_FILE": str(home / "config"),
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        if self.certificate:
            settings["AWS_CA_BUNDLE"] = str(self.certificate)
            settings["CURL_CA_BUNDLE"] = str(self.certificate)
        return settings

    def stop(self):
        self.process.terminate()
        status = self.process.wait(STOP_SECONDS)
        rest = self.process.stdout.read()
        assert status == 0, f"SIGTERM ended it with {status}"
        assert rest == b"", f"more than the line ready on standard output: {rest!r}"


def start(folder, environment, upstream=None, tls=False, more=None):
    """Starts it on a fresh data folder below `folder`, with `more` settings, and waits until it is ready."""
    settings = dict(environment, CIPHERQUAY_JAVA_OPTS="-Xmx256m", CIPHERQUAY_DOMAIN="s3.localhost", **(more or {}))
    certificate = None
    if tls:
        certificate = make_certificate(folder)
        settings["CIPHERQUAY_TLS_CERTIFICATE"] = str(certificate)
        settings["CIPHERQUAY_TLS_KEY"] = str(folder / "key.pem")
    command = [str(ROOT / "bin" / "cipherquay"), "serve", "--data", str(folder / "data")]
    command += ["--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"]
    if upstream:
        command += ["--upstream", upstream]
    with open(folder / "log.txt", "wb") as log:
        process = subprocess.Popen(
            command, env=settings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, bufsize=0
        )
    try:
        endpoint = await_ready(process)
    except BaseException:
        process.kill()
        print((folder / "log.txt").read_text())
        raise
    return Product(process, folder, endpoint, certificate)


def await_ready(process):
    deadline = time.monotonic() + READY_SECONDS
    line = b""
    while not line.endswith(b"\n"):
        readable, _, _ = select.select([process.stdout], [], [], max(0, deadline - time.monotonic()))
        assert readable, "not ready in time"
        byte = process.stdout.read(1)
        assert byte, f"it ended before it was ready, after {line!r}"
        line += byte
    word, endpoint = line.decode().split()
    assert word == "ready", line
    return endpoint


def make_certificate(folder):
    """A certificate for the loopback names, which is its own authority."""
    certificate = folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        + ["-keyout", str(folder / "key.pem"), "-out", str(certificate)]
        + ["-addext", "keyUsage=critical,digitalSignature,keyCertSign"]
        + ["-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:s3.localhost,DNS:*.s3.localhost"],
        check=True,
        capture_output=True,
    )
    return certificate
