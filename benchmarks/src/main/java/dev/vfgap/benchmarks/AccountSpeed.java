package dev.vfgap.benchmarks;

import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The CPU time and the memory that the account of a stream takes which was captured whole at seven points: peer, two uplinks,
 * two standby taps, a primary's tap, guest.
 *
 * <p>CPU time is that of all threads of this process, over the packets of all captures, pass after pass in one process. Memory
 * is the smallest heap with which a process of its own makes the account, less the smallest with which it makes that of a
 * short stream, over the stream's frames.
 *
 * <p>Usage: {@code java -XX:+UseSerialGC -cp benchmarks.jar dev.vfgap.benchmarks.AccountSpeed FOLDER [FRAMES [PASSES]]}; the
 * bundles are made in the folder when they are not there.
 */
public final class AccountSpeed {

    private static final int WARM_UP = 2;
    private static final int FEW_FRAMES = 1_000;
    private static final int MIB = 1 << 20;
    private static final List<String> POINTS = List.of(
            "peer@peer",
            "uplinkA@uplink/A",
            "tapA@standby/A",
            "primaryA@primary/A",
            "uplinkB@uplink/B",
            "tapB@standby/B",
            "guest@guest");

    private AccountSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        if (arguments.length > 1 && arguments[1].equals("once")) {
            account(folder);
            return;
        }
        int frames = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_500_000;
        int passes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 9;
        Path bundle = bundle(folder.resolve("frames-" + frames), frames);
        Path small = bundle(folder.resolve("frames-" + FEW_FRAMES), FEW_FRAMES);
        double[] nanos = new double[passes];
        for (int pass = -WARM_UP; pass < passes; pass++) {
            long before = cpuNanos();
            account(bundle);
            if (pass >= 0) {
                nanos[pass] = (cpuNanos() - before) / ((double) frames * POINTS.size());
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "CPU ns a packet: median %.1f, least %.1f, most %.1f; %.1f million packets a second%n",
                nanos[passes / 2],
                nanos[0],
                nanos[passes - 1],
                1e3 / nanos[passes / 2]);
        int base = leastHeapMib(small, 4, 256);
        int whole = leastHeapMib(bundle, base, 4_096);
        System.out.printf(
                Locale.ROOT,
                "heap: at least %d MiB, of a short stream %d MiB: %.1f B a frame%n",
                whole,
                base,
                (whole - base) * (double) MIB / frames);
    }

    private static void account(Path bundle) {
        Account account = Account.of(CaptureBundle.read(bundle));
        if (account.rx().lost().high() != 0 || account.rx().frames() == 0) {
            throw new IllegalStateException("all frames arrive: " + account.rx().lost());
        }
    }

    /** The smallest heap with which a process ends well, to the MiB. */
    private static int leastHeapMib(Path bundle, int tooSmall, int enough) throws IOException, InterruptedException {
        int low = tooSmall;
        int high = enough;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx" + middle + "m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            AccountSpeed.class.getName(),
                            bundle.toString(),
                            "once")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() == 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static Path bundle(Path folder, int frames) throws IOException {
        if (Files.exists(folder.resolve(CaptureBundle.MANIFEST))) {
            return folder;
        }
        Files.createDirectories(folder);
        StringBuilder points = new StringBuilder();
        for (String point : POINTS) {
            String name = point.substring(0, point.indexOf('@'));
            String[] place = point.substring(point.indexOf('@') + 1).split("/");
            SyntheticCapture.writeOneFlow(folder.resolve(name + ".pcap"), frames, 1);
            points.append(points.isEmpty() ? "" : ",")
                    .append("{\"name\": \"" + name + "\", \"file\": \"" + name + ".pcap\", \"at\": \"" + place[0] + '"')
                    .append(place.length > 1 ? ", \"host\": \"" + place[1] + "\"}" : "}");
        }
        Files.writeString(folder.resolve(CaptureBundle.MANIFEST), """
                {"format": "vfgap-capture-bundle/1", "name": "speed",
                 "clock": {"kind": "single-host-realtime", "unit": "ns"},
                 "guest": {"mac": "52:54:00:aa:bb:01", "ipv4": "10.9.0.2", "udpPort": 7168},
                 "peer": {"mac": "02:00:00:00:00:01", "ipv4": "10.9.0.1", "udpPort": 7000},
                 "traffic": [
                   {"direction": "rx", "rate": "1Mpps", "payload": "40B",
                    "sequence": {"payloadOffset": 0, "bytes": 8, "order": "big"}},
                   {"direction": "tx", "rate": "1Mpps", "payload": "40B",
                    "sequence": {"payloadOffset": 0, "bytes": 8, "order": "big"}}],
                 "points": [%s]}
                """.formatted(points));
        return folder;
    }
}
