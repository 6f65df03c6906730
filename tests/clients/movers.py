"""Clients that move files and trees, each as its users run it: with its own multipart sizes and parallelism."""

import subprocess

import boto3.s3.transfer

from cli import COMMANDS, WORK

MIB = 1024 * 1024


def run(arguments, environment, home, stdin=None):
    """Runs a command, which has to succeed; what it printed."""
    done = attempt(arguments, environment, home, stdin)
    assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stdout.decode()}\n{done.stderr.decode()}"
    return done.stdout.decode()


def refused(arguments, environment, home):
    """Runs a command, which has to fail; all that it printed."""
    done = attempt(arguments, environment, home)
    said = done.stdout.decode() + done.stderr.decode()
    assert done.returncode != 0, f"{arguments} succeeded: {said}"
    return said


def attempt(arguments, environment, home, stdin=None):
    command = [str(argument) for argument in arguments]
    return subprocess.run(command, env=environment, cwd=home, input=stdin, capture_output=True, timeout=1800)


class AwsCli:
    """Parts of 8 MiB, ten at once, in both directions."""

    def __init__(self, product, home, s3):
        (home / "config").write_text("[default]\nregion = us-east-1\n")
        self.home = home
        self.environment = product.client_environment(home)
        self.environment["PATH"] = f"{COMMANDS}:{self.environment['PATH']}"

    def aws(self, *arguments):
        return run(["aws", "s3", *arguments, "--quiet"], self.environment, self.home)

    def up(self, file, bucket, key):
        self.aws("cp", file, f"s3://{bucket}/{key}")

    def down(self, bucket, key, file):
        self.aws("cp", f"s3://{bucket}/{key}", file)

    def tree_up(self, folder, bucket, prefix):
        self.aws("cp", "--recursive", folder, f"s3://{bucket}/{prefix}")

    def tree_down(self, bucket, prefix, folder):
        self.aws("cp", "--recursive", f"s3://{bucket}/{prefix}", folder)


class Boto3:
    """The transfer manager, with the largest number of threads that people set."""

    CONFIG = boto3.s3.transfer.TransferConfig(multipart_chunksize=8 * MIB, max_concurrency=16)

    def __init__(self, product, home, s3):
        self.s3 = s3

    def up(self, file, bucket, key):
        self.s3.upload_file(str(file), bucket, key, Config=self.CONFIG)

    def down(self, bucket, key, file):
        self.s3.download_file(bucket, key, str(file), Config=self.CONFIG)

    def tree_up(self, folder, bucket, prefix):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                self.up(file, bucket, f"{prefix}/{file.relative_to(folder)}")

    def tree_down(self, bucket, prefix, folder):
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"{prefix}/")
        for entry in (entry for page in pages for entry in page.get("Contents", [])):
            file = folder / entry["Key"][len(prefix) + 1 :]
            file.parent.mkdir(parents=True, exist_ok=True)
            self.down(bucket, entry["Key"], file)


class Rclone:
    """Parts of 5 MiB, four at once; `check` compares what it can see of both sides."""

    def __init__(self, product, home, s3):
        self.home = home
        self.environment = product.client_environment(home) | {
            "RCLONE_CONFIG": str(home / "rclone.conf"),
            "RCLONE_CONFIG_CQ_TYPE": "s3",
            "RCLONE_CONFIG_CQ_PROVIDER": "Other",
            "RCLONE_CONFIG_CQ_ENDPOINT": product.endpoint,
            "RCLONE_CONFIG_CQ_ACCESS_KEY_ID": product.access_key,
            "RCLONE_CONFIG_CQ_SECRET_ACCESS_KEY": product.secret,
            "RCLONE_S3_UPLOAD_CUTOFF": "5M",
        }
        (home / "rclone.conf").touch()

    def rclone(self, *arguments, stdin=None):
        return run(["rclone", *arguments], self.environment, self.home, stdin)

    def fails(self, *arguments):
        return refused(["rclone", "--retries", "1", *arguments], self.environment, self.home)

    def up(self, file, bucket, key):
        self.rclone("copyto", file, f"cq:{bucket}/{key}")

    def down(self, bucket, key, file):
        self.rclone("copyto", f"cq:{bucket}/{key}", file)

    def tree_up(self, folder, bucket, prefix):
        self.rclone("copy", folder, f"cq:{bucket}/{prefix}")
        self.rclone("check", folder, f"cq:{bucket}/{prefix}")

    def tree_down(self, bucket, prefix, folder):
        self.rclone("copy", f"cq:{bucket}/{prefix}", folder)
        self.rclone("check", "--download", folder, f"cq:{bucket}/{prefix}")


class S3cmd:
    """Parts of 5 MiB, one after the other."""

    def __init__(self, product, home, s3):
        self.home = home
        self.environment = product.client_environment(home)
        host = product.endpoint.split("://", 1)[1]
        self.options = ["s3cmd", "--config", "/dev/null", "--no-progress", "--multipart-chunk-size-mb=5", "--no-ssl"]
        self.options += [f"--access_key={product.access_key}", f"--secret_key={product.secret}", "--region=us-east-1"]
        self.options += [f"--host={host}", f"--host-bucket={host}"]

    def s3cmd(self, *arguments, stdin=None):
        return run([*self.options, *arguments], self.environment, self.home, stdin)

    def fails(self, *arguments):
        return refused([*self.options, *arguments], self.environment, self.home)

    def up(self, file, bucket, key):
        self.s3cmd("put", file, f"s3://{bucket}/{key}")

    def down(self, bucket, key, file):
        self.s3cmd("get", "--force", f"s3://{bucket}/{key}", file)

    def tree_up(self, folder, bucket, prefix):
        self.s3cmd("put", "--recursive", f"{folder}/", f"s3://{bucket}/{prefix}/")

    def tree_down(self, bucket, prefix, folder):
        self.s3cmd("get", "--recursive", f"s3://{bucket}/{prefix}/", f"{folder}/")


class Mc:
    """Parts of 16 MiB, four at once; it asks for versions and object locks where others do not."""

    def __init__(self, product, home, s3):
        self.home = home
        scheme, host = product.endpoint.split("://", 1)
        self.environment = product.client_environment(home) | {
            "MC_CONFIG_DIR": str(home / "mc"),
            "MC_HOST_cq": f"{scheme}://{product.access_key}:{product.secret}@{host}",
        }

    def mc(self, *arguments, stdin=None):
        return run([WORK / "bin" / "mc", *arguments], self.environment, self.home, stdin)

    def fails(self, *arguments):
        return refused([WORK / "bin" / "mc", *arguments], self.environment, self.home)

    def up(self, file, bucket, key):
        self.mc("cp", "--quiet", file, f"cq/{bucket}/{key}")

    def down(self, bucket, key, file):
        self.mc("cp", "--quiet", f"cq/{bucket}/{key}", file)

    def tree_up(self, folder, bucket, prefix):
        self.mc("cp", "--quiet", "--recursive", f"{folder}/", f"cq/{bucket}/{prefix}/")

    def tree_down(self, bucket, prefix, folder):
        self.mc("cp", "--quiet", "--recursive", f"cq/{bucket}/{prefix}/", f"{folder}/")


class S5cmd:
    """Parts of 5 MiB, five at once, of up to 32 files at once; with the SDK for Go, version 1."""

    def __init__(self, product, home, s3):
        self.home = home
        self.environment = product.client_environment(home) | {"S3_ENDPOINT_URL": product.endpoint}
        self.environment["AWS_REGION"] = self.environment.pop("AWS_DEFAULT_REGION")

    def s5cmd(self, *arguments, stdin=None):
        return run([WORK / "bin" / "s5cmd", "--numworkers=32", *arguments], self.environment, self.home, stdin)

    def fails(self, *arguments):
        return refused([WORK / "bin" / "s5cmd", "--retry-count=0", *arguments], self.environment, self.home)

    def up(self, file, bucket, key):
        self.s5cmd("cp", "--part-size=5", file, f"s3://{bucket}/{key}")

    def down(self, bucket, key, file):
        self.s5cmd("cp", "--part-size=5", f"s3://{bucket}/{key}", file)

    def tree_up(self, folder, bucket, prefix):
        self.s5cmd("cp", "--part-size=5", f"{folder}/", f"s3://{bucket}/{prefix}/")

    def tree_down(self, bucket, prefix, folder):
        self.s5cmd("cp", "--part-size=5", f"s3://{bucket}/{prefix}/*", f"{folder}/")


MOVERS = {mover.__name__: mover for mover in (AwsCli, Boto3, Mc, Rclone, S3cmd, S5cmd)}
