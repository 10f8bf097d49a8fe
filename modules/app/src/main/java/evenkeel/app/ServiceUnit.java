package evenkeel.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is to be started with the machine.
 *
 * @param launcher the program's script
 * @param arguments its words, {@code run} the last of them
 * @param environment the variables that it is started with, by name: a service sees few others
 * @param workingDirectory where it is started
 * @param writable what it has to write to, the data directory first
 * @param home the owner's home
 */
record ServiceUnit(
    Path launcher, List<String> arguments, SortedMap<String, String> environment, Path workingDirectory,
    List<Path> writable, Path home) {
  static final String NAME = "evenkeel";

  ServiceUnit {
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    writable = List.copyOf(writable);
  }

  /** Everything that it prints; what it logs has files of its own. */
  Path printed() {
    return writable.getFirst().resolve("logs").resolve("service.log");
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(List.of(launcher.toString()));
    words.addAll(arguments);
    return words;
  }

  /** A property list of launchd, for the owner's own session. */
  String launchd() {
    StringBuilder words = new StringBuilder();
    words().forEach(word -> words.append("    <string>").append(xml(word)).append("</string>\n"));
    StringBuilder variables = new StringBuilder();
    environment.forEach((name, value) -> variables.append("    <key>").append(xml(name)).append("</key>\n")
        .append("    <string>").append(xml(value)).append("</string>\n"));
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <!-- Written by evenkeel service install; evenkeel service uninstall removes it. -->
        <plist version="1.0">
        <dict>
          <key>Label</key>
          <string>%s</string>
          <key>ProgramArguments</key>
          <array>
        %s  </array>
          <key>WorkingDirectory</key>
          <string>%s</string>
          <key>EnvironmentVariables</key>
          <dict>
        %s  </dict>
          <key>RunAtLoad</key>
          <true/>
          <!-- Started again however it ends, but not after evenkeel stop. -->
          <key>KeepAlive</key>
          <dict>
            <key>SuccessfulExit</key>
            <false/>
          </dict>
          <key>ThrottleInterval</key>
          <integer>60</integer>
          <key>ExitTimeOut</key>
          <integer>20</integer>
          <!-- 077 in octal: what it makes is the owner's alone. -->
          <key>Umask</key>
          <integer>63</integer>
          <key>StandardOutPath</key>
          <string>%s</string>
          <key>StandardErrorPath</key>
          <string>%s</string>
        </dict>
        </plist>
        """.formatted(NAME, words, xml(workingDirectory), variables, xml(printed()), xml(printed()));
  }

  /**
   * A unit of systemd, for the owner's own manager.
   *
   * @param isSandboxed whether it sees the file system through a sandbox; not every kernel lets a user have one
   */
  String systemd(boolean isSandboxed) {
    StringBuilder variables = new StringBuilder();
    environment
        .forEach((name, value) -> variables.append("Environment=").append(quoted(name + "=" + value)).append('\n'));
    return """
        # Written by evenkeel service install; evenkeel service uninstall removes it.
        [Unit]
        Description=Evenkeel keeps a portfolio at its target weights
        # It is tried for ever: a Gateway, a disk or a clock may mend overnight.
        StartLimitIntervalSec=0

        [Service]
        Type=notify
        # Readiness is told by systemd-notify, which the process starts.
        NotifyAccess=all
        # Not by its name alone, since systemd refuses some signs in that.
        ExecStart=/usr/bin/env bash %s
        SyslogIdentifier=%s
        WorkingDirectory=%s
        %sRestart=on-failure
        RestartSec=60
        # Ended by SIGTERM, in order.
        SuccessExitStatus=143
        # The first start after an update may build.
        TimeoutStartSec=15min
        TimeoutStopSec=20
        WatchdogSec=180
        # Only the process itself is told to end; what it started goes with it.
        KillMode=mixed
        UMask=0077

        NoNewPrivileges=yes
        %sRestrictSUIDSGID=yes
        RestrictRealtime=yes
        RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
        LockPersonality=yes
        SystemCallArchitectures=native
        SystemCallFilter=@system-service

        [Install]
        WantedBy=default.target
        """.formatted(
        // A dollar sign begins a variable in a command, and nowhere else.
        words().stream().map(word -> quoted(word).replace("$", "$$")).collect(Collectors.joining(" ")),
        NAME,
        // No quotes here: systemd takes the rest of the line.
        percent(workingDirectory.toString()), variables, isSandboxed ? sandbox() : "");
  }

  private String sandbox() {
    StringBuilder writes = new StringBuilder();
    writable.forEach(path -> writes.append("ReadWritePaths=").append(quoted("-" + path)).append('\n'));
    return """
        PrivateUsers=yes
        PrivateTmp=yes
        ProtectSystem=strict
        ProtectHome=read-only
        %s""".formatted(writes);
  }

  /**
   * Lines for the owner's crontab: at the start of the machine, and a look every five minutes. Short, since cron takes
   * no line of a thousand bytes: each long path stands once in each.
   */
  String cron() {
    StringBuilder before = new StringBuilder("cd " + shell(workingDirectory.toString()) + " && umask 077 && export");
    environment.forEach((name, value) -> before.append(' ').append(name).append('=').append(shell(value)));
    String begin = cronLine(before.toString());
    String launch = cronLine(words().subList(0, arguments.size()).stream().map(ServiceUnit::shell)
        .collect(Collectors.joining(" ")));
    String end = cronLine(arguments.getLast() + " >> " + shell(printed().toString()) + " 2>&1");
    return """
        # evenkeel begin (written by evenkeel service install; evenkeel service uninstall removes it)
        @reboot %s && %s %s
        */5 * * * * %s && set -- %s && { "$@" status > /dev/null 2>&1 || "$@" %s; }
        # evenkeel end
        """.formatted(begin, launch, end, begin, launch, end);
  }

  private static String xml(Object text) {
    return text.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String quoted(String word) {
    String escaped = percent(word.replace("\\", "\\\\").replace("\"", "\\\""));
    return escaped.matches("[A-Za-z0-9_./:=@%$-]+") ? escaped : '"' + escaped + '"';
  }

  private static String percent(String text) {
    return text.replace("%", "%%");
  }

  private static String shell(String word) {
    return word.matches("[A-Za-z0-9_./:=@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** To cron a percent sign is the end of the line. */
  private static String cronLine(String text) {
    return text.replace("%", "\\%");
  }
}
