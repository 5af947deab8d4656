package dev.vfgap.replay.predict;

import dev.vfgap.models.operate.FilterTarget;

/** What a picture calls the things that happened, and the states that they make. */
final class FigureLabels {
    private FigureLabels() {}

    /** A few words for something that happened; empty where a picture leaves it out. */
    static String of(ReplayResult.Happening happening) {
        String host = " " + happening.host();
        return switch (happening.kind()) {
            case "request" -> happening.what();
            case "filter" -> "filter" + host + " \u2192 " + target(happening).word();
            case "stop" -> "guest stops";
            case "resume" -> "guest runs on" + host;
            case "device", "link", "killed" -> happening.what();
            case "registered" -> "primary pointer set" + host;
            case "unregistered" -> "primary pointer cleared" + host;
            case "receive" -> "primary" + host + " receives";
            case "remove" -> happening.what().startsWith("the driver stops to receive") ? "driver stops" + host : "";
            case "stall" -> happening.what().endsWith("still") ? "QEMU stands still" : "goes on";
            case "carrier" ->
                happening.what().startsWith("carrier off")
                        ? "carrier off" + host
                        : happening.what().startsWith("carrier on") ? "carrier on" + host : "";
            default -> "";
        };
    }

    /** Where a filter leads after its move. */
    static FilterTarget target(ReplayResult.Happening happening) {
        for (FilterTarget target : FilterTarget.values()) {
            if (happening.what().endsWith(" " + target.word())) {
                return target;
            }
        }
        throw new IllegalArgumentException("no move of a filter: " + happening.what());
    }

    /** The host that runs the guest after something happened; null when that stays. */
    static String guest(ReplayResult.Happening happening) {
        return switch (happening.kind()) {
            case "stop" -> "stopped";
            case "resume" -> happening.host().name();
            default -> null;
        };
    }

    /** Where the primary receives. */
    static String receiver(ReplayResult.Happening happening) {
        return switch (happening.kind()) {
            case "remove" -> "";
            case "receive" -> "on " + happening.host();
            default -> null;
        };
    }

    /** Whether the failover device takes what the standby receives. */
    static String standby(ReplayResult.Happening happening) {
        return switch (happening.kind()) {
            case "registered" -> "";
            case "unregistered" -> "yes";
            default -> null;
        };
    }
}
