package dev.vfgap.replay.predict;

import dev.vfgap.replay.account.DirectionAccount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** The life of one frame for people: hop by hop, each with the control event that decided it. */
public final class ExplainedFrameText {
    private final StringBuilder text = new StringBuilder();
    private final ExplainedFrame frame;

    private ExplainedFrameText(ExplainedFrame frame) {
        this.frame = frame;
    }

    /** The life as lines of text, ending with a newline. */
    public static String of(ExplainedFrame frame) {
        ExplainedFrameText text = new ExplainedFrameText(frame);
        text.write();
        return text.text.toString();
    }

    private void write() {
        line(
                "%s: frame %s:%d, %s, sent at %s s (%d ns)",
                frame.subject(),
                frame.stream().word(),
                frame.sequence(),
                way(),
                seconds(frame.sentNanos()),
                frame.sentNanos());
        line("");
        line("  by the models: %s", outcome());
        line("");
        line("  %12s  %-16s %-42s %s", "at (s)", "where", "what", "because");
        for (ExplainedFrame.Step step : frame.steps()) {
            line(
                    "  %12s  %-16s %-42s %s",
                    seconds(step.atNanos()),
                    step.place(),
                    (step.copy() ? "(a copy) " : "") + step.decision(),
                    step.because().map(this::because).orElse(""));
        }
        frame.recorded().ifPresent(this::recorded);
    }

    private String way() {
        return switch (frame.stream()) {
            case RX -> "from the peer to the guest";
            case TX -> "from the guest to the peer";
            case CHATTER -> "from the guest by itself to the peer";
            case ANSWERS -> "from the guest to the peer in answer to rx:" + frame.sequence();
            case NEIGHBOUR -> "from a neighbour to the guest";
            case BROADCAST -> "from the peer to everybody";
        };
    }

    private String outcome() {
        if (frame.fate().isEmpty()) {
            return "still on its way at the end";
        }
        String where = frame.host().map(host -> " on " + host).orElse("");
        return (frame.isLost() ? "lost: " : "") + frame.fate().get().name() + where + ", "
                + frame.fate().get().meaning();
    }

    private String because(ExplainedFrame.Because because) {
        boolean fromStart = because.atNanos() < frame.zeroNanos();
        if (because.what().equals("the start")) {
            return "so from the start";
        }
        String when = fromStart ? "from the start" : "at " + seconds(because.atNanos()) + " s";
        return because.what() + ", " + when + (because.basis().isEmpty() ? "" : " [" + because.basis() + "]");
    }

    private void recorded(ExplainedFrame.Recorded recorded) {
        line("");
        switch (recorded.arrival()) {
            case LOST -> line("  by the recording: lost");
            case OPEN -> line("  by the recording: not known whether it arrived");
            case DELIVERED ->
                line(
                        "  by the recording: received%s%s",
                        recorded.receivedNanos() == DirectionAccount.NEVER
                                ? ""
                                : " at " + seconds(recorded.receivedNanos()) + " s",
                        recorded.copies() > 1 ? ", " + recorded.copies() + " times" : "");
        }
        line("");
        if (recorded.sightings().isEmpty()) {
            line("  captured nowhere%s", recorded.lastSeen().isEmpty() ? " (no capture could be read)" : "");
        } else {
            line("  %12s  %s", "captured (s)", "at");
            for (ExplainedFrame.Sighting sighting : recorded.sightings()) {
                line("  %12s  %s", seconds(sighting.atNanos()), sighting.point());
            }
        }
        line("");
        line("  %s", agreement(recorded));
    }

    private String agreement(ExplainedFrame.Recorded recorded) {
        String arrival = frame.agrees()
                .map(agrees -> agrees
                        ? "models and recording agree"
                        : "models and recording do NOT agree: the frame was " + (frame.isLost() ? "not lost" : "lost"))
                .orElse("the recording does not show whether it arrived");
        String place = recorded.placeAgrees()
                .map(agrees -> agrees
                        ? "; it was seen last at " + recorded.lastSeen().orElse("") + ", as the fate says"
                        : "; it was seen last at " + recorded.lastSeen().orElse("")
                                + ", which is no place of that fate")
                .orElse("");
        return arrival + place;
    }

    private String seconds(long atNanos) {
        return BigDecimal.valueOf(atNanos - frame.zeroNanos(), 9)
                .setScale(6, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
