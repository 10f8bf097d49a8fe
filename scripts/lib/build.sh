# Building only when sources changed. Sourced by the launcher after jdk.sh, under `set -eu`.
#
# Maven builds into modules/app/target/evenkeel. What runs is a copy of that, one folder a build
# (modules/app/target/builds/N), so that a rebuild never changes jars under a running process.
# Third-party jars are hard links, so a copy costs little. Folders that nobody runs are removed.

# What the build depends on, as one number: names, sizes and times of all sources. Deleted files
# count too. `ls` shows recent times to the minute; the check below with -newer sees the rest.
source_fingerprint() {
  LC_ALL=C TZ=UTC0 ls -lnR pom.xml modules/*/pom.xml modules/*/src/main 2> /dev/null | cksum
}

# True when the last build is of the sources as they are now. Sets BUILD_FOLDER.
build_is_current() {
  local number fingerprint
  [ -f "$BUILD_STATE/built" ] || return 1
  {
    IFS= read -r number || return 1
    IFS= read -r fingerprint || return 1
  } < "$BUILD_STATE/built"
  BUILD_FOLDER=$BUILD_STATE/$number
  [ -f "$BUILD_FOLDER/evenkeel.jar" ] || return 1
  [ "$fingerprint" = "$(source_fingerprint)" ] || return 1
  [ -z "$(find pom.xml modules/*/pom.xml modules/*/src/main -newer "$BUILD_STATE/started-$number" 2>&1)" ]
}

say() {
  printf '%s\n' "evenkeel: $*" >&2
}

is_running() {
  kill -0 "$1" 2> /dev/null || ps -p "$1" > /dev/null 2>&1
}

# Takes the lock: a symbolic link that names our process, made in one step. The lock of a process
# that died is removed under a second lock, so that no two waiters remove one another's.
lock_build() {
  local owner waited=0
  until ln -s "$$" "$BUILD_STATE/lock" 2> /dev/null; do
    owner=$(readlink "$BUILD_STATE/lock" 2> /dev/null || true)
    if [ -n "$owner" ] && ! is_running "$owner" && mkdir "$BUILD_STATE/unlocking" 2> /dev/null; then
      owner=$(readlink "$BUILD_STATE/lock" 2> /dev/null || true)
      if [ -n "$owner" ] && ! is_running "$owner"; then
        rm -f "$BUILD_STATE/lock"
      fi
      rmdir "$BUILD_STATE/unlocking"
      continue
    fi
    if [ "$waited" -eq 5 ]; then
      say "waiting for the build of process ${owner:-unknown} (if there is none, remove $BUILD_STATE/lock)"
    fi
    if [ "$waited" -ge 50 ]; then
      # Left by a process that died within these few lines.
      find "$BUILD_STATE/unlocking" -prune -mmin +1 -exec rmdir {} \; 2> /dev/null || true
    fi
    waited=$((waited + 1))
    sleep 0.2
  done
  trap 'rm -f "$BUILD_STATE/lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

unlock_build() {
  rm -f "$BUILD_STATE/lock"
  trap - EXIT INT TERM
}

# Reads Maven's output and says what it is doing: a line a module, and how far downloads are.
show_build_progress() {
  local line module place downloads=0
  while IFS= read -r line; do
    case $line in
      *Downloading\ from\ *)
        downloads=$((downloads + 1))
        if [ "$downloads" -eq 1 ] || [ $((downloads % 50)) -eq 0 ]; then
          say "downloading libraries ($downloads files so far)"
        fi
        ;;
      *'Building '*' ['*/*']')
        module=${line#*Building } place=${line##*\[}
        say "building ${module%% *} (${place%\]*})"
        ;;
    esac
  done
}

run_maven() {
  local log=$BUILD_STATE/maven.log status=0 ibapi=''
  # Left by scripts/install-ibapi: the version of IBKR's client to build with.
  [ ! -f .ibapi ] || ibapi=$(cat .ibapi)
  find_maven || return 1
  (
    use_jdk_for_maven
    # Tests and style are the work of scripts/test.
    exec "$MAVEN_FOUND" --batch-mode --projects modules/app --also-make package \
      -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcheckstyle.skip=true -Denforcer.skip=true \
      ${ibapi:+-Pibapi "-Dibapi.version=$ibapi"} \
      < /dev/null 2>&1
  ) | tee "$log" | show_build_progress
  status=${PIPESTATUS[0]}
  if [ "$status" -ne 0 ]; then
    grep -E '^\[ERROR\]|^\[WARNING\] .*\.java:' "$log" | sed -e '/\[Help 1\]/q' | head -n 20 >&2 || true
    say "the build failed; everything Maven said is in $log"
    return 1
  fi
}

# Removes the marks of processes that ended from the build in $1; true when one is left.
is_in_use() {
  local mark in_use=1
  for mark in "$1"/used-by/*; do
    [ -e "$mark" ] || continue
    if is_running "${mark##*/}"; then
      in_use=0
    else
      rm -f "$mark"
    fi
  done
  return "$in_use"
}

# Removes builds that are not the one in $1 and that no process runs.
remove_old_builds() {
  local folder
  for folder in "$BUILD_STATE"/[0-9]*; do
    [ -d "$folder" ] && [ "$folder" != "$1" ] || continue
    if ! is_in_use "$folder"; then
      rm -rf "$folder" "$BUILD_STATE/started-${folder##*/}"
    fi
  done
}

build() {
  local number=1 fingerprint jar made=modules/app/target/evenkeel
  while [ -e "$BUILD_STATE/$number" ] || [ -e "$BUILD_STATE/started-$number" ]; do
    number=$((number + 1))
  done
  BUILD_FOLDER=$BUILD_STATE/$number
  # Before the build, so that an edit made meanwhile counts as a change afterwards.
  : > "$BUILD_STATE/started-$number"
  fingerprint=$(source_fingerprint)
  if ! run_maven; then
    rm -f "$BUILD_STATE/started-$number"
    return 1
  fi
  mkdir -p "$BUILD_FOLDER/lib" "$BUILD_FOLDER/used-by" || return 1
  for jar in "$made"/lib/*.jar; do
    case $jar in
      # Ours are written anew by the next build, in place; a link would change with them.
      */evenkeel-*) cp -p "$jar" "$BUILD_FOLDER/lib/" || return 1 ;;
      *) ln "$jar" "$BUILD_FOLDER/lib/" 2> /dev/null || cp -p "$jar" "$BUILD_FOLDER/lib/" || return 1 ;;
    esac
  done
  cp -p "$made/evenkeel.jar" "$BUILD_FOLDER/evenkeel.jar" || return 1
  printf '%s\n' "$number" "$fingerprint" > "$BUILD_STATE/built.new" || return 1
  mv -f "$BUILD_STATE/built.new" "$BUILD_STATE/built" || return 1
  remove_old_builds "$BUILD_FOLDER"
}

# Makes the archive of loaded classes that halves the time to start. It fits one JDK and one build.
# A failure costs speed only, and is not tried again.
prepare_fast_start() {
  local options=(-Xmx256m -XX:+UseSerialGC -Xlog:disable)
  if [ "$JAVA_FOUND_MAJOR" -ge 24 ]; then
    options+=(--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED)
  fi
  say "preparing a fast start with JDK $JAVA_FOUND_VERSION"
  if ! "$JAVA_FOUND/bin/java" "${options[@]}" "-XX:ArchiveClassesAtExit=$BUILD_ARCHIVE.new" \
    -cp "$BUILD_FOLDER/evenkeel.jar" evenkeel.app.StartTraining \
    < /dev/null > "$BUILD_STATE/training.log" 2>&1 || [ ! -s "$BUILD_ARCHIVE.new" ]; then
    : > "$BUILD_ARCHIVE.new"
  fi
  mv -f "$BUILD_ARCHIVE.new" "$BUILD_ARCHIVE"
}

# Sets BUILD_JAR and BUILD_ARCHIVE to a build of the present sources of the project in $1, made now
# if need be, and marks it as in use by this process.
use_current_build() {
  local here=$PWD
  cd "$1" || return 1
  BUILD_STATE=$1/modules/app/target/builds
  while :; do
    if ! build_is_current; then
      if ! mkdir -p "$BUILD_STATE" 2> /dev/null || [ ! -w "$BUILD_STATE" ]; then
        say "it has to be built, and $BUILD_STATE cannot be written; let whoever owns the folder run it once"
        return 1
      fi
      lock_build
      # Another launcher may have built while we waited.
      build_is_current || build || return 1
      unlock_build
    fi
    BUILD_JAR=$BUILD_FOLDER/evenkeel.jar
    BUILD_ARCHIVE=$BUILD_FOLDER/start-$JAVA_FOUND_VERSION.jsa
    # exec keeps our process id, so the mark stays true for the JVM.
    : 2> /dev/null > "$BUILD_FOLDER/used-by/$$" || true
    # Now and then, so that marks do not pile up while nothing is built.
    [ $(($$ % 64)) -ne 0 ] || is_in_use "$BUILD_FOLDER" || true
    if [ ! -f "$BUILD_ARCHIVE" ] && [ -w "$BUILD_FOLDER" ]; then
      lock_build
      [ -f "$BUILD_ARCHIVE" ] || [ ! -f "$BUILD_JAR" ] || prepare_fast_start
      unlock_build
    fi
    # Gone if another launcher removed it before it saw our mark.
    [ -f "$BUILD_JAR" ] && break
  done
  cd "$here" || return 1
}
