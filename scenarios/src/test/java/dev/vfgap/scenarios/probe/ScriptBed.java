package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vfgap.models.frame.Mac;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A {@link ProbeBed} for the script of {@code probe plan}, which is run as it is, but for the NIC's part of sysfs, which is a folder in which the VF is
 * always there, and four programs before those of the machine: {@code ip}, which keeps what VFs are told, and can refuse or hold one change;
 * {@code sleep}, which returns soon, and can hold the script at one of its calls; {@code date}, whose seconds can go fast; {@code sync}, which does
 * nothing.
 *
 * <p>Not modelled: that a VF comes and goes, and its driver.
 */
final class ScriptBed implements AutoCloseable {
    /** What a program that holds the script says on standard error. */
    static final String HELD = "bed: held";

    private static final String SLEEP = """
            #!/bin/sh
            if [ -e "$BED/kernel.sh" ]; then sh "$BED/kernel.sh"; fi
            count=$(($(cat "$BED/slept" 2>/dev/null || echo 0) + 1))
            echo $count >"$BED/slept"
            PATH=${PATH#*:}
            [ $count = "$HOLD" ] || exec sleep "$WAIT"
            echo 'bed: held' >&9
            while kill -0 $PPID 2>/dev/null; do sleep 0.02; done
            """;

    /** A clock whose second goes on by CLOCK each time it is asked for; the real one without. */
    private static final String DATE = """
            #!/bin/sh
            PATH=${PATH#*:}
            if [ -z "$CLOCK" ] || [ "$*" != +%s ]; then exec date "$@"; fi
            seconds=$(($(cat "$BED/clock" 2>/dev/null || echo 0) + CLOCK))
            echo $seconds | tee "$BED/clock"
            """;

    /** What the kernel makes of the writes of a step; done as the script waits behind it. */
    private static final String KERNEL = """
            cd "$BED/sysfs/pf0/virtfn0/" || exit
            if [ -s driver/unbind ]; then : >driver/unbind; rm -f driver; fi
            if [ -s ../../bus/pci/drivers_probe ]; then
                : >../../bus/pci/drivers_probe
                ln -s ../../bus/pci/drivers/bed-vf driver
            fi
            """;

    private static final String IP = """
            #!/bin/sh
            PATH=${PATH#*:}
            if [ "$*" = '-details -json link show dev pf0' ] && [ -e "$BED/told.json" ]; then exec cat "$BED/told.json"; fi
            case "$*" in 'link set '* | 'link add '* | 'link del '*) ;; *) exec ip "$@" ;; esac
            count=$(($(cat "$BED/changed" 2>/dev/null || echo 0) + 1))
            echo $count >"$BED/changed"
            if [ $count = "$REFUSE" ]; then echo 'RTNETLINK answers: Operation not permitted' >&2; exit 2; fi
            if [ "$*" = "$HOLD" ]; then
                echo 'bed: held' >&9
                until [ -e "$BED/go" ]; do sleep 0.02; done
            fi
            case "$*" in *' vf 0 '*)
                eval "value=\\$$#"
                echo "$*" >>"$BED/vf-commands"
                shift 5
                echo "$value" >"$BED/settings/vf-$1"
                exit 0
            esac
            exec ip "$@"
            """;

    private final ProbeBed bed;
    private final Path sysfs;
    private final Path programs;

    private ScriptBed(ProbeBed bed) {
        this.bed = bed;
        this.sysfs = bed.folder().resolve("sysfs");
        this.programs = bed.folder().resolve("programs");
    }

    static ScriptBed make(String name, Path parent) throws IOException, InterruptedException {
        assumeTrue(
                ProbeBed.succeeds(List.of("sh", "-c", "command -v tcpdump && command -v mausezahn")),
                "needs tcpdump, mausezahn");
        ScriptBed script = new ScriptBed(ProbeBed.make(name, parent));
        script.furnish();
        return script;
    }

    private void furnish() throws IOException, InterruptedException {
        bed.in("ip", "link", "add", BedHost.VF, "type", "veth", "peer", "name", "vf0-in");
        bed.in("ip", "link", "set", "vf0-in", "up");
        // A device that has once been up keeps the queueing that it got then.
        bed.in("ip", "link", "set", BedHost.VF, "up");
        bed.in("ip", "link", "set", BedHost.VF, "down");
        bed.addressThePf();
        Files.createDirectory(programs);
        program("sleep", SLEEP);
        program("ip", IP);
        program("date", DATE);
        program("sync", "#!/bin/sh\n");
        Path device = Files.createDirectories(sysfs.resolve("pf0"));
        Files.writeString(device.resolve("sriov_numvfs"), "0\n");
        Files.writeString(device.resolve("sriov_totalvfs"), "1\n");
        Files.writeString(device.resolve("sriov_drivers_autoprobe"), "1\n");
        Files.writeString(device.resolve("vendor"), "0x8086\n");
        Files.writeString(device.resolve("device"), "0x10c9\n");
        Files.writeString(device.resolve("subsystem_vendor"), "0x1af4\n");
        Files.createSymbolicLink(device.resolve("driver"), Path.of("../bed"));
        Path vf = Files.createDirectories(device.resolve("0000:01:10.0"));
        Files.createDirectories(vf.resolve("net/vf0"));
        Files.createDirectories(vf.resolve("driver"));
        Files.createSymbolicLink(device.resolve("virtfn0"), Path.of("0000:01:10.0"));
        Files.createDirectories(sysfs.resolve("bus/pci"));
    }

    /** Lets the VF be there, with its driver, which it has by name, and told this by {@code ip} in JSON. */
    void makeTheVf(String told) throws IOException {
        Files.writeString(sysfs.resolve("pf0/sriov_numvfs"), "2\n");
        Path vf = sysfs.resolve("pf0/0000:01:10.0");
        Files.delete(vf.resolve("driver"));
        Files.createDirectories(sysfs.resolve("bus/pci/drivers/bed-vf"));
        Files.createSymbolicLink(vf.resolve("driver"), Path.of("../../bus/pci/drivers/bed-vf"));
        Files.writeString(vf.resolve("driver_override"), "bed-vf\n");
        Files.writeString(bed.folder().resolve("told.json"), told);
        Files.writeString(bed.folder().resolve("kernel.sh"), KERNEL);
    }

    /** The text of a file of the NIC's part of sysfs; empty when nobody wrote it. */
    String sysfs(String name) throws IOException {
        Path file = sysfs.resolve(name);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    ProbeBed bed() {
        return bed;
    }

    private void program(String name, String text) throws IOException {
        assertThat(Files.writeString(programs.resolve(name), text).toFile().setExecutable(true))
                .isTrue();
    }

    Path folder() {
        return bed.folder();
    }

    /** Starts the script for a variant, or its {@code restore}; what holds it is told past what a step catches, by number 9. */
    Process start(ProbeVariant variant, Map<String, String> held, String... words) throws IOException {
        OptionalInt vlan = variant == ProbeVariant.VLAN ? OptionalInt.of(100) : OptionalInt.empty();
        return start(
                new ProbeRequest(BedHost.PF, 0, Mac.parse(BedHost.MAC), vlan, BedHost.SENDER),
                List.of(variant),
                held,
                words);
    }

    /** Starts the script for variants of any request. */
    Process start(ProbeRequest request, List<ProbeVariant> variants, Map<String, String> held, String... words)
            throws IOException {
        Path script = Files.writeString(
                bed.folder().resolve("plan.sh"),
                ProbePlanScript.of(request, variants)
                        .replace("/sys/class/net/$PF/device", sysfs + "/pf0")
                        .replace("/sys/bus", sysfs + "/bus"));
        for (String counter : List.of("slept", "changed", "go", "clock")) {
            Files.deleteIfExists(bed.folder().resolve(counter));
        }
        Files.createDirectories(bed.folder().resolve("settings"));
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=HUP,INT,TERM",
                "setsid",
                "sh",
                "-c",
                "exec 9>&2; exec sh \"$@\"",
                "sh",
                script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(bed.inside(command));
        builder.environment()
                .putAll(Map.of(
                        "HOLD",
                        "",
                        "REFUSE",
                        "",
                        "WAIT",
                        "0.02",
                        "CLOCK",
                        "",
                        "BED",
                        bed.folder().toString()));
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().putAll(held);
        return builder.redirectOutput(bed.folder().resolve("out").toFile()).start();
    }

    /** Waits for the end of a script. */
    ProbeBed.Ended end(Process process) throws IOException, InterruptedException {
        return bed.end(process);
    }

    /** The host of the bed, with what sysfs holds and VFs were told; a VF that was told nothing has what it is made with. */
    String host() throws IOException, InterruptedException {
        StringBuilder host = new StringBuilder(bed.host());
        for (String name : List.of("sriov_numvfs", "sriov_drivers_autoprobe")) {
            host.append(name)
                    .append(' ')
                    .append(Files.readString(sysfs.resolve("pf0").resolve(name)));
        }
        Path mac = bed.folder().resolve("settings/vf-mac");
        return host + "vf-mac " + (Files.exists(mac) ? Files.readString(mac).strip() : "00:00:00:00:00:00");
    }

    /** The programs that run in the bed. */
    List<ProcessHandle> programs() throws IOException, InterruptedException {
        return bed.programs();
    }

    @Override
    public void close() {
        bed.close();
    }

    /** Reads to the end what a script still says. */
    static String rest(java.io.BufferedReader lines) {
        return String.join("\n", lines.lines().toList());
    }

    static java.io.BufferedReader errors(Process process) {
        return process.errorReader(StandardCharsets.UTF_8);
    }
}
