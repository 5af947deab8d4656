package dev.vfgap.replay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureRingTest {

    private static final long AT = 1_795_379_565_000_000_000L;
    private static final long MILLI = 1_000_000L;

    @TempDir
    private Path folder;

    @Test
    void readsTheFilesInOrderOfTimeWhateverTheirNames() throws IOException {
        write("pf-b.pcap", 0, 1, 2);
        write("pf-a.pcap", 3, 4);
        Files.write(folder.resolve("pf-c.pcap.gz"), PcapBytes.nanos().gzip());
        Files.write(
                folder.resolve("pf-d.pcapng"),
                PcapngBytes.nanos().packet(0, AT + 5 * MILLI, new byte[60]).bytes());
        write("vf-a.pcap", 1);

        assertThat(told("pf-*")).containsExactly("0", "1", "2", "3", "4", "5");
    }

    @Test
    void takesPacketsThatTwoNeighboursHoldOnce() throws IOException {
        write("a.pcap", 0, 1, 2, 3, 3);
        write("b.pcap", 2, 3, 3, 3, 4);

        assertThat(told("?.pcap"))
                .containsExactly(
                        "0",
                        "1",
                        "2",
                        "3",
                        "3",
                        "3",
                        "4",
                        "b.pcap: 3 packets are also in the file before and were taken once");
    }

    @Test
    void doubtsFilesThatOverlapWithoutRepeatingAnything() throws IOException {
        write("a.pcap", 0, 2, 4);
        write("b.pcap", 1, 3, 5);

        assertThat(told("?.pcap"))
                .containsExactly(
                        "0",
                        "2",
                        "4",
                        "1",
                        "3",
                        "5",
                        "b.pcap: begins before the file before it ends, but repeats none of its packets: are they of one"
                                + " capture?");
    }

    @Test
    void tellsATimeWithoutPacketsBetweenFilesThatIsLongerThanAnyInside() throws IOException {
        write("a.pcap", 0, 1, 2, 502);
        write("b.pcap", 1_000, 1_001);
        write("c.pcap", 9_000, 9_001);

        assertThat(told("*.pcap"))
                .endsWith(
                        "9001",
                        "*.pcap: nothing was captured for 7.999 s between b.pcap and c.pcap (inside a file for 0.500 s at most):"
                                + " files lack, or the ring was overwritten")
                .hasSize(9);
    }

    @Test
    void tellsByTheNumbersOfDumpcapWhichFilesLack() throws IOException {
        write("pf_00003_20261122204132.pcapng", 0);
        write("pf_00004_20261122204133.pcapng", 1);
        write("pf_00007_20261122204134.pcapng", 2);

        assertThat(told("pf_*.pcapng"))
                .containsExactly(
                        "0",
                        "1",
                        "2",
                        "pf_*.pcapng: the ring has no files 1 to 2, which were overwritten or left out",
                        "pf_*.pcapng: the ring has no files 5 to 6, which were left out");
    }

    @Test
    void tellsByTheNumbersOfTcpdumpThatTheRingBeganAgain() throws IOException {
        write("pf.pcap0", 3);
        write("pf.pcap1", 4);
        write("pf.pcap2", 1);
        write("pf.pcap3", 2);

        assertThat(told("pf.pcap*"))
                .containsExactly(
                        "1",
                        "2",
                        "3",
                        "4",
                        "pf.pcap*: the ring has begun again: its oldest file is pf.pcap2, and what was captured before it was"
                                + " overwritten");
    }

    @Test
    void aFileThatIsReallyNamedWithAStarIsThatFile() throws IOException {
        write("p*.pcap", 7);
        write("pf.pcap", 8);

        assertThat(told("p*.pcap")).containsExactly("7");
    }

    @Test
    void aCutOffFileInTheMiddleIsADoubtAndTheNextIsRead() throws IOException {
        write("a.pcap", 0, 1);
        byte[] bytes = Files.readAllBytes(folder.resolve("a.pcap"));
        Files.write(folder.resolve("a.pcap"), java.util.Arrays.copyOf(bytes, bytes.length - 1));
        write("b.pcap", 2);

        assertThat(told("?.pcap"))
                .containsExactly(
                        "0",
                        "2",
                        "a.pcap: packet 2 at byte 100 is cut off (it has 59 of 60 captured bytes); the packets before it were"
                                + " used");
    }

    @Test
    void aPatternThatNothingMatchesIsOneClearSentence() {
        assertThatThrownBy(() -> told("pf-*"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("pf-*: no file has such a name; check the name");
    }

    /** A capture with a packet at each of these milliseconds. */
    private void write(String name, long... millis) throws IOException {
        PcapBytes bytes = PcapBytes.nanos();
        for (long milli : millis) {
            bytes.packet(AT + milli * MILLI, new byte[60]);
        }
        Files.write(folder.resolve(name), bytes.bytes());
    }

    /** The packets' milliseconds, then the findings. */
    private List<String> told(String pattern) {
        List<String> told = new ArrayList<>();
        try (CaptureRing ring = CaptureRing.open(folder.resolve(pattern), pattern)) {
            while (ring.next()) {
                told.add(String.valueOf((ring.packet().atNanos() - AT) / MILLI));
            }
            assertThat(ring.next()).isFalse();
            ring.findings().stream().map(Finding::toString).forEach(told::add);
        }
        return told;
    }
}
