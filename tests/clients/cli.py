"""The AWS CLI as a user runs it, pointed at the product by the environment alone."""

import json
import subprocess
import sys
from pathlib import Path

COMMANDS = Path(sys.executable).parent

# Where run.sh puts what it builds.
WORK = COMMANDS.parents[1]

# Copies of many files should not take all day. Version 1 of the CLI still presigns with Signature Version 2 in us-east-1
# unless it is told otherwise.
CONFIG = """[default]
region = us-east-1
s3 =
  max_concurrent_requests = 16
  signature_version = s3v4
"""


class Cli:
    def __init__(self, product, home):
        self.product = product
        self.home = home
        (home / "config").write_text(CONFIG)

    def environment(self):
        settings = self.product.client_environment(self.home)
        settings["PATH"] = f"{COMMANDS}:{settings['PATH']}"
        return settings

    def attempt(self, *arguments, stdin=b""):
        """Runs `aws` whatever comes of it."""
        return subprocess.run(
            ["aws", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env=self.environment(),
            cwd=self.home,
            timeout=300,
        )

    def run(self, *arguments, stdin=b""):
        """Runs `aws`, which has to succeed; what it printed."""
        done = self.attempt(*arguments, stdin=stdin)
        assert done.returncode == 0, f"aws {arguments}: {done.returncode}\n{done.stderr.decode()}"
        return done.stdout

    def api(self, operation, *arguments):
        """Runs `aws s3api`; its answer."""
        text = self.run("s3api", operation, "--output", "json", *arguments)
        return json.loads(text) if text.strip() else {}

    def fails(self, *arguments):
        """Runs `aws`, which has to fail; what it complained about."""
        done = self.attempt(*arguments)
        assert done.returncode != 0, f"aws {arguments} succeeded: {done.stdout.decode()}"
        return done.stderr.decode()
