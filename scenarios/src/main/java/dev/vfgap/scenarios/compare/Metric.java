package dev.vfgap.scenarios.compare;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Nearest;
import dev.vfgap.scenarios.experiment.RunColumns;
import dev.vfgap.scenarios.experiment.RunNumbers;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.simcore.unit.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A number of a run by which strategies are compared: the less the better.
 *
 * <p>Not modelled: how many frames come in another order than they were sent.
 *
 * @param name as it is written after {@code --metric} and in results
 * @param meaning one clause
 * @param unit of its numbers
 * @param together how the columns make one number
 * @param columns the columns of a run that it is made of
 */
public record Metric(String name, String meaning, Unit unit, Together together, List<String> columns) {
    private static final double NANOS_PER_MS = 1e6;

    /** What its numbers count. */
    public enum Unit {
        FRAMES("frames"),
        MS("ms");

        private final String words;

        Unit(String words) {
            this.words = words;
        }

        /** As it stands behind a number. */
        public String words() {
            return words;
        }

        double of(double raw) {
            return this == FRAMES ? raw : raw / NANOS_PER_MS;
        }
    }

    /** How several columns make one number. */
    public enum Together {
        SUM,
        GREATEST
    }

    public Metric {
        columns = List.copyOf(columns);
    }

    /** What strategies are ranked by when nobody says: all frames lost, both directions. */
    public static final String USUAL = "lostFrames";

    /**
     * The metric of a name.
     *
     * @param streams what the runs have
     * @throws BadInputException when there is none, with the nearest name
     */
    public static Metric find(String name, List<TrafficStream> streams) {
        Map<String, Metric> known = all(streams);
        if (known.containsKey(name)) {
            return known.get(name);
        }
        if (name.matches("(?i).*reorder.*")) {
            throw bad(name, "cannot be compared: the models do not say in which order frames arrive", "use another");
        }
        List<String> shorter = known.keySet().stream()
                .filter(one -> one.chars().filter(c -> c == '.').count() < 2)
                .toList();
        throw bad(
                name,
                "is no metric of this scenario",
                Nearest.to(name, List.copyOf(known.keySet()))
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("use one of " + String.join(", ", shorter) + ", rx.lostFrames.FATE"));
    }

    /** All metrics of runs with some streams, in the order in which they are best read. */
    static Map<String, Metric> all(List<TrafficStream> streams) {
        List<Metric> all = new ArrayList<>();
        List<TrafficStream> both = List.of(TrafficStream.RX, TrafficStream.TX);
        all.add(new Metric(
                USUAL,
                "frames lost, rx and tx together",
                Unit.FRAMES,
                Together.SUM,
                both.stream().map(stream -> RunColumns.frames(stream, "lost")).toList()));
        all.add(new Metric(
                "longestOutageMs",
                "the longer of the longest outages of rx and tx",
                Unit.MS,
                Together.GREATEST,
                both.stream().map(RunColumns::outage).toList()));
        for (TrafficStream stream : streams) {
            for (String what : List.of("lost", "duplicated", "late")) {
                all.add(single(
                        stream.word() + "." + what + "Frames",
                        stream.word() + " frames " + what,
                        Unit.FRAMES,
                        RunColumns.frames(stream, what)));
            }
            all.add(single(
                    stream.word() + ".longestOutageMs",
                    "the longest outage of " + stream.word(),
                    Unit.MS,
                    RunColumns.outage(stream)));
        }
        all.add(single("migrationMs", "from QEMU's setup to its completed", Unit.MS, RunColumns.MIGRATION));
        all.add(single("downtimeMs", "no guest runs", Unit.MS, RunColumns.DOWNTIME));
        all.add(single("tcpStallMs", "a TCP connection to the guest stands still", Unit.MS, RunColumns.TCP_STALL));
        all.add(single("voiceMuteMs", "a call is mute", Unit.MS, RunColumns.VOICE_MUTE));
        all.add(single("planMs", "from the plan's first step to its last", Unit.MS, RunColumns.PLAN));
        for (TrafficStream stream : streams) {
            Arrays.stream(FrameFate.values())
                    .filter(FrameFate::isLoss)
                    .forEach(fate -> all.add(single(
                            stream.word() + ".lostFrames." + fate,
                            stream.word() + " frames lost by " + fate,
                            Unit.FRAMES,
                            RunColumns.lost(stream, fate))));
        }
        Map<String, Metric> byName = new LinkedHashMap<>();
        all.forEach(metric -> byName.put(metric.name, metric));
        return byName;
    }

    private static Metric single(String name, String meaning, Unit unit, String column) {
        return new Metric(name, meaning, unit, Together.SUM, List.of(column));
    }

    /** Its number in one run; not a number where the run has none. */
    public double of(RunNumbers run, RunColumns of) {
        double number = 0;
        for (int c = 0; c < columns.size(); c++) {
            long raw = run.numbers()[of.names().indexOf(columns.get(c))];
            double one = raw == RunColumns.NONE ? Double.NaN : unit.of(raw);
            number = together == Together.GREATEST && c > 0 ? Math.max(number, one) : number + one;
        }
        return number;
    }

    /** Its number in each run of a table; not a number where a run has none. */
    public double[] of(RunTable runs) {
        double[] numbers = new double[runs.runs()];
        for (int c = 0; c < columns.size(); c++) {
            double[] column = runs.column(columns.get(c));
            for (int run = 0; run < numbers.length; run++) {
                double one = unit.of(column[run]);
                boolean greater = together == Together.GREATEST && c > 0;
                numbers[run] = greater ? Math.max(numbers[run], one) : numbers[run] + one;
            }
        }
        return numbers;
    }

    /**
     * An amount of it as it is written on the command line, {@code 100frames} or {@code 5ms}, in its own unit.
     *
     * @throws BadInputException when it has no unit or another one, or is not over 0
     */
    public double amount(String option, String text) {
        double amount;
        try {
            amount = unit == Unit.FRAMES ? Quantity.parseFrames(text) : Quantity.parseNanos(text) / NANOS_PER_MS;
        } catch (IllegalArgumentException e) {
            throw bad(option + " " + text, e.getMessage(), "");
        }
        if (amount <= 0) {
            throw bad(option + " " + text, "is not over 0", "write for example " + example());
        }
        return amount;
    }

    /** An amount as one writes it. */
    public String example() {
        return unit == Unit.FRAMES ? "100frames" : "5ms";
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }
}
