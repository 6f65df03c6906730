"""Hadoop's S3A: the tests of tests/hadoop, against the product of this run."""

import os
import xml.etree.ElementTree as xml

from movers import run
from product import ROOT

HADOOP = ROOT / "tests" / "hadoop"


def test_file_system_and_committer(http_product, http_s3, http_bucket, tmp_path):
    # Maven is this machine's own; the tests see of it what they need to find the product.
    environment = {name: os.environ[name] for name in ("HOME", "JAVA_HOME", "MAVEN_ARGS") if name in os.environ}
    environment |= {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "S3A_ENDPOINT": http_product.endpoint,
        "S3A_BUCKET": http_bucket,
        "AWS_ACCESS_KEY_ID": http_product.access_key,
        "AWS_SECRET_ACCESS_KEY": http_product.secret,
    }
    reports = HADOOP / "target" / "surefire-reports"
    for old in reports.glob("TEST-*.xml"):
        old.unlink()
    command = [ROOT / "mvnw", "--batch-mode", "--file", HADOOP / "pom.xml", "surefire:test", "-DfailIfNoTests=true"]
    run(command, environment, tmp_path)
    suites = [xml.parse(file).getroot().attrib for file in reports.glob("TEST-*.xml")]
    assert {suite["name"].rsplit(".", 1)[1] for suite in suites} == {"FilesTest", "MagicCommitterTest"}
    assert all(int(suite["skipped"]) == 0 < int(suite["tests"]) for suite in suites)
    assert "Uploads" not in http_s3.list_multipart_uploads(Bucket=http_bucket)
