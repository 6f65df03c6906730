"""Pages of another origin, in a real browser, which holds them to the CORS rules of the bucket."""

import uuid

import pytest

from browser import Browser, Pages, ScriptError
from conftest import client_for, emptied

TEXT = "from the page: ä 日本\n" * 5000

PUT = """
    const [url, text] = given;
    const headers = {"content-type": "text/x-page", "x-amz-meta-colour": "blue"};
    const answer = await fetch(url, {method: "PUT", headers, body: text});
    return {status: answer.status, etag: answer.headers.get("etag"), id: answer.headers.get("x-amz-id-2")};"""

GET = """
    const answer = await fetch(given[0], {cache: "no-store"});
    return {status: answer.status, text: await answer.text(), colour: answer.headers.get("x-amz-meta-colour")};"""

POST = """
    const [url, fields, text] = given;
    const form = new FormData();
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    form.append("file", new File([text], "page ä.txt", {type: "text/x-page"}));
    const answer = await fetch(url, {method: "POST", body: form});
    return {status: answer.status, etag: answer.headers.get("etag"), text: await answer.text()};"""

# As a person does who fills in a form: the browser leaves the page for what the form answers.
SUBMIT = """
    const [url, fields, text] = given;
    const form = document.createElement("form");
    Object.assign(form, {action: url, method: "post", enctype: "multipart/form-data"});
    for (const [name, value] of Object.entries(fields)) {
      form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
    }
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], "page ä.txt", {type: "text/x-page"}));
    const input = Object.assign(document.createElement("input"), {type: "file", name: "file"});
    input.files = chosen.files;
    form.append(input);
    document.body.append(form);
    setTimeout(() => form.submit(), 0);"""

DELETE = """
    const answer = await fetch(given[0], {method: "DELETE"});
    return answer.status;"""


@pytest.fixture(scope="module")
def browser():
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def pages():
    pages = Pages()
    yield pages
    pages.close()


@pytest.fixture
def s3(http_product):
    return client_for(http_product, signature_version="s3v4")


@pytest.fixture
def bucket(s3):
    # A browser remembers what a preflight said, by URL.
    name = f"pages-{uuid.uuid4().hex[:16]}"
    s3.create_bucket(Bucket=name)
    yield name
    emptied(s3, name)


def allow(s3, bucket, origin, methods, headers=("content-type", "x-amz-*"), exposed=("ETag", "x-amz-meta-colour")):
    rule = {"AllowedOrigins": [origin], "AllowedMethods": list(methods)}
    rule.update(AllowedHeaders=list(headers), ExposeHeaders=list(exposed), MaxAgeSeconds=0)
    s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})


def link(s3, operation, bucket, key, **more):
    return s3.generate_presigned_url(operation, Params=dict(Bucket=bucket, Key=key, **more), ExpiresIn=60)


def put_link(s3, bucket, key):
    return link(s3, "put_object", bucket, key, ContentType="text/x-page", Metadata={"colour": "blue"})


def keys(s3, bucket):
    return [item["Key"] for item in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]


def test_a_page_uploads_by_a_presigned_put_and_reads_back(browser, pages, s3, bucket):
    allow(s3, bucket, pages.origin, ["GET", "PUT"])
    browser.open(pages.origin)

    written = browser.run(PUT, put_link(s3, bucket, "by page/ä"), TEXT)

    head = s3.head_object(Bucket=bucket, Key="by page/ä")
    assert (written["status"], written["etag"]) == (200, head["ETag"])
    assert written["id"] is None, "the rules do not expose it"
    assert (head["ContentType"], head["Metadata"]) == ("text/x-page", {"colour": "blue"})
    read = browser.run(GET, link(s3, "get_object", bucket, "by page/ä"))
    assert read == {"status": 200, "text": TEXT, "colour": "blue"}


def test_a_page_uploads_by_a_form_and_reads_back(browser, pages, s3, bucket):
    allow(s3, bucket, pages.origin, ["GET", "POST"], headers=[])
    fields = {"x-amz-meta-colour": "green"}
    form = s3.generate_presigned_post(bucket, "by form/${filename}", fields, [fields])
    browser.open(pages.origin)

    written = browser.run(POST, form["url"], form["fields"], TEXT)

    key = "by form/page ä.txt"
    assert written == {"status": 204, "etag": s3.head_object(Bucket=bucket, Key=key)["ETag"], "text": ""}
    read = browser.run(GET, link(s3, "get_object", bucket, key))
    assert read == {"status": 200, "text": TEXT, "colour": "green"}
    refused = browser.run(POST, form["url"], form["fields"] | {"x-amz-meta-colour": "red"}, TEXT)
    assert refused["status"] == 403 and "<Code>AccessDenied</Code>" in refused["text"]


def test_a_form_that_is_submitted_needs_no_rules(browser, pages, s3, bucket):
    fields = {"success_action_redirect": f"{pages.origin}/done"}
    form = s3.generate_presigned_post(bucket, "submitted", fields, [fields])
    browser.open(pages.origin)

    browser.run(SUBMIT, form["url"], form["fields"], TEXT)

    browser.await_url(f"{pages.origin}/done?")
    assert s3.get_object(Bucket=bucket, Key="submitted")["Body"].read() == TEXT.encode()
    with pytest.raises(ScriptError, match="Failed to fetch"):
        browser.run(GET, link(s3, "get_object", bucket, "submitted"))


def test_a_page_reads_errors(browser, pages, s3, bucket):
    allow(s3, bucket, "http://*", ["GET"])
    browser.open(pages.origin)

    absent = browser.run(GET, link(s3, "get_object", bucket, "absent"))

    assert absent["status"] == 404 and "<Code>NoSuchKey</Code>" in absent["text"]
    forged = browser.run(GET, link(s3, "get_object", bucket, "absent").replace("absent", "other"))
    assert forged["status"] == 403 and "<Code>SignatureDoesNotMatch</Code>" in forged["text"]


def test_a_page_lists_and_deletes(browser, pages, s3, bucket):
    allow(s3, bucket, "*", ["GET", "DELETE"])
    s3.put_object(Bucket=bucket, Key="doomed", Body=b"x")
    browser.open(pages.origin)

    listed = browser.run(GET, s3.generate_presigned_url("list_objects_v2", Params={"Bucket": bucket}, ExpiresIn=60))
    assert "<Key>doomed</Key>" in listed["text"]
    assert browser.run(DELETE, link(s3, "delete_object", bucket, "doomed")) == 204
    assert keys(s3, bucket) == []


def test_without_rules_a_page_can_do_nothing(browser, pages, s3, bucket):
    s3.put_object(Bucket=bucket, Key="kept", Body=b"x")
    browser.open(pages.origin)

    with pytest.raises(ScriptError, match="Failed to fetch"):
        browser.run(PUT, put_link(s3, bucket, "k"), TEXT)
    with pytest.raises(ScriptError, match="Failed to fetch"):
        browser.run(GET, link(s3, "get_object", bucket, "kept"))
    assert keys(s3, bucket) == ["kept"]


@pytest.mark.parametrize(
    "rules",
    [
        {"methods": ["GET"]},
        {"headers": ["content-type"]},
        {"headers": []},
        {"origin": "https://elsewhere.example"},
    ],
)
def test_what_no_rule_allows_is_not_even_sent(browser, pages, s3, bucket, rules):
    allow(s3, bucket, **{"origin": pages.origin, "methods": ["PUT"], **rules})
    browser.open(pages.origin)

    with pytest.raises(ScriptError, match="Failed to fetch"):
        browser.run(PUT, put_link(s3, bucket, "k"), TEXT)
    assert keys(s3, bucket) == []


def test_a_page_of_another_origin_reads_nothing(browser, pages, s3, bucket):
    allow(s3, bucket, pages.origin, ["GET", "PUT"])
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    url = link(s3, "get_object", bucket, "k")
    browser.open(pages.other_origin)
    with pytest.raises(ScriptError, match="Failed to fetch"):
        browser.run(GET, url)

    browser.open(pages.origin)
    assert browser.run(GET, url)["text"] == "x"
