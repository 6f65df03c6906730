"""What the suites share: the product over http and https, buckets of their own, and clients."""

import os
import uuid

import boto3
import botocore.config
import pytest

import product as products
from cli import Cli

UPSTREAM = os.environ.get("CIPHERQUAY_UPSTREAM")

# The product may see everything: AWS_* is how it finds the credentials of the upstream. The clients see none of it. Workers
# are started by a process that has read this file too, so what is hidden from the clients is kept under another name.
KEPT = "KEPT_"
PRODUCT_ENVIRONMENT = {
    name.removeprefix(KEPT): value for name, value in os.environ.items() if not name.startswith("CIPHERQUAY_")
}
for foreign in list(os.environ):
    hidden = foreign.startswith("AWS_") or foreign.endswith(("_CA_BUNDLE", "_proxy", "_PROXY"))
    if hidden and not foreign.startswith(KEPT):
        os.environ[KEPT + foreign] = os.environ.pop(foreign)
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"


def running(tmp_path_factory, tls, more=None):
    folder = tmp_path_factory.mktemp("https" if tls else "http")
    product = products.start(folder, PRODUCT_ENVIRONMENT, UPSTREAM, tls, more)
    try:
        yield product
    finally:
        product.stop()


@pytest.fixture(scope="session")
def http_product(tmp_path_factory):
    yield from running(tmp_path_factory, tls=False)


@pytest.fixture(scope="session")
def https_product(tmp_path_factory):
    yield from running(tmp_path_factory, tls=True)


@pytest.fixture(scope="session")
def lenient_product(tmp_path_factory):
    """It takes Signature Version 2 too."""
    yield from running(tmp_path_factory, tls=False, more={"CIPHERQUAY_AUTH_SIGV2": "true"})


@pytest.fixture(scope="session")
def sorted_product(tmp_path_factory):
    yield from running(tmp_path_factory, tls=False, more={"CIPHERQUAY_LISTING_ORDER": "sorted"})


@pytest.fixture(scope="module", params=["stored", "sorted"])
def order(request):
    return request.param


@pytest.fixture(scope="module")
def ordered_product(request, order):
    """The product with every bucket in one order."""
    return request.getfixturevalue({"stored": "http_product", "sorted": "sorted_product"}[order])


@pytest.fixture(scope="module", params=["http", "https"])
def product(request):
    return request.getfixturevalue(f"{request.param}_product")


def client_for(product, endpoint=None, **settings):
    return boto3.session.Session().client(
        "s3",
        endpoint_url=endpoint or product.endpoint,
        aws_access_key_id=product.access_key,
        aws_secret_access_key=product.secret,
        region_name="us-east-1",
        verify=str(product.certificate) if product.certificate else None,
        config=botocore.config.Config(retries={"max_attempts": 0}, **settings),
    )


@pytest.fixture(scope="session")
def connect():
    """Makes a boto3 client of a product, with further settings."""
    return client_for


@pytest.fixture(scope="module")
def s3(product):
    return client_for(product)


def emptied(client, bucket):
    names = [{"Key": item["Key"]} for item in everything(client, bucket)]
    for start in range(0, len(names), 1000):
        answer = client.delete_objects(Bucket=bucket, Delete={"Objects": names[start : start + 1000]})
        assert not answer.get("Errors"), answer["Errors"]
    client.delete_bucket(Bucket=bucket)


def everything(client, bucket, **options):
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket, **options):
        yield from page.get("Contents", [])


@pytest.fixture
def bucket(s3):
    """A bucket of the test's own; its listing must be good enough to empty it."""
    yield from fresh(s3)


@pytest.fixture(scope="session")
def http_s3(http_product):
    return client_for(http_product)


def fresh(client):
    name = f"clients-{uuid.uuid4().hex[:16]}"
    client.create_bucket(Bucket=name)
    yield name
    emptied(client, name)


@pytest.fixture
def http_bucket(http_s3):
    """A bucket for clients of which one protocol is enough."""
    yield from fresh(http_s3)


@pytest.fixture(scope="module")
def ordered_s3(ordered_product):
    return client_for(ordered_product)


@pytest.fixture
def ordered_bucket(ordered_s3):
    """A bucket in either order."""
    yield from fresh(ordered_s3)


@pytest.fixture
def aws(http_product, tmp_path):
    return Cli(http_product, tmp_path)


@pytest.fixture
def aws_over_tls(https_product, tmp_path):
    return Cli(https_product, tmp_path)


@pytest.fixture
def cli_bucket(aws):
    """A bucket of the test's own, made and removed by the CLI."""
    name = f"clients-{uuid.uuid4().hex[:16]}"
    aws.run("s3", "mb", f"s3://{name}")
    yield name
    aws.run("s3", "rb", "--force", f"s3://{name}")
