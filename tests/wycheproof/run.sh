#!/bin/bash
# Project Wycheproof's vectors against the primitives that the product uses, as the providers of this Java compute them.
#   tests/wycheproof/run.sh
# The vectors are fetched as a Go module, in the version and with the sum that are pinned here, and not kept. The test alone:
#   ./mvnw verify -pl vault -Dgroups=wycheproof -DexcludedGroups=none -Dcipherquay.wycheproof=FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
module=github.com/c2sp/wycheproof@v0.0.0-20260902155932-3fa63dd0344a
sum=h1:pNbL2nztRsWfW/ispAwsvcDFxs9Id38uIsR2/Up5G2c=

command -v go > /dev/null || { echo "tests/wycheproof: go is missing" >&2; exit 1; }
fetched=$(GOFLAGS=-mod=mod go mod download -json "$module")
field() { sed -n "s/.*\"$1\": \"\(.*\)\".*/\1/p" <<< "$fetched"; }
[ "$(field Sum)" = "$sum" ] || { echo "tests/wycheproof: $module is not what it was" >&2; exit 1; }
exec ./mvnw -B -ntp verify -pl vault -Dgroups=wycheproof -DexcludedGroups=none -Dcipherquay.wycheproof="$(field Dir)/testvectors_v1"
