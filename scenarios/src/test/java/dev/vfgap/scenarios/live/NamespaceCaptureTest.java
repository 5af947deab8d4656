package dev.vfgap.scenarios.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.CaptureRing;
import dev.vfgap.scenarios.cli.ExitCode;
import dev.vfgap.scenarios.cli.Vfgap;
import dev.vfgap.scenarios.live.VethNamespace.Ended;
import dev.vfgap.scenarios.live.VethNamespace.Running;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code vfgap capture} as a user runs it, on both ends of a veth pair in a network namespace that the test makes and removes.
 * Needs root, iproute2 and libpcap; skipped elsewhere.
 */
@Timeout(120)
class NamespaceCaptureTest {
    private static final int FRAMES = 500;
    private static final String STREAM = "udp port 7000";

    @TempDir
    private Path temporary;

    private VethNamespace namespace;
    private Path folder;

    @BeforeEach
    void makeANamespace() throws IOException, InterruptedException {
        assumeTrue(hasLibpcap(), "libpcap is not installed");
        namespace = VethNamespace.make("vfgap");
        folder = temporary.resolve("run");
    }

    @AfterEach
    void removeTheNamespace() throws InterruptedException {
        if (namespace != null) {
            namespace.remove();
        }
    }

    private static boolean hasLibpcap() {
        return run("capture", "--list").exitCode() == ExitCode.DONE;
    }

    /** A command line in this JVM. */
    private static Ended run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Vfgap.run(args, out, err);
        return new Ended(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Running capture(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "capture",
                "--interface",
                VethNamespace.PEER + "=peer",
                "--interface",
                VethNamespace.GUEST + "=guest",
                "--filter",
                STREAM,
                "--out",
                folder.toString()));
        args.addAll(List.of(more));
        return namespace.vfgap(temporary, List.of(), args.toArray(String[]::new));
    }

    /** The frames of each direction in a capture, in its order, and what it says that was lost. */
    private record Captured(List<byte[]> rx, List<byte[]> tx, OptionalLong drops) {}

    /** Reads a capture of one interface, whose stamps must not step back. */
    private Captured captured(String name, Optional<String> interfaceName) {
        List<byte[]> rx = new ArrayList<>();
        List<byte[]> tx = new ArrayList<>();
        OptionalLong drops = OptionalLong.empty();
        long before = 0;
        try (CaptureRing ring = CaptureRing.open(folder.resolve(name), name, interfaceName)) {
            while (ring.next()) {
                CaptureReader packet = ring.packet();
                byte[] bytes = new byte[packet.capturedLength()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) packet.frame().byteAt(i);
                }
                assertThat(packet.atNanos()).isGreaterThanOrEqualTo(before);
                before = packet.atNanos();
                assertThat(packet.originalLength()).isEqualTo(NumberedFrames.BYTES);
                boolean toGuest = Arrays.equals(bytes, 0, 6, NumberedFrames.GUEST_MAC, 0, 6);
                (toGuest ? rx : tx).add(bytes);
            }
            assertThat(ring.findings()).isEmpty();
            drops = ring.packet().interfaces().get(0).drops();
        }
        return new Captured(rx, tx, drops);
    }

    private static List<byte[]> sent(String direction, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> NumberedFrames.frame(direction, number))
                .toList();
    }

    private void assertWhole(String name) {
        assertWhole(captured(name, Optional.empty()));
    }

    private static void assertWhole(Captured captured) {
        assertThat(captured.rx()).usingElementComparator(Arrays::compare).isEqualTo(sent("rx", FRAMES));
        assertThat(captured.tx()).usingElementComparator(Arrays::compare).isEqualTo(sent("tx", FRAMES));
        assertThat(captured.drops()).isEqualTo(OptionalLong.of(0));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void bothEndsAreCapturedWholeAndTheFolderIsOneForBundleAndAccount() throws Exception {
        Running running = capture("--packets", String.valueOf(4 * FRAMES), "--json");
        running.awaitLine("capturing e-peer, e-guest");
        namespace.send(temporary, FRAMES);
        Ended ended = running.end();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = new JsonMapper().readTree(ended.out());
        assertThat(json.path("endedBy").asText()).isEqualTo("packets");
        assertThat(json.path("interfaces"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        interfaceJson(VethNamespace.PEER, "peer"), interfaceJson(VethNamespace.GUEST, "guest"));
        assertThat(files()).containsExactly("capture.pcapng", "capture.yaml");
        assertWhole(captured("capture.pcapng", Optional.of(VethNamespace.PEER)));
        assertWhole(captured("capture.pcapng", Optional.of(VethNamespace.GUEST)));
        assertThat(run("doctor", folder.toString()).out())
                .contains(
                        "capture.pcapng, interface e-peer: a capture at the peer\n",
                        "capture.pcapng, interface e-guest: a capture at the guest\n",
                        "to 1 ns; 1000 frames, 0 of them cut, the longest 100 bytes",
                        "account: possible");
        Ended bundle = run("bundle", folder.toString());
        assertThat(bundle.exitCode()).as(bundle.err()).isEqualTo(ExitCode.DONE);
        JsonNode account = new JsonMapper()
                .readTree(run("account", "--json", folder.toString()).out());
        for (String direction : List.of("rx", "tx")) {
            JsonNode of = account.path(direction);
            assertThat(of.path("sentFrames").asInt()).isEqualTo(FRAMES);
            assertThat(of.path("deliveredFrames").asInt()).isEqualTo(FRAMES);
            assertThat(of.path("lostFrames").asInt()).isZero();
        }
        wiresharkAgrees("capture.pcapng");
    }

    private static String interfaceJson(String name, String at) {
        return "{\"interface\":\"" + name + "\",\"at\":\"" + at + "\",\"frames\":1000,\"receivedFrames\":1000,"
                + "\"droppedByKernelFrames\":0,\"droppedByInterfaceFrames\":0,\"stampResolutionNs\":1,"
                + "\"endedEarlyBecause\":null}";
    }

    private void wiresharkAgrees(String name) throws IOException, InterruptedException {
        if (!VethNamespace.succeeds("capinfos", "--version")) {
            return;
        }
        String text = output("capinfos", folder.resolve(name).toString());
        assertThat(text.replaceAll("[ ]+", " "))
                .contains(
                        "Number of packets: 2000\n",
                        "Name = e-peer\n",
                        "Description = peer\n",
                        "Filter string = " + STREAM + "\n",
                        "Capture length = 256\n",
                        "Time precision = nanoseconds (9)\n",
                        "Number of stat entries = 1\n");
    }

    private String output(String... command) throws IOException, InterruptedException {
        Path out = temporary.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(out);
    }

    @Test
    void anInterruptEndsItWithEveryFrameThatHadPassed() throws Exception {
        Running running = capture("--split");
        running.awaitLine("Ctrl-C ends it");
        namespace.send(temporary, FRAMES);
        assertThat(VethNamespace.succeeds(
                        "kill", "-INT", String.valueOf(running.process().pid())))
                .isTrue();
        Ended ended = running.end();

        assertThat(ended.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(ended.out())
                .contains("ended by an interrupt\n", "e-peer, peer: 1000 frames, 0 dropped, stamps in ns\n");
        assertThat(files()).containsExactly("capture.yaml", "guest-e-guest.pcapng", "peer-e-peer.pcapng");
        assertWhole("peer-e-peer.pcapng");
        assertWhole("guest-e-guest.pcapng");
    }

    @Test
    void aRingOfFilesIsOneCaptureForTheOtherVerbs() throws Exception {
        Running running = capture("--split", "--packets", String.valueOf(4 * FRAMES), "--ring", "3x64KiB");
        running.awaitLine("capturing");
        namespace.send(temporary, FRAMES);
        Ended ended = running.end();
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.DONE);

        // 1000 packets in blocks of 136 bytes: two full files and a third.
        assertThat(files().stream()
                        .map(name -> name.replaceFirst("_\\d{14}", ""))
                        .filter(name -> name.startsWith("peer")))
                .containsExactly("peer-e-peer_00001.pcapng", "peer-e-peer_00002.pcapng", "peer-e-peer_00003.pcapng");
        assertWhole("peer-e-peer_?????_??????????????.pcapng");
        Path made = temporary.resolve("made");
        Ended bundle = run("bundle", "--json", "--out", made.toString(), folder.toString());
        assertThat(bundle.exitCode()).as(bundle.err()).isEqualTo(ExitCode.DONE);
        JsonNode manifest =
                new JsonMapper().readTree(made.resolve("bundle.json").toFile());
        assertThat(manifest.path("points").toString())
                .isEqualTo(
                        "[{\"name\":\"peer-e-peer\",\"file\":\"peer-e-peer_?????_??????????????.pcapng\",\"at\":\"peer\"},"
                                + "{\"name\":\"guest-e-guest\",\"file\":\"guest-e-guest_?????_??????????????.pcapng\",\"at\":\"guest\"}]");
        JsonNode account = new JsonMapper()
                .readTree(run("account", "--json", made.toString()).out());
        assertThat(account.path("rx").path("deliveredFrames").asInt()).isEqualTo(FRAMES);
    }

    @Test
    void anInterfaceThatIsTakenAwayEndsItsCaptureWithANote() throws Exception {
        Running running = capture("--split");
        running.awaitLine("Ctrl-C ends it");
        namespace.send(temporary, FRAMES);
        assertThat(namespace.in("ip", "link", "del", VethNamespace.PEER)).isTrue();
        Ended ended = running.end();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.DONE);
        assertThat(ended.out()).contains("ended by the interfaces, which are gone\n");
        assertThat(ended.err())
                .contains("e-peer: ended before the capture did (", "e-guest: ended before the capture did (");
        // What the kernel still held for the reader goes with the interface; before that, nothing is missing.
        Captured captured = captured("peer-e-peer.pcapng", Optional.empty());
        assertThat(captured.rx())
                .usingElementComparator(Arrays::compare)
                .isEqualTo(sent("rx", captured.rx().size()));
        assertThat(captured.tx())
                .usingElementComparator(Arrays::compare)
                .isEqualTo(sent("tx", captured.tx().size()));
    }

    @Test
    void aFullDiskEndsItWithOneSentenceAndReadableFiles() throws Exception {
        Path disk = Files.createDirectory(temporary.resolve("disk"));
        Files.createDirectory(folder);
        // The mount is seen by this process alone, and goes with it.
        String script = "mount -t tmpfs -o size=128k tmpfs '" + disk + "' || exit 99; \"$@\"; rc=$?; cp '" + disk
                + "'/* '" + folder + "'; exit $rc";
        List<String> before = List.of("sh", "-c", script, "sh");
        Running running = namespace.vfgap(
                temporary,
                before,
                "capture",
                "--interface",
                VethNamespace.PEER + "=peer",
                "--filter",
                STREAM,
                "--packets",
                "8000",
                "--out",
                disk.toString());
        running.awaitLine("capturing");
        namespace.send(temporary, 4_000);
        Ended ended = running.end();

        assumeTrue(ended.exitCode() != 99, "this user may not mount a tmpfs");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(ended.err())
                .contains(
                        disk.resolve("capture-peer.pcapng") + ": cannot be written on (No space left on device), so the"
                                + " capture has ended; what it holds is whole; free some space, or name another folder\n")
                .doesNotContain("Exception", "\tat ");
        Captured captured = captured("capture-peer.pcapng", Optional.empty());
        int whole = captured.rx().size();
        assertThat(whole).isPositive();
        assertThat(captured.rx()).usingElementComparator(Arrays::compare).isEqualTo(sent("rx", whole));
    }

    @Test
    void whatCannotBeCapturedIsToldInOneSentence() throws Exception {
        assertThat(refused(List.of(), "e-none=peer"))
                .isEqualTo("e-none: this machine has no such interface; it has e-guest, e-peer, lo\n");
        assertThat(namespace.in("ip", "link", "set", VethNamespace.PEER, "down"))
                .isTrue();
        assertThat(refused(List.of(), "e-peer=peer"))
                .isEqualTo("e-peer: is down; switch it on: ip link set e-peer up\n");
        assertThat(namespace.in("ip", "link", "set", VethNamespace.PEER, "up")).isTrue();
        if (namespace.in("setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw", "true")) {
            assertThat(refused(List.of("setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw"), "e-peer=peer"))
                    .isEqualTo(
                            "e-peer: this user has no right to capture (socket: Operation not permitted); run it as root"
                                    + " (sudo), or in a container with the capabilities NET_RAW and NET_ADMIN\n");
        }
    }

    private String refused(List<String> before, String place) throws IOException, InterruptedException {
        Ended ended = namespace
                .vfgap(temporary, before, "capture", "--interface", place, "--out", folder.toString())
                .end();
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(folder).doesNotExist();
        return ended.err();
    }
}
