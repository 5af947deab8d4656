package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.scenarios.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The script of {@code probe plan} in a {@link ScriptBed} when another machine sends, which nobody does here: how it waits for that machine before
 * each variant, for how long, and what it refuses before anything is changed. However it ends, the host is as it was.
 */
@Timeout(300)
class NamespaceSenderTest {
    private static final ProbeRequest FROM_OUTSIDE =
            new ProbeRequest(BedHost.PF, 0, Mac.parse(BedHost.MAC), OptionalInt.empty(), ProbeRequest.EXTERNAL);
    private static final List<ProbeVariant> TWO = List.of(ProbeVariant.NOTHING, ProbeVariant.PROMISCUOUS);

    @TempDir
    private Path temporary;

    private ScriptBed bed;
    private String before;
    private Path out;

    @BeforeEach
    void makeTheBed() throws Exception {
        bed = ScriptBed.make("sender", temporary);
        before = bed.host();
        out = bed.folder().resolve("planned");
    }

    @AfterEach
    void removeTheBed() {
        if (bed != null) {
            bed.close();
        }
    }

    /** Runs it with what is typed, and nothing after that. */
    private ProbeBed.Ended run(List<ProbeVariant> variants, Map<String, String> held, String typed) throws Exception {
        Process process = bed.start(FROM_OUTSIDE, variants, held, out.toString());
        process.outputWriter().append(typed).close();
        return isRestored(bed.end(process));
    }

    private ProbeBed.Ended isRestored(ProbeBed.Ended ended) throws Exception {
        for (ProcessHandle program : bed.programs()) {
            program.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(bed.host()).as(ended.err()).isEqualTo(before);
        return ended;
    }

    @Test
    void itStopsBeforeEachVariantUntilEnterIsPressed() throws Exception {
        ProbeBed.Ended ended = run(TWO, Map.of(), "\n\n");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .containsSubsequence(
                        "nothing (1 of 2): on the machine that sends, end what still sends and captures; begin both anew",
                        "nothing: baseline\n",
                        "nothing: done; the capture of the machine that sends belongs into " + out
                                + "/nothing, as wire.pcap\n",
                        "promiscuous (2 of 2): on the machine that sends",
                        "promiscuous: baseline\n",
                        "promiscuous: done");
    }

    @Test
    void whereNobodyCanPressEnterItEndsBeforeTheVariantChangesAnything() throws Exception {
        ProbeBed.Ended ended = run(TWO, Map.of(), "\n");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(ended.err())
                .isEqualTo("promiscuous: there is nobody to press Enter, since the input has ended; nothing"
                        + " of this variant was changed; name a SENDER, or run it in a terminal\n");
        assertThat(out.resolve("nothing/bundle.json")).exists();
        assertThat(out.resolve("promiscuous/events.jsonl")).doesNotExist();
    }

    @Test
    void itWaitsForEnterNoLongerThanItIsTold() throws Exception {
        Process process = bed.start(FROM_OUTSIDE, TWO, Map.of("SENDER_WAIT", "1"), out.toString());
        // The input stays open: nobody types, and nobody ends it.
        ProbeBed.Ended ended = isRestored(bed.end(process));
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(ended.err())
                .isEqualTo("nothing: Enter was not pressed within 1 s; nothing of this variant was changed;"
                        + " take a larger SENDER_WAIT, or a SENDER\n");
    }

    private Path sender(String text) throws IOException {
        return Files.writeString(bed.folder().resolve("mine.sh"), text);
    }

    @Test
    void aSenderOfItsOwnIsBegunAndEndedForEachVariantWithoutAsking() throws Exception {
        Path mine = sender("echo \"$@\" >>\"$BED/told\"\n");
        ProbeBed.Ended ended = run(TWO, Map.of("SENDER", "sh " + mine), "");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(Files.readString(bed.folder().resolve("told"))).isEqualTo("""
                        begin nothing %1$s/nothing
                        end nothing %1$s/nothing
                        begin promiscuous %1$s/promiscuous
                        end promiscuous %1$s/promiscuous
                        """.formatted(out));
    }

    @ParameterizedTest
    @CsvSource({
        "'[ $1 = end ]', 'nothing: SENDER begin failed; nothing of this variant was changed'",
        "'[ $1 = end ] || sleep 100', 'nothing: SENDER begin did not return within 1 s; nothing of this variant was changed'",
    })
    void aSenderThatDoesNotBeginEndsIt(String text, String said) throws Exception {
        // The real sleep: the bed's returns soon.
        Path mine = sender("PATH=${PATH#*:}\n" + text + "\n");
        ProbeBed.Ended ended = run(TWO, Map.of("SENDER", "sh " + mine, "SENDER_WAIT", "1"), "");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(ended.err().lines()).contains(said);
    }

    @Test
    void itEndsBeforeTheFramesNumbersComeRound() throws Exception {
        // 100 s between two looks at the clock: a variant may take 398 s.
        ProbeBed.Ended ended = run(TWO, Map.of("CLOCK", "100"), "\n");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(ended.err())
                .isEqualTo("nothing: ended before step vf_bind, since the frames' numbers would come round;"
                        + " take a smaller SETTLE\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SETTLE, 21, 'SETTLE is 21; write whole seconds from 1 to 20'",
        "SETTLE, 0.5, 'SETTLE is 0.5; write whole seconds from 1 to 20'",
        "SENDER_WAIT, 3601, 'SENDER_WAIT is 3601; write whole seconds from 1 to 3600'",
        "SENDER_WAIT, no, 'SENDER_WAIT is no; write whole seconds from 1 to 3600'",
    })
    void timesOutOfRangeAreRefused(String name, String value, String said) throws Exception {
        assertThat(run(TWO, Map.of(name, value), ""))
                .isEqualTo(new ProbeBed.Ended(ExitCode.BAD_INPUT, "", said + "\n"));
        assertThat(out).doesNotExist();
    }

    @Test
    void aPfWithAddressesIsRefusedForPfCycleBeforeAnyVariantBegins() throws Exception {
        ProbeBed.Ended ended = run(List.of(ProbeVariant.NOTHING, ProbeVariant.PF_CYCLE), Map.of(), "\n\n");
        assertThat(ended)
                .isEqualTo(
                        new ProbeBed.Ended(
                                ExitCode.MACHINE_REFUSED,
                                "",
                                "pf0: has addresses, and would lose them and its routes while it is down; leave out pf-cycle\n"));
        assertThat(out).doesNotExist();
    }
}
