#!/bin/bash
# Fuzzes every parser that gets bytes from somebody who is not trusted, guided by coverage.
#   tests/fuzz/run.sh [SECONDS] [TARGET...]     SECONDS for all targets together (600), divided evenly; all targets if none is named
#   tests/fuzz/run.sh --replay TARGET FILE      one input again
# The corpus of a run stays in tests/fuzz/target/corpus/TARGET, so the next run goes on where this one ended. Exits with 1 if there
# is a finding, and says how to replay it. What is worth keeping is copied by hand to tests/fuzz/src/test/resources/seeds/TARGET,
# where every build replays it. Needs the module built: ./mvnw -q -B -ntp test-compile -pl vault,proxy,keytool,tests/fuzz
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here" || exit 2
if [ ! -f target/class-path ] || [ ! -d target/test-classes ]; then
  echo "build first: ./mvnw -q -B -ntp test-compile -pl vault,proxy,keytool,tests/fuzz" >&2
  exit 2
fi
class_path=target/test-classes:$(cat target/class-path)
hooks='com.cipherquay.**:com.ctc.wstx.**:com.fasterxml.jackson.**:org.tomlj.**'

# fuzz TARGET JAZZER-ARGUMENT...
fuzz() {
  local target=$1
  shift
  java -Xmx256m "-Dcipherquay.fuzz.target=$target" "-Dlogback.configurationFile=$here/../../src/build/logback-test.xml" \
    -cp "$class_path" com.code_intelligence.jazzer.Jazzer --target_class=com.cipherquay.fuzz.Fuzzer \
    "--instrumentation_includes=com.cipherquay.**" "--custom_hook_includes=$hooks" \
    --disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexRoadblocks -timeout=5 "$@"
}

if [ "${1:-}" = --replay ]; then
  fuzz "$2" "$3"
  exit
fi

seconds=${1:-600}
[ $# -gt 0 ] && shift
seeds=src/test/resources/seeds
targets=("$@")
[ ${#targets[@]} -eq 0 ] && targets=($(ls $seeds))
each=$((seconds / ${#targets[@]}))
[ $each -lt 1 ] && each=1

findings=0
for target in "${targets[@]}"; do
  mkdir -p "target/corpus/$target" "target/findings/$target"
  log=target/findings/$target/log
  fuzz "$target" --reproducer_path="target/findings/$target" "-artifact_prefix=target/findings/$target/" -max_total_time=$each \
    -max_len=4096 "target/corpus/$target" "$seeds/$target" > "$log" 2>&1
  status=$?
  done_line=$(grep -a 'DONE' "$log" | tail -1 | tr -s ' \t' ' ')
  if [ $status -eq 0 ]; then
    echo "ok       $target ${done_line}"
  else
    findings=$((findings + 1))
    file=$(grep -ao "target/findings/$target/[a-z]*-[0-9a-f]*" "$log" | tail -1)
    echo "FINDING  $target (status $status); log: tests/fuzz/$log"
    grep -a -m1 -A4 'Java Exception\|ERROR: libFuzzer' "$log"
    if [ -n "$file" ]; then
      echo "         again: tests/fuzz/run.sh --replay $target $here/$file"
    else
      echo "         none of the fuzzer's inputs: a seed does not pass, and SeedsTest says which"
    fi
  fi
done
echo "$((${#targets[@]} - findings)) passed, $findings failed"
[ $findings -eq 0 ]
