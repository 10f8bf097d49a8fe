# Finding a JDK and Maven. Sourced by the scripts; runs with bash 3.2 (macOS) and later.
#
# A version is read from the JDK's `release` file without starting a process; `java -version` is
# started only where that file is missing (Debian's merged links, some vendors).

EVENKEEL_JAVA_WANTED=21

# The file behind a path, with every link resolved. macOS before 12.3 has no `readlink -f`.
real_path() {
  local path=$1 link folder
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in
      /*) path=$link ;;
      *) path=$(dirname "$path")/$link ;;
    esac
  done
  folder=$(cd -P "$(dirname "$path")" > /dev/null 2>&1 && pwd -P) || return 1
  printf '%s\n' "$folder/$(basename "$path")"
}

# Sets JDK_VERSION and JDK_MAJOR for the JDK in folder $1; fails when there is none.
# A folder without a compiler is no JDK: the launcher also builds.
read_jdk() {
  local home=$1 line version=
  JDK_VERSION='' JDK_MAJOR=0
  # An empty home would make /bin/java pass where /bin is a link to /usr/bin.
  [ -n "$home" ] || return 1
  [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] || return 1
  if [ -f "$home/release" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in
        JAVA_VERSION=*)
          version=${line#JAVA_VERSION=}
          version=${version//\"/}
          version=${version%$'\r'}
          ;;
      esac
    done < "$home/release"
  fi
  if [ -z "$version" ]; then
    line=$("$home/bin/java" -version 2>&1) || return 1
    case $line in
      *version\ \"*)
        version=${line#*version \"}
        version=${version%%\"*}
        ;;
    esac
  fi
  JDK_VERSION=$version
  # 1.8.0_402 is Java 8; 21, 21.0.4, 25-ea and 21+35 begin with the number itself.
  version=${version#1.}
  version=${version%%[!0-9]*}
  [ -n "$version" ] || return 1
  JDK_MAJOR=$version
}

# True when the version $1 is higher than $2, number by number.
version_above() {
  local left=$1 right=$2 a b
  while [ -n "$left$right" ]; do
    a=${left%%[!0-9]*} b=${right%%[!0-9]*}
    a=${a:-0} b=${b:-0}
    [ "$((10#$a))" -gt "$((10#$b))" ] && return 0
    [ "$((10#$a))" -lt "$((10#$b))" ] && return 1
    case $left in *[!0-9]*) left=${left#*[!0-9]} ;; *) left= ;; esac
    case $right in *[!0-9]*) right=${right#*[!0-9]} ;; *) right= ;; esac
  done
  return 1
}

# Takes folder $1 as the JDK (JAVA_FOUND, JAVA_FOUND_VERSION, JAVA_FOUND_MAJOR) if it is new enough;
# remembers what was too old, for the message.
take_jdk() {
  read_jdk "$1" || return 1
  if [ "$JDK_MAJOR" -lt "$EVENKEEL_JAVA_WANTED" ]; then
    JAVA_TOO_OLD="${JAVA_TOO_OLD:+$JAVA_TOO_OLD, }$JDK_VERSION in $1"
    return 1
  fi
  JAVA_FOUND=$1 JAVA_FOUND_VERSION=$JDK_VERSION JAVA_FOUND_MAJOR=$JDK_MAJOR
}

# Looks through the usual folders and takes the highest version.
take_highest_jdk() {
  local home best='' best_version='' best_major=0
  for home in "$@"; do
    case $home in *\**) continue ;; esac
    take_jdk "$home" || continue
    if [ -z "$best" ] || version_above "$JAVA_FOUND_VERSION" "$best_version"; then
      best=$JAVA_FOUND best_version=$JAVA_FOUND_VERSION best_major=$JAVA_FOUND_MAJOR
    fi
  done
  JAVA_FOUND=$best JAVA_FOUND_VERSION=$best_version JAVA_FOUND_MAJOR=$best_major
  [ -n "$best" ]
}

# Finds a JDK: EVENKEEL_JAVA_HOME, a runtime beside the program ($1/runtime), JAVA_HOME, the path,
# macOS's own register, the usual folders. Prints what it wants and fails when there is none.
find_jdk() {
  local root=$1 java
  JAVA_FOUND='' JAVA_FOUND_VERSION='' JAVA_FOUND_MAJOR=0 JAVA_TOO_OLD=''
  if [ -n "${EVENKEEL_JAVA_HOME:-}" ]; then
    # Somebody chose it, so nothing else is taken quietly in its place.
    take_jdk "$EVENKEEL_JAVA_HOME" && return 0
    printf '%s\n' "evenkeel: EVENKEEL_JAVA_HOME is '$EVENKEEL_JAVA_HOME', which is no JDK\
 $EVENKEEL_JAVA_WANTED or newer${JAVA_TOO_OLD:+ (it is $JDK_VERSION)}; set it to one, or unset it" >&2
    return 1
  fi
  take_jdk "$root/runtime" && return 0
  take_jdk "${JAVA_HOME:-}" && return 0
  java=$(command -v java 2> /dev/null || true)
  if [ -n "$java" ]; then
    java=$(real_path "$java") || java=''
    # macOS's /usr/bin/java is a stub that opens a dialogue when no Java is there.
    case $java in
      /usr/bin/java | '') ;;
      */bin/java) take_jdk "${java%/bin/java}" && return 0 ;;
    esac
  fi
  if [ -x /usr/libexec/java_home ]; then
    take_jdk "$(/usr/libexec/java_home -v "$EVENKEEL_JAVA_WANTED+" 2> /dev/null || true)" && return 0
  fi
  take_highest_jdk ${EVENKEEL_JDK_PLACES:-/usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk*} \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
    "${HOME:-/nowhere}"/.asdf/installs/java/* "${HOME:-/nowhere}"/.local/share/mise/installs/java/* \
    "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec && return 0
  printf '%s\n' "evenkeel: no JDK $EVENKEEL_JAVA_WANTED or newer found${JAVA_TOO_OLD:+ (too old: $JAVA_TOO_OLD)};\
 install one (for example from https://adoptium.net) or set EVENKEEL_JAVA_HOME to it" >&2
  return 1
}

# Finds Maven (MAVEN_FOUND): EVENKEEL_MVN, the path, MAVEN_HOME, M2_HOME, the usual folders.
find_maven() {
  local candidate
  if [ -n "${EVENKEEL_MVN:-}" ]; then
    if [ -x "$EVENKEEL_MVN" ]; then
      MAVEN_FOUND=$EVENKEEL_MVN
      return 0
    fi
    printf '%s\n' "evenkeel: EVENKEEL_MVN is '$EVENKEEL_MVN', which cannot be run; set it to a mvn, or unset it" >&2
    return 1
  fi
  for candidate in "$(command -v mvn 2> /dev/null || true)" \
    "${MAVEN_HOME:-/nowhere}/bin/mvn" "${M2_HOME:-/nowhere}/bin/mvn" \
    "${HOME:-/nowhere}/.sdkman/candidates/maven/current/bin/mvn" \
    /opt/homebrew/bin/mvn /usr/local/bin/mvn /home/linuxbrew/.linuxbrew/bin/mvn \
    /usr/share/maven/bin/mvn /opt/maven/bin/mvn /opt/apache-maven*/bin/mvn; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then
      MAVEN_FOUND=$candidate
      return 0
    fi
  done
  printf '%s\n' "evenkeel: Maven is needed to build and was not found; install it (3.8 or newer)\
 or set EVENKEEL_MVN to its mvn" >&2
  return 1
}

# Lets Maven run on the JDK that was found, so that it compiles and tests with that one.
use_jdk_for_maven() {
  export JAVA_HOME=$JAVA_FOUND
  MAVEN_OPTS="${MAVEN_OPTS:-} -XX:+UseSerialGC"
  if [ "$JAVA_FOUND_MAJOR" -ge 24 ]; then
    # Maven 3's own libraries use what JDK 24 and later warn about.
    MAVEN_OPTS="$MAVEN_OPTS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  fi
  export MAVEN_OPTS
}
