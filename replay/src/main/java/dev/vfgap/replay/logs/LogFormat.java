package dev.vfgap.replay.logs;

import java.util.function.Function;

/** The forms of logs that are read, in the order in which a file is tried. */
public enum LogFormat {
    JOURNAL("journalctl", 1_000, Clock.MACHINE, JournalParser::new),
    LIBVIRT_LOG("libvirt's debug log", 1_000, Clock.HOST, LibvirtParser::new),
    VIRSH_QEMU_EVENTS("virsh qemu-monitor-event", 1_000, Clock.HOST, VirshQemuParser::new),
    VIRSH_EVENTS("virsh event --timestamp", 1_000_000, Clock.CLIENT, VirshEventParser::new),
    QMP("a QMP monitor's text", 1_000, Clock.HOST, QmpParser::new),
    IP_MONITOR("ip monitor", 1_000, Clock.MACHINE, IpMonitorParser::new),
    BRIDGE_MONITOR("bridge monitor fdb", 1_000, Clock.MACHINE, BridgeMonitorParser::new),
    DMESG("dmesg", 1_000, Clock.MACHINE, DmesgParser::new),
    CONSOLE("a guest's console, stamped by the host", 1, Clock.HOST, ConsoleParser::new),
    PING("ping -D", 1_000, Clock.MACHINE, PingParser::new),
    IPERF3("iperf3 -J", 1_000_000_000, Clock.CLIENT, place -> new Iperf3Parser()),
    GENERIC("events as CSV or JSON lines", 1, Clock.DECLARED, place -> new GenericParser());

    /** Whose clock stamps a form. */
    private enum Clock {
        HOST,
        CLIENT,
        MACHINE,
        DECLARED
    }

    private final String words;
    private final long resolutionNanos;
    private final Clock clock;
    private final Function<LogPlace, LogParser> parser;

    LogFormat(String words, long resolutionNanos, Clock clock, Function<LogPlace, LogParser> parser) {
        this.words = words;
        this.resolutionNanos = resolutionNanos;
        this.clock = clock;
        this.parser = parser;
    }

    /** The form in words. */
    public String words() {
        return words;
    }

    /** The form as files of this program spell it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    LogParser parser(LogPlace place) {
        return parser.apply(place);
    }

    LogSink sink(String shown, LogPlace place) {
        LogClock stamps =
                switch (clock) {
                    case HOST -> LogClock.HOST_REALTIME;
                    case CLIENT -> LogClock.CLIENT_REALTIME;
                    case MACHINE -> LogClock.realtimeOf(place.machine());
                    case DECLARED -> LogClock.DECLARED;
                };
        return new LogSink(shown, stamps, resolutionNanos);
    }
}
