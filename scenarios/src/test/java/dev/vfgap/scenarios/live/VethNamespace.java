package dev.vfgap.scenarios.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vfgap.scenarios.cli.Vfgap;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace of its own with a veth pair in it, {@code e-peer} and {@code e-guest}: nothing of it is seen by the
 * machine, and it is gone when removed.
 */
final class VethNamespace {
    static final String PEER = "e-peer";
    static final String GUEST = "e-guest";

    private static final long MOST_SECONDS = 60;

    private final String name;
    private final List<Process> started = new ArrayList<>();

    /** A build that runs in the background ignores SIGINT, and so would what it starts. */
    private final List<String> interruptible;

    private VethNamespace(String name, List<String> interruptible) {
        this.name = name;
        this.interruptible = interruptible;
    }

    /** What a program that has ended wrote, and its exit code. */
    record Ended(int exitCode, String out, String err) {}

    /** A program that runs, whose standard error is read line by line. */
    record Running(Process process, BufferedReader err, Path out, StringBuilder read) {

        /** Reads standard error until a line holds a text. */
        void awaitLine(String text) throws IOException {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                read.append(line).append('\n');
                if (line.contains(text)) {
                    return;
                }
            }
            throw new AssertionError("it ended without saying \"" + text + "\": " + read);
        }

        Ended end() throws IOException, InterruptedException {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                read.append(line).append('\n');
            }
            assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(out), read.toString());
        }
    }

    /** A namespace; where none can be made, the test is skipped with the reason. */
    static VethNamespace make(String name) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/ns/net")), "network namespaces are Linux's");
        List<String> interruptible = List.of("env", "--default-signal=INT");
        boolean canReset = succeeds("env", "--default-signal=INT", "true");
        VethNamespace made =
                new VethNamespace(name + "-" + ProcessHandle.current().pid(), canReset ? interruptible : List.of());
        assumeTrue(succeeds("ip", "netns", "add", made.name), "making a network namespace needs root and iproute2");
        boolean ready = false;
        try {
            ready = made.hasVeth();
            assumeTrue(ready, "this kernel makes no veth pair");
        } finally {
            if (!ready) {
                made.remove();
            }
        }
        return made;
    }

    private boolean hasVeth() throws IOException, InterruptedException {
        return in("ip", "link", "add", PEER, "type", "veth", "peer", "name", GUEST)
                && in("ip", "link", "set", PEER, "up")
                && in("ip", "link", "set", GUEST, "up");
    }

    /** Runs a command in the namespace; whether it succeeded. */
    boolean in(String... command) throws IOException, InterruptedException {
        return succeeds(inside(List.of(command)).toArray(String[]::new));
    }

    private List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(interruptible);
        all.addAll(command);
        return all;
    }

    /** Starts the program in the namespace, with a command before its java, such as {@code setpriv}. */
    Running vfgap(Path folder, List<String> before, String... args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(java(Vfgap.class));
        command.addAll(List.of(args));
        return start(folder, command);
    }

    Running start(Path folder, List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process =
                new ProcessBuilder(inside(command)).redirectOutput(out.toFile()).start();
        started.add(process);
        // What hangs is ended, and then fails by what it did not say.
        CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return new Running(process, process.errorReader(StandardCharsets.UTF_8), out, new StringBuilder());
    }

    /** Sends numbered frames in both directions, {@code rx} from the peer's end and {@code tx} from the guest's. */
    void send(Path folder, int count) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java(NumberedFrames.class));
        command.addAll(List.of(String.valueOf(count), PEER, "rx", GUEST, "tx"));
        Ended ended = start(folder, command).end();
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    /** The java of this test with its classes. */
    static List<String> java(Class<?> main) {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classes, main.getName()));
        return command;
    }

    /** Whether a command can be run and succeeds. */
    static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes it, with all that runs in it. */
    void remove() throws InterruptedException {
        started.forEach(Process::destroyForcibly);
        succeeds("ip", "netns", "del", name);
    }
}
