package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.probe.BedHost;
import dev.vfgap.scenarios.probe.HostChange;
import dev.vfgap.scenarios.probe.ProbeHost;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/**
 * The program {@code vfgap} as it is, but for the host of {@code probe run} and {@code probe restore}, which is a {@link BedHost}:
 * {@code FILTER STATE HELD WORD…}.
 *
 * <p>HELD is {@code never}, {@code before:N} or {@code after:N}: the program stands still before change N is made, with its undo in the
 * journal, or when the kernel has made it and the program does not know yet. It says {@value #HELD} on standard error and goes on only when it is
 * interrupted: what is sent to it meanwhile finds it in the middle of that change. With {@code serve} for WORD it takes back a folder for each
 * line of its input, by the real verb, and answers with a line of exit code and output.
 */
public final class BedProgram {
    public static final String HELD = "bed: held";

    /** 1 ms: the bed's NIC settles with the command. */
    private static final long LEAST_SETTLE_NANOS = 1_000_000L;

    private BedProgram() {}

    public static void main(String[] args) throws IOException {
        ProbeHost host = new HeldHost(BedHost.Filter.valueOf(args[0]), Path.of(args[1]), args[2]);
        CommandLine.IFactory verbs = new Verbs(host);
        String[] words = Arrays.copyOfRange(args, 3, args.length);
        if (!words[0].equals("serve")) {
            System.exit(Vfgap.run(words, System.out, System.err, verbs));
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String folder = lines.readLine(); folder != null; folder = lines.readLine()) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            int exitCode = Vfgap.run(new String[] {"probe", "restore", folder}, said, said, verbs);
            System.out.println(exitCode + " "
                    + said.toString(StandardCharsets.UTF_8).strip().replace('\n', ' '));
        }
    }

    /** Gives the verbs that change a host this one. */
    private record Verbs(ProbeHost host) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> kind) throws Exception {
            if (kind == ProbeRunCommand.class) {
                return kind.cast(new ProbeRunCommand(host, LEAST_SETTLE_NANOS));
            }
            if (kind == ProbeRestoreCommand.class) {
                return kind.cast(new ProbeRestoreCommand(host));
            }
            return CommandLine.defaultFactory().create(kind);
        }
    }

    /** A bed in which one change takes until the program is interrupted. */
    private static final class HeldHost extends BedHost {
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final String held;
        private int changes;

        HeldHost(Filter filter, Path state, String held) {
            super(filter, state);
            this.held = held;
            Runtime.getRuntime().addShutdownHook(new Thread(interrupted::countDown, "bed-go-on"));
        }

        @Override
        public Ended change(HostChange change) {
            int number = changes++;
            hold("before:" + number);
            Ended ended = super.change(change);
            hold("after:" + number);
            return ended;
        }

        private void hold(String moment) {
            if (!moment.equals(held)) {
                return;
            }
            System.err.println(HELD);
            try {
                interrupted.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
