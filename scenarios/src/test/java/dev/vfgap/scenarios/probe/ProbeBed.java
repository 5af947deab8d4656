package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vfgap.scenarios.cli.BedProgram;
import dev.vfgap.scenarios.cli.ExitCode;
import dev.vfgap.scenarios.cli.Vfgap;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A network namespace with what a {@link BedHost} needs, in which programs are started. Making one needs root, iproute2 and a kernel with veth,
 * bridge, macvlan, and tc with u32 and mirred; where these lack, the test is skipped with the reason.
 */
final class ProbeBed implements AutoCloseable {
    /** Makes the names of namespaces differ, also from one that a test which failed could not remove. */
    private static final AtomicInteger MADE = new AtomicInteger();

    private final String namespace;
    private final Path folder;
    private Process restorer;

    private ProbeBed(String namespace, Path folder) {
        this.namespace = namespace;
        this.folder = folder;
    }

    /** How a program ended. */
    record Ended(int exitCode, String out, String err) {}

    /** A bed with its own folder for what its NIC knows. */
    static ProbeBed make(String name, Path parent) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/ns/net")), "network namespaces are Linux's");
        assumeTrue(hasLibpcap(), "libpcap is not installed");
        String namespace = "vfgap-" + name + "-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
        assumeTrue(
                succeeds(List.of("ip", "netns", "add", namespace)),
                "making a network namespace needs root and iproute2");
        ProbeBed bed = new ProbeBed(namespace, Files.createDirectory(parent.resolve(name)));
        try {
            bed.furnish();
            return bed;
        } catch (RuntimeException | IOException | InterruptedException e) {
            bed.close();
            throw e;
        }
    }

    private void furnish() throws IOException, InterruptedException {
        Files.createDirectory(state());
        Files.writeString(state().resolve("numvfs"), "0");
        Files.writeString(state().resolve("autoprobe"), "1");
        in("sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6");
        boolean kernel = in("ip", "link", "add", BedHost.SENDER, "type", "veth", "peer", "name", BedHost.PORT)
                && in("ip", "link", "add", BedHost.PF, "type", "veth", "peer", "name", BedHost.PF_INSIDE)
                && in("ip", "link", "add", "try-br", "type", "bridge")
                && in("ip", "link", "del", "try-br")
                && in("ip", "link", "add", "link", BedHost.PF, "name", "try-mv", "type", "macvlan", "mode", "bridge")
                && in("ip", "link", "del", "try-mv")
                && in("tc", "qdisc", "add", "dev", BedHost.PORT, "clsact")
                && in(HostChange.words("tc filter add dev s1 ingress protocol all prio 1 u32 match u16 0 0 at -14"
                                + " action mirred egress mirror dev pf0-in")
                        .toArray(String[]::new))
                && in("tc", "filter", "del", "dev", BedHost.PORT, "ingress");
        assumeTrue(kernel, "this kernel lacks veth, bridge, macvlan, clsact, u32 or mirred");
        assumeTrue(
                succeeds(List.of("env", "--default-signal=HUP,INT,TERM", "setsid", "true")),
                "the env of this machine resets no signals, or it has no setsid");
        for (String device : List.of(BedHost.SENDER, BedHost.PORT, BedHost.PF, BedHost.PF_INSIDE)) {
            in("ip", "link", "set", device, "up");
        }
    }

    private static boolean hasLibpcap() {
        String[] list = {"capture", "--list"};
        return Vfgap.run(list, new ByteArrayOutputStream(), new ByteArrayOutputStream()) == ExitCode.DONE;
    }

    /** Whether this kernel has VLAN devices; asked in the bed. */
    boolean hasVlans() throws IOException, InterruptedException {
        return in("ip", "link", "add", "link", BedHost.SENDER, "name", "try-vlan", "type", "vlan", "id", "9")
                && in("ip", "link", "del", "try-vlan");
    }

    /** Gives the PF an address and a route, which a run must leave alone. */
    void addressThePf() throws IOException, InterruptedException {
        in("ip", "addr", "add", "192.0.2.1/24", "dev", BedHost.PF);
        in("ip", "route", "add", "198.51.100.0/24", "via", "192.0.2.2", "dev", BedHost.PF);
    }

    /** Lets the VF be there, told this and that, with its driver, which it has by name. */
    void makeTheVf() throws IOException, InterruptedException {
        Map<String, String> settings = Map.of(
                "numvfs",
                "1",
                "autoprobe",
                "0",
                "override",
                BedHost.VF_DRIVER,
                "vf-mac",
                "02:00:00:00:00:77",
                "vf-vlan",
                "7",
                "vf-spoofchk",
                "off",
                "vf-state",
                "enable",
                "vf-trust",
                "on");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            Files.writeString(state().resolve(setting.getKey()), setting.getValue());
        }
        in(HostChange.words(BedHost.VF_LINK).toArray(String[]::new));
        in("ip", "link", "set", "vf0-in", "up");
    }

    Path folder() {
        return folder;
    }

    /** Where the NIC's settings lie. */
    Path state() {
        return folder.resolve("state");
    }

    static boolean succeeds(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    boolean in(String... command) throws IOException, InterruptedException {
        return succeeds(inside(List.of(command)));
    }

    List<String> inside(List<String> command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", namespace), command.stream())
                .toList();
    }

    String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(inside(List.of(command)))
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    /** All that a probe could leave changed: what the kernel shows of its netdevs, and each setting of the imitated NIC. */
    String host() throws IOException, InterruptedException {
        StringBuilder host = new StringBuilder(output(
                "sh",
                "-c",
                "ip -d -j link; ip -d -j addr; ip -d -j route; bridge -d -j fdb; bridge -d -j vlan;"
                        + " tc filter show dev s1 ingress"));
        try (Stream<Path> settings = Files.list(state())) {
            for (Path setting : settings.sorted().toList()) {
                host.append(setting.getFileName())
                        .append(' ')
                        .append(Files.readString(setting).strip())
                        .append('\n');
            }
        }
        return host.toString();
    }

    /** The programs that run in the bed. */
    List<ProcessHandle> programs() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("ip", "netns", "pids", namespace).start();
        List<ProcessHandle> programs = process.inputReader()
                .lines()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
        process.waitFor();
        return programs;
    }

    /** Starts vfgap in the bed, in a session of its own; see {@link BedProgram}. */
    Process vfgap(BedHost.Filter filter, String held, String... words) throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        // A build that runs in the background ignores SIGINT, and so would what it starts.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=HUP,INT,TERM",
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classes, BedProgram.class.getName()));
        command.addAll(List.of(filter.name(), state().toString(), held));
        command.addAll(List.of(words));
        return new ProcessBuilder(inside(command))
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    /** Starts {@code probe run --apply}. */
    Process run(BedHost.Filter filter, String held, ProbeVariant variant, String settle, Path out) throws IOException {
        return run(filter, held, variant, VfOrigin.MADE, settle, out);
    }

    Process run(BedHost.Filter filter, String held, ProbeVariant variant, VfOrigin vfs, String settle, Path out)
            throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "probe", "run", "--pf", BedHost.PF, "--vf", "0", "--mac", BedHost.MAC, "--from", BedHost.SENDER));
        words.addAll(List.of("--variant", variant.word(), "--settle", settle, "--out", out.toString(), "--apply"));
        if (vfs == VfOrigin.THERE) {
            words.add("--existing-vf");
        }
        if (variant == ProbeVariant.VLAN) {
            words.addAll(List.of("--vlan", "100"));
        }
        return vfgap(filter, held, words.toArray(String[]::new));
    }

    Ended end(Process process) throws IOException, InterruptedException {
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), Files.readString(folder.resolve("out")), err);
    }

    /** {@code probe restore FOLDER}: its exit code and what it says. */
    String restore(Path out) throws IOException {
        if (restorer == null) {
            // One that stays: a start for each kill would be most of a test's time.
            restorer = new ProcessBuilder(inside(served())).start();
        }
        restorer.outputWriter().append(out.toString()).append('\n').flush();
        return restorer.inputReader().readLine();
    }

    private List<String> served() {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                BedProgram.class.getName(),
                BedHost.Filter.EARLY.name(),
                state().toString(),
                "never",
                "serve");
    }

    /** Sends a signal to a program and all that it has started, as a terminal does. */
    static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(succeeds(List.of("kill", "-" + name, "--", "-" + process.pid())))
                .isTrue();
    }

    /** Reads on to a line that begins so; false when the program ended before. */
    static boolean says(BufferedReader lines, String begin) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(begin)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            if (restorer != null) {
                restorer.outputWriter().close();
                restorer.waitFor();
            }
            // Nothing runs here any more but after a test that failed.
            programs().forEach(ProcessHandle::destroyForcibly);
            succeeds(List.of("ip", "netns", "del", namespace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
