package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vfgap.replay.probe.ProbeBundle;
import dev.vfgap.replay.probe.ProbeEvidence;
import dev.vfgap.replay.probe.ProbeJudgement;
import dev.vfgap.replay.probe.ProbeVerdict;
import dev.vfgap.scenarios.cli.ExitCode;
import dev.vfgap.scenarios.cli.Vfgap;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code probe run --apply} from end to end on an imitated NIC in a network namespace ({@link BedHost}). Needs root, iproute2,
 * libpcap, and a kernel with veth, bridge, and tc with u32 and mirred; skipped elsewhere, with the reason.
 */
@Timeout(300)
class NamespaceProbeTest {
    private static final String JUDGED_MS = "500";
    private static final String SHORT_MS = "1";

    /** Long enough for a signal to arrive within the step that was told. */
    private static final String INTERRUPTED_MS = "150";

    @TempDir
    private Path temporary;

    private final String namespace = "vfgap-bed-" + ProcessHandle.current().pid();
    private boolean made;
    private Path state;

    private record Ended(int exitCode, String out, String err) {}

    @BeforeEach
    void makeTheBed() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/ns/net")), "network namespaces are Linux's");
        assumeTrue(hasLibpcap(), "libpcap is not installed");
        made = succeeds(List.of("ip", "netns", "add", namespace));
        assumeTrue(made, "making a network namespace needs root and iproute2");
        state = Files.createDirectory(temporary.resolve("state"));
        in("sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6");
        boolean kernel = in("ip", "link", "add", BedHost.SENDER, "type", "veth", "peer", "name", BedHost.PORT)
                && in("ip", "link", "add", BedHost.PF, "type", "veth", "peer", "name", BedHost.PF_INSIDE)
                && in("ip", "link", "add", "try-br", "type", "bridge")
                && in("ip", "link", "del", "try-br")
                && in("tc", "qdisc", "add", "dev", BedHost.PORT, "clsact")
                && in(HostChange.words("tc filter add dev s1 ingress protocol all prio 1 u32 match u16 0 0 at -14"
                                + " action mirred egress mirror dev pf0-in")
                        .toArray(String[]::new))
                && in("tc", "filter", "del", "dev", BedHost.PORT, "ingress");
        assumeTrue(kernel, "this kernel lacks veth, bridge, clsact, u32 or mirred");
        assumeTrue(
                succeeds(List.of("env", "--default-signal=INT", "true")), "the env of this machine resets no signals");
        for (String device : List.of(BedHost.SENDER, BedHost.PORT, BedHost.PF, BedHost.PF_INSIDE)) {
            in("ip", "link", "set", device, "up");
        }
    }

    @AfterEach
    void removeTheBed() throws Exception {
        if (made) {
            succeeds(List.of("ip", "netns", "del", namespace));
        }
    }

    private static boolean hasLibpcap() {
        String[] list = {"capture", "--list"};
        return Vfgap.run(list, new ByteArrayOutputStream(), new ByteArrayOutputStream()) == ExitCode.DONE;
    }

    private static boolean succeeds(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private boolean in(String... command) throws IOException, InterruptedException {
        return succeeds(inside(List.of(command)));
    }

    private List<String> inside(List<String> command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", namespace), command.stream())
                .toList();
    }

    private String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(inside(List.of(command)))
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    /** All that a probe could leave changed. */
    private List<String> host() throws IOException, InterruptedException {
        return List.of(
                output("ip", "-j", "-d", "link"),
                output("ip", "-j", "addr"),
                output("bridge", "-j", "fdb"),
                "VFs " + known("numvfs", "0") + ", autoprobe " + known("autoprobe", "1"));
    }

    private String known(String what, String otherwise) throws IOException {
        Path file = state.resolve(what);
        return Files.exists(file) ? Files.readString(file) : otherwise;
    }

    private Process start(String... args) throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        // A build that runs in the background ignores SIGINT, and so would what it starts.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classes, BedProgram.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(inside(command))
                .redirectOutput(temporary.resolve("out").toFile())
                .start();
    }

    private Ended end(Process process) throws IOException, InterruptedException {
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), Files.readString(temporary.resolve("out")), err);
    }

    private Process run(BedHost.Filter filter, Path folder, ProbeVariant variant, String settleMs, int halt)
            throws IOException {
        return start(
                "run",
                filter.name(),
                state.toString(),
                folder.toString(),
                variant.word(),
                settleMs,
                String.valueOf(halt));
    }

    @ParameterizedTest
    @CsvSource({
        "EARLY, PROMISCUOUS, EARLY",
        "LATE, PROMISCUOUS, LATE",
        "EARLY, EXPLICIT, UNDECIDED",
        "LATE, PF_CYCLE, LATE"
    })
    void theJudgeSaysOfItsCapturesWhatWasImitated(BedHost.Filter filter, ProbeVariant variant, ProbeVerdict verdict)
            throws Exception {
        List<String> before = host();
        Path folder = temporary.resolve("probe");
        Ended ended = end(run(filter, folder, variant, JUDGED_MS, -1));
        assertThat(ended.out()).as(ended.err()).isEqualTo("Result[complete=true, notRestored=[], failures=[]]\n");
        assertThat(host()).isEqualTo(before);
        ProbeJudgement judgement =
                ProbeJudgement.of(List.of(ProbeEvidence.of(ProbeBundle.read(folder.resolve(variant.word())))));
        assertThat(judgement.verdict()).as("%s", judgement.because()).isEqualTo(verdict);
    }

    @Test
    void killedBeforeAnyChangeItIsTakenBackByRestore() throws Exception {
        List<String> before = host();
        long changes = ProbeSteps.of(ProbeVariant.BRIDGE, 0).stream()
                .mapToLong(step -> step.changes().size())
                .sum();
        for (int halt = 0; halt < changes; halt++) {
            Path folder = temporary.resolve("killed-" + halt);
            Ended killed = end(run(BedHost.Filter.EARLY, folder, ProbeVariant.BRIDGE, SHORT_MS, halt));
            assertThat(killed.exitCode()).as(killed.err()).isEqualTo(137);
            // Only before the first change there is nothing to take back.
            assertThat(host().equals(before)).isEqualTo(halt == 0);
            Ended restored = end(start("restore", BedHost.Filter.EARLY.name(), state.toString(), folder.toString()));
            assertThat(restored.err()).isEmpty();
            assertThat(host()).as("killed before change " + halt).isEqualTo(before);
        }
    }

    @Test
    void interruptedAtAnyStepItTakesEverythingBackItself() throws Exception {
        List<String> before = host();
        for (ProbeStepPlan step : ProbeSteps.of(ProbeVariant.EXPLICIT, 0)) {
            Path folder = temporary.resolve("at-" + step.name());
            Process process = run(BedHost.Filter.LATE, folder, ProbeVariant.EXPLICIT, INTERRUPTED_MS, -1);
            BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                if (line.startsWith(step.name())) {
                    assertThat(succeeds(List.of("kill", "-INT", String.valueOf(process.pid()))))
                            .isTrue();
                }
            }
            assertThat(process.waitFor()).as("interrupted at " + step.name()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(host()).as("interrupted at " + step.name()).isEqualTo(before);
            assertThat(folder.resolve("explicit").resolve(ChangeJournal.NAME)).doesNotExist();
        }
    }

    /**
     * The script of {@code probe plan} as it is, but for the NIC's part of sysfs, which is a folder in which the VF is always there, and the
     * commands on VFs, which succeed and do nothing: it sends, captures, tells, and takes back.
     */
    @Test
    void thePlannedScriptLeavesAReadableBundleAndTheHostAsItWas() throws Exception {
        assumeTrue(
                succeeds(List.of("sh", "-c", "command -v tcpdump && command -v mausezahn")),
                "needs tcpdump, mausezahn");
        in("ip", "link", "add", BedHost.VF, "type", "veth", "peer", "name", "vf0-in");
        in("ip", "link", "set", "vf0-in", "up");
        // A device that has once been up keeps the queueing that it got then.
        in("ip", "link", "set", BedHost.VF, "up");
        in("ip", "link", "set", BedHost.VF, "down");
        Path sys = scriptSysfs();
        Path programs = Files.createDirectory(temporary.resolve("programs"));
        Path ip = Files.writeString(
                programs.resolve("ip"),
                "#!/bin/sh\ncase \"$*\" in *' vf 0 '*) exit 0 ;; esac\nPATH=${PATH#*:} exec ip \"$@\"\n");
        assertThat(ip.toFile().setExecutable(true)).isTrue();
        ProbeRequest request = new ProbeRequest(
                BedHost.PF,
                0,
                dev.vfgap.models.frame.Mac.parse(BedHost.MAC),
                java.util.OptionalInt.empty(),
                BedHost.SENDER);
        Path script = Files.writeString(
                temporary.resolve("plan.sh"),
                ProbePlanScript.of(request, List.of(ProbeVariant.BRIDGE))
                        .replace("/sys/class/net/$PF/device", sys + "/pf0")
                        .replace("/sys/bus", sys + "/bus"));
        List<String> before = host();
        String told = output(
                "env",
                "SETTLE=1",
                "PATH=" + programs + ":" + System.getenv("PATH"),
                "sh",
                script.toString(),
                temporary.resolve("planned").toString());
        assertThat(host()).as(told).isEqualTo(before);
        assertThat(Files.readString(sys.resolve("pf0/sriov_numvfs"))).isEqualTo("0\n");
        ProbeBundle bundle = ProbeBundle.read(temporary.resolve("planned/bridge"));
        assertThat(bundle.findings()).isEmpty();
        assertThat(bundle.steps().stream()
                        .filter(step -> step.event().detail().path("rc").asInt() == 0)
                        .map(dev.vfgap.replay.probe.ProbeStep::name))
                .as(told)
                .containsExactlyElementsOf(ProbeSteps.of(ProbeVariant.BRIDGE, 0).stream()
                        .map(ProbeStepPlan::name)
                        .toList());
        ProbeEvidence evidence = ProbeEvidence.of(bundle);
        assertThat(evidence.counts().cell(0, 0).sentFrames()).isPositive();
        assertThat(temporary.resolve("planned/undo").toFile().list()).isEmpty();
    }

    private Path scriptSysfs() throws IOException {
        Path device = Files.createDirectories(temporary.resolve("sysfs/pf0"));
        Files.writeString(device.resolve("sriov_numvfs"), "0\n");
        Files.writeString(device.resolve("sriov_totalvfs"), "1\n");
        Files.writeString(device.resolve("sriov_drivers_autoprobe"), "1\n");
        Files.writeString(device.resolve("vendor"), "0x8086\n");
        Files.writeString(device.resolve("device"), "0x10c9\n");
        Files.createSymbolicLink(device.resolve("driver"), Path.of("../bed"));
        Path vf = Files.createDirectories(device.resolve("0000:01:10.0"));
        Files.createDirectories(vf.resolve("net/vf0"));
        Files.createDirectories(vf.resolve("driver"));
        Files.createSymbolicLink(device.resolve("virtfn0"), Path.of("0000:01:10.0"));
        Files.createDirectories(temporary.resolve("sysfs/bus/pci"));
        return temporary.resolve("sysfs");
    }
}
