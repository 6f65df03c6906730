"""The AWS SDK for JavaScript: js/sdk.test.mjs over http and https."""

import re
import shutil
import subprocess

from cli import WORK
from product import ROOT

SCRIPT = "sdk.test.mjs"


def test_everything_that_the_script_does(product, tmp_path):
    # Node finds packages from where a script lies.
    shutil.copy(ROOT / "tests" / "clients" / "js" / SCRIPT, WORK / "js")
    environment = product.client_environment(tmp_path) | {"AWS_REGION": "us-east-1", "TMPDIR": str(tmp_path)}
    if product.certificate:
        environment["NODE_EXTRA_CA_CERTS"] = str(product.certificate)
    command = ["node", "--test", "--test-reporter=tap", SCRIPT]
    done = subprocess.run(command, cwd=WORK / "js", env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    counts = dict(re.findall(r"^# (\w+) (\d+)$", done.stdout, re.MULTILINE))
    wanted = (ROOT / "tests" / "clients" / "js" / SCRIPT).read_text().count("\ninBucket(")
    assert (int(counts["pass"]), counts["skipped"], counts["todo"]) == (wanted, "0", "0"), done.stdout
