# Sourced by the launch scripts beside it: finds a JDK, builds what is missing, runs a main class.
#
# ZKOPT_JAVA_OPTIONS: options for the virtual machine, such as -Xmx16g or another collector, split at blanks.

set -euo pipefail

readonly REPOSITORY=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly TARGET=$REPOSITORY/tools/target
readonly TOOL=${0##*/}
readonly MINIMAL_JAVA=25
readonly BAD_USAGE=2
# options of a virtual machine for long runs; columns of more than half a region are never moved, and are let go early
readonly LARGE=(-XX:+UseG1GC -XX:G1HeapRegionSize=1m -XX:MaxRAMPercentage=75)

fail() {
  printf '%s: error: %s\n' "$TOOL" "$1" >&2
  exit "$BAD_USAGE"
}

note() {
  printf '%s: %s\n' "$TOOL" "$1" >&2
}

# java_version FOLDER: the feature release of the JDK there, or 0; read from its 'release' file
java_version() {
  local line
  [[ -x $1/bin/java && -r $1/release ]] || { echo 0; return; }
  while IFS= read -r line; do
    if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
      echo "${BASH_REMATCH[1]}"
      return
    fi
  done < "$1/release"
  echo 0
}

# find_jdk: prints the first JDK that is new enough
find_jdk() {
  local on_path folder
  on_path=$(readlink -f "$(command -v java || true)" || true)
  for folder in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* /opt/java /opt/java/* \
      "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if (( $(java_version "$folder") >= MINIMAL_JAVA )); then
      echo "$folder"
      return
    fi
  done
  return 1
}

# build JDK: packages the tools if that has not been done
build() {
  [[ -d $TARGET/lib && -f $TARGET/zkopt-tools.jar ]] && return
  local maven
  maven=$(command -v mvn || echo "$REPOSITORY/mvnw")
  note "building (once; a few minutes)"
  command -v java > /dev/null || export JAVA_HOME=$1
  (cd "$REPOSITORY" && "$maven" -q -B -ntp -Dstyle.color=never -DskipTests package) >&2 || fail "cannot build: see the messages above"
}

# The virtual machine announces the incubating Vector API in the first line of standard error, whatever its options are:
# that line goes, all else passes. An interrupt is for the tool, which may have something to say.
without_incubator_warning() {
  local line=
  trap '' INT
  if IFS= read -r line; then
    [[ $line == 'WARNING: Using incubator modules: '* ]] || printf '%s\n' "$line"
  else
    printf '%s' "$line"
  fi
  cat
}

# start_up_cache CACHE JAVA... : makes the AOT cache if there is none from these classes and this JDK. The virtual machine
# checks the cache itself and leaves a wrong one aside; after a failure an empty file keeps us from trying again.
start_up_cache() {
  local cache=$1 jar fresh=true
  shift
  for jar in "${1%/bin/java}/release" "$TARGET/zkopt-tools.jar" "$TARGET"/lib/*.jar; do
    [[ $cache -nt $jar ]] || fresh=false
  done
  [[ $fresh == true || ! -w $TARGET ]] && return
  note "preparing faster starts (once per build)"
  if [[ -n ${REHEARSAL:-} ]]; then
    "$@" "$MAIN_CLASS" "${REHEARSAL[@]}" < /dev/null > /dev/null 2>&1 || true
  fi
  "$@" -XX:AOTCacheOutput="$cache.$$" "$MAIN_CLASS" "${TRAINING[@]}" < /dev/null > /dev/null 2>&1 || true
  [[ -s $cache.$$ ]] || : > "$cache.$$"
  mv -f "$cache.$$" "$cache"
}

# without_collector: takes the garbage collector and its options out of the command line java, for another one
without_collector() {
  local option kept=()
  for option in "${java[@]}"; do
    [[ $option =~ ^-XX:(\+Use[A-Za-z0-9]*GC|G1.*)$ ]] || kept+=("$option")
  done
  java=("${kept[@]}")
}

# launch ARGUMENT... : runs MAIN_CLASS on a virtual machine with the options MACHINE. The start-up cache CACHE is trained on it with the
# arguments TRAINING, after a run with the arguments REHEARSAL, where set, has made the files that these need.
launch() {
  local jdk java terminal=false
  jdk=$(find_jdk) || fail "no JDK $MINIMAL_JAVA or newer found: install one (Eclipse Temurin $MINIMAL_JAVA, say) or set JAVA_HOME to it"
  build "$jdk"
  [[ -t 2 ]] && terminal=true
  java=(
    "$jdk/bin/java"
    --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow # protobuf's; the virtual machine would warn
    "${MACHINE[@]}"
    -cp "$TARGET/zkopt-tools.jar:$TARGET/lib/*"
  )
  start_up_cache "$TARGET/$CACHE.aot" "${java[@]}"
  java+=(
    -XX:AOTCache="$TARGET/$CACHE.aot" '-Xlog:aot*=off,cds*=off'
    # whether a person reads standard error, which may be a pipe for the tool
    -Dzkopt.terminal=$terminal
  )
  if [[ ${ZKOPT_JAVA_OPTIONS:-} =~ -XX:\+Use[A-Za-z0-9]*GC ]]; then without_collector; fi
  # shellcheck disable=SC2206  # split at blanks
  java+=(${ZKOPT_JAVA_OPTIONS:-})
  if [[ " ${java[*]} " == *' jdk.incubator.vector '* ]]; then
    run_filtered "$@"
  else
    exec "${java[@]}" "$MAIN_CLASS" "$@"
  fi
}

# run_filtered ARGUMENT... : runs the command line java without the incubator's warning
run_filtered() {
  local filter tool status=0
  exec 3> >(without_incubator_warning >&2)
  filter=$!
  # In the background, so that a signal to this script alone reaches the tool at once.
  (trap - INT QUIT; exec "${java[@]}" "$MAIN_CLASS" "$@") <&0 2>&3 3>&- &
  tool=$!
  exec 3>&-
  trap 'kill -TERM "$tool"' TERM
  trap : INT QUIT # a terminal sends these to the tool as well
  while kill -0 "$tool" 2> /dev/null; do
    status=0
    wait "$tool" || status=$?
  done
  wait "$filter" # until the end of standard error is written
  exit "$status"
}
