package dev.vfgap.replay.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a log holds, it is read, or refused with a sentence. The corpus are the examples of {@code docs/logs.md}, changed
 * by a seed, and, in a build, the inputs in {@code LogFuzzTestInputs}; CONTRIBUTING.md says how to look for others.
 */
class LogFuzzTest {
    private static final Pattern EXAMPLE = Pattern.compile("```[a-z0-9-]+\\n(.*?)```", Pattern.DOTALL);

    /** Pieces on which readers of numbers, dates, JSON and addresses break. */
    private static final List<String> PIECES = List.of(
            "99999999999999999999",
            "-1",
            "-9223372036854775808",
            "9223372036854775807",
            "1e400",
            "\u0000",
            "\ufeff",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "\\",
            "\\u",
            ":",
            "::",
            ",",
            "=",
            "'",
            "0000-00-00T00:00:00.0",
            "9999-12-31T23:59:60.999999999+99:99",
            "Feb 30 24:61:61 0000 999999 usec",
            "\n",
            "\r\n",
            "event=",
            "buf={",
            "<",
            ">",
            "@",
            "time=",
            "icmp_seq=",
            "null");

    static List<byte[]> corpus() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "logs.md")))
                .results()
                .forEach(found -> corpus.add(found.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(LogFormat.values().length);
        return corpus;
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @FuzzTest
    void anyLogIsReadOrRefused(byte[] bytes) {
        readsAnything(bytes);
    }

    /** Reads bytes as every form. */
    private static void readsAnything(byte[] data) {
        LogReader.recognise(data, true, LogText.UNKNOWN);
        LogReader.recognise(data, false, LogText.GUEST);
        for (LogFormat format : LogFormat.values()) {
            for (LogPlace place : List.of(LogText.SOURCE, LogText.GUEST)) {
                try {
                    holds(LogText.read(format, place, data), data.length);
                } catch (BadInputException e) {
                    assertThat(e.problems())
                            .extracting(InputProblem::sentence)
                            .allSatisfy(sentence ->
                                    assertThat(sentence).startsWith("log:").doesNotContain("\n", "null"));
                }
            }
        }
    }

    private static void holds(ReadLog log, int bytes) {
        assertThat(log.events()).extracting(RecordedEvent::atNanos).allMatch(at -> at >= 0);
        assertThat(log.events()).extracting(RecordedEvent::readAtNanos).allMatch(at -> at >= 0);
        assertThat(log.events()).extracting(RecordedEvent::line).allMatch(line -> line >= 1 && line <= log.lines());
        assertThat(log.firstUnread()).hasSizeLessThanOrEqualTo(LogSink.SHOWN_LINES);
        assertThat(log.firstUnread()).extracting(ReadLog.UnreadLine::start).allMatch(start -> start.length() <= 101);
        assertThat(log.lines()).isLessThanOrEqualTo(bytes + 1);
        assertThat(log.unreadLines() == 0).isEqualTo(log.firstUnread().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changedLogsAreReadOrRefusedWithASentence(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> corpus = corpus();
        for (int i = 0; i < 25; i++) {
            byte[] data = corpus.get(random.nextInt(corpus.size()));
            for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
                data = changed(data, corpus, random);
            }
            try {
                readsAnything(data);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ", log " + i + ": " + new String(data, StandardCharsets.UTF_8), e);
            }
        }
    }

    private static byte[] changed(byte[] data, List<byte[]> corpus, Random random) {
        int at = random.nextInt(data.length + 1);
        int until = Math.min(data.length, at + random.nextInt(40));
        return switch (random.nextInt(6)) {
            case 0 -> joined(data, 0, at, new byte[0], data, until, data.length);
            case 1 -> joined(data, 0, until, new byte[0], data, at, data.length);
            case 2 -> joined(data, 0, at, piece(random), data, at, data.length);
            case 3 -> joined(data, 0, at, piece(random), data, until, data.length);
            case 4 -> joined(data, 0, at, new byte[0], data, data.length, data.length);
            default -> {
                byte[] other = corpus.get(random.nextInt(corpus.size()));
                yield joined(data, 0, at, new byte[0], other, random.nextInt(other.length), other.length);
            }
        };
    }

    private static byte[] piece(Random random) {
        if (random.nextInt(4) == 0) {
            byte[] bytes = new byte[1 + random.nextInt(8)];
            random.nextBytes(bytes);
            return bytes;
        }
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] first, int from, int to, byte[] middle, byte[] last, int lastFrom, int lastTo) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first, from, to - from);
        out.writeBytes(middle);
        out.write(last, lastFrom, lastTo - lastFrom);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void aLineWithoutEndCostsNoMoreThanALongOne(LogFormat format) {
        for (String piece : List.of("[", "{\"a\":", " ", "1", ":", "event ", "a=", "\"time\":", "[1.0] ")) {
            byte[] line = piece.repeat((3 << 20) / piece.length()).getBytes(StandardCharsets.UTF_8);
            ReadLog log = LogText.read(format, LogText.SOURCE, line);
            assertThat(log.unreadLines()).as(piece).isPositive();
            assertThat(log.events()).as(piece).isEmpty();
        }
    }

    @Test
    void manyShortLinesOfAnUnfinishedEventStayCheap() {
        String text = "event MIGRATION at 1795380032.0 for domain 'a': {\n" + "\"a\":1,\n".repeat(200_000);
        assertThat(LogText.read(LogFormat.VIRSH_QEMU_EVENTS, LogText.SOURCE, text)
                        .events())
                .hasSize(1);
    }

    @Test
    void moreEventsThanAMigrationHasAreRefused() {
        String line = "1795379568606363967,driver,begin,why=" + "x".repeat(1_000) + "\n";
        byte[] text = line.repeat(70_000).getBytes(StandardCharsets.UTF_8);
        assertThat(org.junit.jupiter.api.Assertions.assertThrows(
                                BadInputException.class, () -> LogText.read(LogFormat.GENERIC, LogText.SOURCE, text))
                        .getMessage())
                .contains("has more than can be the events of one migration", "cut out the minutes around it");
    }
}
