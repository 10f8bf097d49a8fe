# shellcheck shell=bash
# How the JVM is started. Sourced by the launcher and by that of a self-contained image, under `set -eu`.

# Java on Linux names files in the character set of the locale. What cron starts has no locale, and then a
# path beyond ASCII is one that Java cannot open.
case ${OSTYPE:-}:${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  linux*: | linux*:C | linux*:POSIX) export LC_ALL=C.UTF-8 ;;
esac

# Replaces this process by Evenkeel's: JDK home and its major version, jar, start-up archive, the
# program's home and its launcher, then every argument.
start_evenkeel() {
  local java_home=$1 java_major=$2 jar=$3 archive=$4 home=$5 launcher=$6 argument command_word='' skip='' options
  shift 6
  # The first word that is no option is the command: it decides how the JVM is tuned.
  for argument in "$@"; do
    if [ -n "$skip" ]; then
      skip=''
      continue
    fi
    case $argument in
      --config) skip=yes ;;
      -*) ;;
      *)
        command_word=$argument
        break
        ;;
    esac
  done
  options=(-XX:+UseSerialGC -Xshare:auto "-XX:SharedArchiveFile=$archive")
  # What is printed has signs beyond ASCII, whatever the locale of a service is.
  options+=(-Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8)
  # A start-up archive that does not fit is left out without a word; real errors still show.
  options+=(-Xlog:disable -Xlog:all=error:stderr)
  case $command_word in
    # There for months and mostly waiting: it needs some 20 MB, and a heap that begins large is never made smaller.
    run) options+=(-Xms24m -Xmx128m -XX:TieredStopAtLevel=1) ;;
    # Worth the optimising compiler.
    sim) options+=(-Xmx256m) ;;
    *) options+=(-Xmx256m -XX:TieredStopAtLevel=1) ;;
  esac
  if [ "$java_major" -ge 24 ]; then
    # Pekko uses what JDK 24 and later warn about; older ones refuse to start with the option.
    options+=(--sun-misc-unsafe-memory-access=allow)
  fi
  # shellcheck disable=SC2206 # Split at spaces on purpose.
  options+=(${EVENKEEL_JAVA_OPTS:-})

  # Java 21 cannot tell a terminal from a pipe, so it is told: which of in, out, err are one.
  EVENKEEL_TERMINAL=''
  [ -t 0 ] && EVENKEEL_TERMINAL="$EVENKEEL_TERMINAL in"
  [ -t 1 ] && EVENKEEL_TERMINAL="$EVENKEEL_TERMINAL out"
  [ -t 2 ] && EVENKEEL_TERMINAL="$EVENKEEL_TERMINAL err"
  export EVENKEEL_TERMINAL EVENKEEL_HOME="$home" EVENKEEL_LAUNCHER="$launcher"
  exec "$java_home/bin/java" "${options[@]}" -jar "$jar" "$@"
}
