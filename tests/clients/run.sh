#!/usr/bin/env bash
# Real clients against the product: the AWS CLI, the newest boto3, boto3 of the old dialect, rclone, restic, s3cmd
# and a browser.
#   bash tests/clients/run.sh [PYTEST ARGUMENTS]
# CIPHERQUAY_UPSTREAM=URL runs the same against an upstream S3, with credentials from AWS_* or a profile.
# Nothing is skipped: what is missing on this machine makes it fail.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
work=$(dirname -- "$here")/target/clients
export PYTHONDONTWRITEBYTECODE=1

for tool in python3 openssl curl rclone restic s3cmd chromium chromedriver; do
  command -v "$tool" >/dev/null || { echo "tests/clients: $tool is missing" >&2; exit 1; }
done

# Makes the environment of a requirements file, unless one with exactly these requirements is there.
environment() {
  local folder=$work/$1 wanted=$here/$2
  if ! cmp -s "$wanted" "$folder/requirements.txt"; then
    rm -rf -- "$folder"
    mkdir -p -- "$work"
    python3 -m venv "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
    cp -- "$wanted" "$folder/requirements.txt"
  fi
}

environment newest requirements.txt
environment old requirements-old.txt

cd "$here"
"$work/newest/bin/python" -m pytest "$@"
# Arguments choose tests for a closer look; they are for the newest clients.
[ "$#" -gt 0 ] || "$work/old/bin/python" -m pytest test_boto3_*.py
