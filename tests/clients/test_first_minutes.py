"""The first five minutes of the README, word for word."""

import re
import subprocess
import uuid

from product import ROOT

MARKER = "<!-- first five minutes: tests/clients runs these lines -->"


def blocks():
    """The shell commands below the marker, and those below them."""
    text = (ROOT / "README.md").read_text().split(MARKER)
    assert len(text) == 2, "the README has lost its marker"
    found = re.findall(r"```sh\n(.*?)```", text[1], re.DOTALL)
    assert len(found) >= 2, "the README has lost its commands"
    return found[:2]


def localised(commands, aws, bucket):
    """The same commands for this run's port, data folder and bucket."""
    replaced = commands
    for word, ours in (
        ("./data/credentials", str(aws.product.credentials_file)),
        ("--data ./data", f"--data {aws.product.data}"),
        ("http://127.0.0.1:9000", aws.product.endpoint),
        ("s3://photos", f"s3://{bucket}"),
    ):
        replaced = replaced.replace(word, ours)
    assert replaced != commands
    return replaced


def shell(commands, aws):
    settings = aws.environment()
    del settings["AWS_SHARED_CREDENTIALS_FILE"], settings["AWS_ENDPOINT_URL"], settings["AWS_DEFAULT_REGION"]
    done = subprocess.run(["sh", "-eu"], input=commands.encode(), capture_output=True, env=settings, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_every_line_works(aws):
    bucket = f"photos-{uuid.uuid4().hex[:12]}"
    using, explaining = blocks()
    printed = shell(localised(using, aws, bucket), aws)
    readme = (ROOT / "README.md").read_text()
    assert printed.endswith(readme), "the last command prints the file that the others stored"
    assert re.search(rf"{len(readme.encode())} plan\.md\n", printed), "ls shows the exact plaintext size"

    explained = shell(localised(explaining, aws, bucket), aws)
    assert re.search(r"^directory +docs +\S+$", explained, re.MULTILINE), explained
    assert re.search(r"^stored +\d+ of 1024 bytes$", explained, re.MULTILINE), explained
    aws.run("s3", "rb", "--force", f"s3://{bucket}")
