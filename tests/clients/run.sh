#!/usr/bin/env bash
# Real clients against the product: the AWS CLI, the newest boto3, boto3 of the old dialect, the SDK for JavaScript,
# rclone, restic, s3cmd, mc, s5cmd, Litestream, Hadoop and a browser.
#   bash tests/clients/run.sh [PYTEST ARGUMENTS]
# CIPHERQUAY_UPSTREAM=URL runs the same against an upstream S3, with credentials from AWS_* or a profile.
# Nothing is skipped: what is missing on this machine makes it fail.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname -- "$(dirname -- "$here")")
work=$root/tests/target/clients
export PYTHONDONTWRITEBYTECODE=1

for tool in python3 openssl curl rclone restic s3cmd chromium chromedriver node npm go; do
  command -v "$tool" >/dev/null || { echo "tests/clients: $tool is missing" >&2; exit 1; }
done
mkdir -p -- "$work/bin"

# Makes the environment of a requirements file, unless one with exactly these requirements is there.
environment() {
  local folder=$work/$1 wanted=$here/$2
  if ! cmp -s "$wanted" "$folder/requirements.txt"; then
    rm -rf -- "$folder"
    python3 -m venv "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
    cp -- "$wanted" "$folder/requirements.txt"
  fi
}

# Installs the packages of js/package-lock.json, unless they are there.
packages() {
  if ! cmp -s "$here/js/package-lock.json" "$work/js/done.json"; then
    rm -rf -- "$work/js"
    mkdir -- "$work/js"
    cp -- "$here"/js/{package.json,package-lock.json,.npmrc} "$work/js"
    (cd "$work/js" && npm ci --silent)
    cp -- "$here/js/package-lock.json" "$work/js/done.json"
  fi
}

# Builds the tool of a module below go/, or its program if it has one, unless it is there.
built() {
  local module=$here/go/$1 what=tool state
  if [ -e "$module/main.go" ]; then what=.; fi
  state=$(cd "$module" && sha256sum -- *)
  if [ "$state" != "$(cat "$work/bin/$1.sum" 2>/dev/null)" ]; then
    (cd "$module" && go build -mod=readonly -buildvcs=false -o "$work/bin/$1" "$what")
    printf '%s\n' "$state" > "$work/bin/$1.sum"
  fi
}

environment newest requirements.txt
environment old requirements-old.txt
packages
for module in "$here"/go/*/; do built "$(basename "$module")"; done
"$root/mvnw" --quiet --file "$root/tests/hadoop/pom.xml" test-compile
# Once, before two at a time would build it.
"$root/bin/cipherquay" --version >&2

cd "$here"
# A file is one worker's, with products of its own: clients wait more than they work.
pace=(--numprocesses 2 --dist loadfile)
"$work/newest/bin/python" -m pytest "${pace[@]}" "$@"
# Arguments choose tests for a closer look; they are for the newest clients.
[ "$#" -gt 0 ] || "$work/old/bin/python" -m pytest "${pace[@]}" test_boto3_*.py
