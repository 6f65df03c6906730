# What the launchers share; sourced by them with home, command and module set.
# POSIX sh and a Java are all that may be assumed here.

oldest=17

fail() {
  printf '%s: %s\n' "$command" "$1" >&2
  exit 1
}

# The major version of the Java under a folder, or nothing if there is none.
version_of() {
  [ -x "$1/bin/java" ] || return 0
  version=
  if [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9.]*\).*/\1/p' "$1/release")
  fi
  if [ -z "$version" ]; then
    # The quoted version is on the first line, but options from the environment may be announced above it.
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9.]*\).*/\1/p' | sed -n 1p)
  fi
  version=${version#1.}
  printf '%s' "${version%%.*}"
}

# Keeps the Java under a folder if it is the newest so far, and has a compiler where one is needed.
consider() {
  found=$(version_of "$1")
  case $found in '' | *[!0-9]*) return 0 ;; esac
  [ "$found" -ge "$oldest" ] || return 0
  [ -z "$need_compiler" ] || [ -x "$1/bin/javac" ] || return 0
  if [ "$found" -gt "$java_version" ]; then
    java_version=$found
    java_home=$1
  fi
}

# Sets java_home and java_version: JAVA_HOME if it will do, for whoever set it chose it; else the newest found.
find_java() {
  need_compiler=$1
  java_version=0
  java_home=
  if [ -n "${JAVA_HOME-}" ]; then
    consider "$JAVA_HOME"
    [ -z "$java_home" ] || return 0
  fi
  on_path=$(command -v java || true)
  if [ -n "$on_path" ]; then
    while [ -L "$on_path" ]; do
      target=$(readlink "$on_path")
      case $target in
        /*) on_path=$target ;;
        *) on_path=$(dirname -- "$on_path")/$target ;;
      esac
    done
    consider "$(dirname -- "$(dirname -- "$on_path")")"
  fi
  # CIPHERQUAY_JAVA_FOLDERS replaces the folders in which Javas are usually installed.
  if [ -n "${CIPHERQUAY_JAVA_FOLDERS-}" ]; then
    consider_all "$CIPHERQUAY_JAVA_FOLDERS"
  else
    consider_all /usr/lib/jvm
    consider_all /usr/java
    consider_all /usr/local
    consider_all /opt
    consider_all /Library/Java/JavaVirtualMachines
    consider_all "${HOME-}/Library/Java/JavaVirtualMachines"
    consider_all "${HOME-}/.sdkman/candidates/java"
    consider_all "${HOME-}/.jdks"
    consider_all /opt/homebrew/opt
    consider_all /usr/local/opt
  fi
  [ -n "$java_home" ] || fail "no Java $oldest or newer found${need_compiler:+ that has a compiler}.
Install a JDK, for example:
  Debian, Ubuntu:  apt install openjdk-17-jdk-headless
  Fedora, RHEL:    dnf install java-21-openjdk-devel
  macOS:           brew install openjdk
or point JAVA_HOME at one."
}

consider_all() {
  for folder in "$1"/*; do
    consider "$folder"
    consider "$folder/Contents/Home"
    consider "$folder/libexec/openjdk.jdk/Contents/Home"
  done
}

# Builds what this command needs: no checks and no tests, those are for ./mvnw verify.
build() {
  find_java compiler
  printf '%s: first use in this checkout, building it with %s\n' "$command" "$java_home" >&2
  # Maven itself uses what Java 24 begins to warn about.
  quiet=
  [ "$java_version" -lt 24 ] || quiet=--sun-misc-unsafe-memory-access=allow
  (
    cd "$home"
    MAVEN_OPTS="${MAVEN_OPTS-} $quiet"
    export MAVEN_OPTS
    JAVA_HOME=$java_home sh ./mvnw -B -Dquick -Dstyle.color=never -pl "$module" -am package >&2 </dev/null
  ) || fail "the build failed; its output above says why"
}

launch() {
  jar=$home/$module/target/cipherquay-$module.jar
  [ -f "$jar" ] || build
  find_java ''
  set -- -jar "$jar" "$@"
  # Tink's protocol buffers and Caffeine use what Java 24 begins to warn about.
  [ "$java_version" -lt 24 ] || set -- --sun-misc-unsafe-memory-access=allow "$@"
  # What is read and written for one request is garbage after it: the collector without work in the background costs 10 % less
  # CPU per request than Java's default. Java takes one choice only, so that anybody else's comes first.
  case "${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-} ${CIPHERQUAY_JAVA_OPTS-} " in
    *-XX:[+-]Use*GC" "*) ;;
    *) set -- -XX:+UseParallelGC "$@" ;;
  esac
  # CIPHERQUAY_JAVA_OPTS is split at blanks on purpose, and stands last so that it wins.
  # shellcheck disable=SC2086
  exec "$java_home/bin/java" -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 \
    ${CIPHERQUAY_JAVA_OPTS-} "$@"
}
