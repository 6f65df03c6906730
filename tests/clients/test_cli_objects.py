"""One object at a time with the AWS CLI."""

import hashlib
import os
import re
import subprocess

import pytest

SIZES = [0, 1, 65519, 65520, 65521, 131040, 1_000_003]

NAMES = [
    "plain.txt",
    "with space.txt",
    "a+b=c&d.txt",
    "100%.txt",
    "percent%2Fencoded%20.txt",
    "Zürich/日本語/🗝.txt",
    "quote'and\"double.txt",
    "semi;colon,comma:colon@at!$.txt",
    "deep/er/and/deep/er.txt",
    "tilde~under_score-dash.(1)*.txt",
]


@pytest.mark.parametrize("size", SIZES)
def test_up_and_down(aws, cli_bucket, tmp_path, size):
    source, target = tmp_path / "up", tmp_path / "down"
    source.write_bytes(os.urandom(size))
    aws.run("s3", "cp", source, f"s3://{cli_bucket}/folder/file.bin")
    aws.run("s3", "cp", f"s3://{cli_bucket}/folder/file.bin", target)
    assert target.read_bytes() == source.read_bytes()


def test_up_and_down_over_tls(aws_over_tls, tmp_path):
    aws, bucket = aws_over_tls, f"clients-tls-{os.urandom(6).hex()}"
    aws.run("s3", "mb", f"s3://{bucket}")
    for size in (0, 200_001, 30_000_000):
        source, target = tmp_path / "up", tmp_path / "down"
        source.write_bytes(os.urandom(size))
        aws.run("s3", "cp", source, f"s3://{bucket}/file.bin")
        aws.run("s3", "cp", f"s3://{bucket}/file.bin", target)
        assert target.read_bytes() == source.read_bytes(), size
    aws.run("s3", "rb", "--force", f"s3://{bucket}")


def test_standard_input_and_output(aws, cli_bucket):
    content = os.urandom(300_000)
    aws.run("s3", "cp", "-", f"s3://{cli_bucket}/piped", stdin=content)
    assert aws.run("s3", "cp", f"s3://{cli_bucket}/piped", "-") == content


def test_a_large_file_in_one_piece(aws, cli_bucket, tmp_path):
    source, target = tmp_path / "up", tmp_path / "down"
    with open(source, "wb") as file:
        for _ in range(100):
            file.write(os.urandom(1024 * 1024))
    aws.run("s3", "cp", source, f"s3://{cli_bucket}/large")
    assert f"{100 * 1024 * 1024} large" in aws.run("s3", "ls", f"s3://{cli_bucket}/").decode()
    aws.run("s3", "cp", f"s3://{cli_bucket}/large", target)
    subprocess.run(["cmp", source, target], check=True)


def test_odd_names(aws, cli_bucket, tmp_path):
    tree, back = tmp_path / "tree", tmp_path / "back"
    for name in NAMES:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(name)
    aws.run("s3", "cp", "--recursive", tree, f"s3://{cli_bucket}/")
    listed = aws.api("list-objects-v2", "--bucket", cli_bucket)["Contents"]
    assert {item["Key"]: item["Size"] for item in listed} == {name: len(name.encode()) for name in NAMES}
    aws.run("s3", "cp", "--recursive", f"s3://{cli_bucket}/", back)
    assert {name: (back / name).read_text() for name in NAMES} == {name: name for name in NAMES}
    aws.run("s3", "rm", f"s3://{cli_bucket}/{NAMES[4]}")
    assert NAMES[4] not in aws.run("s3", "ls", "--recursive", f"s3://{cli_bucket}").decode()


def test_a_folder_marker_and_its_neighbours(aws, cli_bucket):
    aws.api("put-object", "--bucket", cli_bucket, "--key", "folder/")
    aws.run("s3", "cp", "-", f"s3://{cli_bucket}/folder/inside", stdin=b"12345")
    aws.run("s3", "cp", "-", f"s3://{cli_bucket}/folder", stdin=b"123")
    plain = aws.run("s3", "ls", f"s3://{cli_bucket}/").decode()
    assert sorted(line.split()[-2:] for line in plain.splitlines()) == [["3", "folder"], ["PRE", "folder/"]]
    deep = aws.run("s3", "ls", "--recursive", "--summarize", f"s3://{cli_bucket}").decode()
    shown = dict(reversed(found) for found in re.findall(r":\d\d +(\d+) (\S+)\n", deep))
    assert shown == {"folder": "3", "folder/": "0", "folder/inside": "5"}
    assert "Total Objects: 3" in deep and "Total Size: 8" in deep


def test_metadata_and_headers(aws, cli_bucket):
    aws.run(
        *("s3", "cp", "-", f"s3://{cli_bucket}/described", "--content-type", "text/x-canary; charset=utf-8"),
        *("--cache-control", "max-age=7", "--content-disposition", 'attachment; filename="a b.txt"'),
        *("--content-language", "de-CH", "--content-encoding", "identity-ish"),
        *("--metadata", "colour=dark green,number=42"),
        stdin=b"text",
    )
    head = aws.api("head-object", "--bucket", cli_bucket, "--key", "described")
    assert head["ContentType"] == "text/x-canary; charset=utf-8"
    assert head["CacheControl"] == "max-age=7"
    assert head["ContentDisposition"] == 'attachment; filename="a b.txt"'
    assert head["ContentLanguage"] == "de-CH"
    assert head["ContentEncoding"] == "identity-ish"
    assert head["Metadata"] == {"colour": "dark green", "number": "42"}
    assert head["ContentLength"] == 4


def test_guessed_content_type(aws, cli_bucket, tmp_path):
    (tmp_path / "page.html").write_text("<p>")
    aws.run("s3", "cp", tmp_path / "page.html", f"s3://{cli_bucket}/")
    assert aws.api("head-object", "--bucket", cli_bucket, "--key", "page.html")["ContentType"] == "text/html"


def test_ranges_and_conditions(aws, cli_bucket, tmp_path):
    content, out = os.urandom(140_000), tmp_path / "out"
    aws.run("s3", "cp", "-", f"s3://{cli_bucket}/ranged", stdin=content)
    where = ("--bucket", cli_bucket, "--key", "ranged")
    for asked, expected in (
        ("bytes=65519-65521", content[65519:65522]),
        ("bytes=131040-", content[131040:]),
        ("bytes=-7", content[-7:]),
    ):
        answer = aws.api("get-object", *where, "--range", asked, str(out))
        assert out.read_bytes() == expected, asked
        assert answer["ContentRange"].endswith("/140000")
    tag = aws.api("head-object", *where)["ETag"]
    assert "(304)" in aws.fails("s3api", "get-object", *where, "--if-none-match", tag, out)
    assert "PreconditionFailed" in aws.fails("s3api", "get-object", *where, "--if-match", '"other"', out)
    aws.api("get-object", *where, "--if-match", tag, str(out))
    assert out.read_bytes() == content
    assert "InvalidRange" in aws.fails("s3api", "get-object", *where, "--range", "bytes=140000-", out)


def test_presigned_url(aws, cli_bucket):
    content = os.urandom(70_000)
    aws.run("s3", "cp", "-", f"s3://{cli_bucket}/a b/+%.bin", stdin=content)
    url = aws.run("s3", "presign", f"s3://{cli_bucket}/a b/+%.bin", "--expires-in", "60").decode().strip()
    fetch = ["curl", "-sS", "--fail-with-body", "--noproxy", "*"]
    assert subprocess.run([*fetch, url], capture_output=True, check=True).stdout == content
    forged = subprocess.run([*fetch, url + "0"], capture_output=True)
    assert forged.returncode != 0 and b"SignatureDoesNotMatch" in forged.stdout


def test_the_old_signature_of_presigned_urls_is_refused(aws, cli_bucket):
    """What version 1 of the CLI makes unless signature_version says s3v4."""
    (aws.home / "config").write_text("[default]\nregion = us-east-1\n")
    url = aws.run("s3", "presign", f"s3://{cli_bucket}/x").decode().strip()
    assert "AWSAccessKeyId=" in url
    answer = subprocess.run(["curl", "-sS", "--noproxy", "*", url], capture_output=True, check=True).stdout.decode()
    assert "<Code>InvalidRequest</Code>" in answer and "AWS4-HMAC-SHA256" in answer, answer


@pytest.mark.parametrize(
    "operation",
    [
        ("get-object-torrent", "--key", "x", "/dev/null"),
        ("get-bucket-policy",),
        ("put-bucket-website", "--website-configuration", "IndexDocument={Suffix=i.html}"),
    ],
)
def test_unknown_operations_say_so(aws, cli_bucket, operation):
    complaint = aws.fails("s3api", operation[0], "--bucket", cli_bucket, *operation[1:])
    assert "An error occurred (NotImplemented)" in complaint
    assert len(complaint.split("operation: ", 1)[1].strip()) > 20, "a message that a person can use"


def test_errors_are_usable(aws, cli_bucket, tmp_path):
    missing = aws.fails("s3api", "get-object", "--bucket", cli_bucket, "--key", "no", tmp_path / "out")
    assert "(NoSuchKey)" in missing
    assert "(404)" in aws.fails("s3", "cp", f"s3://{cli_bucket}/no", tmp_path / "out")
    assert "(NoSuchBucket)" in aws.fails("s3", "ls", "s3://no-such-bucket-here")
    aws.run("s3", "cp", "-", f"s3://{cli_bucket}/x", stdin=b"x")
    assert "(BucketNotEmpty)" in aws.fails("s3", "rb", f"s3://{cli_bucket}")
