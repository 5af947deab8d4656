package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.application.Felt;
import dev.vfgap.models.lab.MigrationRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What applications feel, over the replications.
 *
 * @param tcpStallMs how long a TCP connection stands still at worst, in milliseconds
 * @param missedPings echoes of {@code ping} that are missed
 * @param bfdDown the probability that a BFD session goes down, 0 to 1
 * @param voiceMuteMs the longest time without sound in a call, in milliseconds
 * @param voiceScore the mean opinion score of the call's worst ten seconds, 1 to 4.4
 */
public record FeltRuns(Spread tcpStallMs, Spread missedPings, Spread bfdDown, Spread voiceMuteMs, Spread voiceScore) {

    private static final double NANOS_PER_MS = 1e6;

    /** Of all runs together. */
    public static FeltRuns of(List<MigrationRun> runs) {
        List<Felt> felt = runs.stream().map(MigrationRun::felt).toList();
        return new FeltRuns(
                spread(felt, one -> one.tcpStallNanos() / NANOS_PER_MS),
                spread(felt, Felt::missedPings),
                spread(felt, Felt::bfdDownProbability),
                spread(felt, one -> one.voiceMuteNanos() / NANOS_PER_MS),
                spread(felt, Felt::voiceScore));
    }

    private static Spread spread(List<Felt> felt, ToDoubleFunction<Felt> quantity) {
        return Spread.of(felt.stream().mapToDouble(quantity));
    }

    /** With the keys of {@code vfgap/run/1}. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tcpStallMs", tcpStallMs.fields());
        fields.put("missedPings", missedPings.fields());
        fields.put("bfdDownProbability", bfdDown.fields());
        fields.put("voiceMuteMs", voiceMuteMs.fields());
        fields.put("voiceScore", voiceScore.fields());
        return fields;
    }

    /** Some lines for people, each with its end. */
    public String text() {
        return line("what applications feel           median   9 of 10 runs")
                + line("TCP to the guest stands still %9s", of(tcpStallMs, "%.0f ms"))
                + line("ping misses of one a second   %9s", of(missedPings, "%.1f"))
                + line(
                        "BFD, 3 x 50 ms, goes down     %9s",
                        String.format(Locale.ROOT, "in %.0f %% of the runs", 100 * bfdDown.mean()))
                + line("a call is mute for            %9s", of(voiceMuteMs, "%.0f ms"))
                + line("  its worst 10 s score        %9s", of(voiceScore, "%.1f") + "   of 4.4");
    }

    private static String of(Spread spread, String format) {
        String unit = format.substring(format.indexOf('f') + 1);
        String number = format.substring(0, format.indexOf('f') + 1);
        return String.format(Locale.ROOT, "%9s", String.format(Locale.ROOT, number, spread.median()) + unit)
                + String.format(Locale.ROOT, "   " + number + " .. " + number + unit, spread.low(), spread.high());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + '\n';
    }
}
