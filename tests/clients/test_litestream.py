"""Litestream: a database that is copied while it is written, to many small files whose listing says how to restore it."""

import json
import os
import signal
import sqlite3
import subprocess
import time

from cli import WORK
from movers import refused, run

LITESTREAM = WORK / "bin" / "litestream"


class Replica:
    """A database, and the settings under which it is copied: often, and compacted soon."""

    def __init__(self, product, bucket, home):
        self.home = home
        self.database = home / "data.sqlite"
        self.environment = product.client_environment(home)
        self.settings = home / "litestream.json"
        replica = {
            "type": "s3",
            "bucket": bucket,
            "path": "databases/one",
            "endpoint": product.endpoint,
            "region": "us-east-1",
            "force-path-style": True,
            "sync-interval": "50ms",
        }
        self.settings.write_text(
            json.dumps(
                {
                    "access-key-id": product.access_key,
                    "secret-access-key": product.secret,
                    "levels": [{"interval": "1s"}, {"interval": "2s"}],
                    "dbs": [{"path": str(self.database), "monitor-interval": "50ms", "replica": replica}],
                }
            )
        )

    def command(self, name, *arguments):
        return [LITESTREAM, name, "-config", self.settings, *arguments]

    def replicate(self, seconds, connection):
        """Adds rows while Litestream runs, which then has all of them copied when it ends."""
        with open(self.home / "log.txt", "ab") as log:
            process = subprocess.Popen(self.command("replicate"), env=self.environment, stdout=log, stderr=log)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with connection:
                connection.execute("INSERT INTO rows (content) VALUES (?)", (os.urandom(3000),))
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, (self.home / "log.txt").read_text()

    def restored(self, name):
        target = self.home / name
        run(self.command("restore", "-o", target, self.database), self.environment, self.home)
        return rows(target)


def rows(file):
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT number, content FROM rows ORDER BY number").fetchall()
    finally:
        connection.close()


def test_a_database_comes_back(ordered_product, ordered_s3, ordered_bucket, tmp_path):
    replica = Replica(ordered_product, ordered_bucket, tmp_path)
    nothing = replica.command("restore", "-o", tmp_path / "none", replica.database)
    assert "no matching backup files" in refused(nothing, replica.environment, tmp_path)
    connection = sqlite3.connect(replica.database)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, content BLOB)")
    for round in range(2):
        replica.replicate(4, connection)
        assert len(rows(replica.database)) > 20
        assert replica.restored(f"restored-{round}") == rows(replica.database)
    connection.close()
    pages = ordered_s3.get_paginator("list_objects_v2").paginate(Bucket=ordered_bucket, Prefix="databases/one/")
    assert sum(len(page["Contents"]) for page in pages) > 10
