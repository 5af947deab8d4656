package dev.vfgap.benchmarks;

import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.FrameView;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The CPU time that a packet of a capture takes to be read and looked at, beside that of {@code tcpdump -r FILE -w} to
 * nothing: pass after pass in turn, so that what else the machine does falls on both.
 *
 * <p>Looked at: the stamp, both Ethernet addresses, the outer VLAN, both UDP ports. CPU time is user and system, of all threads
 * of this process and of the whole of tcpdump's, which counts the start of its process too.
 *
 * <p>Usage: {@code java -cp benchmarks.jar dev.vfgap.benchmarks.CaptureSpeed FILE [PACKETS [PASSES]]}; the file is made when
 * it is not there.
 */
public final class CaptureSpeed {

    private static final int WARM_UP = 2;

    private CaptureSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        long packets = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10_000_000;
        int passes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 9;
        if (Files.notExists(file)) {
            SyntheticCapture.write(file, packets, 1);
        }
        double[] ours = new double[passes];
        double[] tcpdump = new double[passes];
        long sum = 0;
        for (int pass = -WARM_UP; pass < passes; pass++) {
            double cpu = tcpdump(file);
            long before = cpuNanos();
            long read = read(file);
            double own = cpuNanos() - before;
            sum += read;
            if (pass >= 0) {
                ours[pass] = own / packets;
                tcpdump[pass] = cpu / packets;
            }
        }
        tell("vfgap", ours);
        tell("tcpdump", tcpdump);
        double[] ratios = new double[passes];
        Arrays.setAll(ratios, i -> tcpdump[i] / ours[i]);
        tell("ratio", ratios);
        System.out.printf(Locale.ROOT, "%d packets, checksum %x%n", packets, sum);
    }

    /** Reads a capture; returns a sum over what was looked at, so that nothing is left out. */
    static long read(Path file) {
        long sum = 0;
        try (CaptureReader reader = CaptureReader.open(file, file.toString())) {
            while (reader.next()) {
                FrameView frame = reader.frame();
                sum += reader.atNanos()
                        ^ frame.destination()
                        ^ frame.source() << 8
                        ^ (long) frame.vlan() << 48
                        ^ (long) frame.sourcePort() << 16
                        ^ frame.destinationPort();
            }
        }
        return sum;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** The CPU time of a run of tcpdump in ns, told by the shell's own clock of its children. */
    private static double tcpdump(Path file) throws IOException, InterruptedException {
        String script = "tcpdump -r \"$0\" -w /dev/null 2>/dev/null; times";
        Process process = new ProcessBuilder("bash", "-c", script, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String children = new String(process.getInputStream().readAllBytes())
                .lines()
                .skip(1)
                .findFirst()
                .orElse("");
        process.waitFor();
        double seconds = 0;
        for (String part : children.split(" ")) {
            String[] minutesAndSeconds = part.replace("s", "").split("m");
            seconds += 60 * Double.parseDouble(minutesAndSeconds[0]) + Double.parseDouble(minutesAndSeconds[1]);
        }
        return seconds * 1e9;
    }

    private static void tell(String name, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-8s median %6.1f, least %6.1f, most %6.1f%n",
                name,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
