package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.TrafficStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The numbers of a run by name, in a fixed order: those of each stream, its times, what applications feel. Units are in the names. */
public final class RunColumns {
    /** Stands for what a run does not have. */
    public static final long NONE = Long.MIN_VALUE;

    /** The fates that are losses. */
    static final List<FrameFate> LOSSES =
            Arrays.stream(FrameFate.values()).filter(FrameFate::isLoss).toList();

    /** From the plan's first step to when it came no further. */
    public static final String PLAN = "plan_ns";

    /** From QEMU's setup to its completed. */
    public static final String MIGRATION = "migration_ns";

    /** No guest runs. */
    public static final String DOWNTIME = "downtime_ns";

    /** How long a TCP connection stands still at worst. */
    public static final String TCP_STALL = "tcp_stall_ns";

    /** The longest time in which a call is mute. */
    public static final String VOICE_MUTE = "voice_mute_ns";

    /** What else applications feel, in thousandths and millionths. */
    private static final List<String> FELT =
            List.of(TCP_STALL, "missed_pings_milli", "bfd_down_ppm", VOICE_MUTE, "voice_score_milli");

    private final List<TrafficStream> streams;
    private final List<String> names = new ArrayList<>();

    /** Of runs with some streams. */
    public RunColumns(Collection<TrafficStream> streams) {
        this.streams = List.copyOf(streams);
        for (TrafficStream stream : this.streams) {
            for (String what : List.of("sent", "delivered", "lost", "late", "duplicated")) {
                names.add(frames(stream, what));
            }
            names.add(outage(stream));
            LOSSES.forEach(fate -> names.add(lost(stream, fate)));
        }
        names.addAll(List.of(PLAN, MIGRATION, DOWNTIME));
        names.addAll(FELT);
    }

    /** The name of a number of frames: {@code sent}, {@code delivered}, {@code lost}, {@code late}, {@code duplicated}. */
    public static String frames(TrafficStream stream, String what) {
        return stream.word() + "_" + what + "_frames";
    }

    /** The name of the longest outage of a stream. */
    public static String outage(TrafficStream stream) {
        return stream.word() + "_longest_outage_ns";
    }

    /** The name of the frames of a stream lost by a fate. */
    public static String lost(TrafficStream stream, FrameFate fate) {
        return frames(stream, fate.name().toLowerCase(Locale.ROOT));
    }

    public List<TrafficStream> streams() {
        return streams;
    }

    public List<String> names() {
        return names;
    }

    int count() {
        return names.size();
    }
}
