package dev.vfgap.scenarios.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.scenarios.cli.ExitCode;
import dev.vfgap.scenarios.cli.Vfgap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When libpcap is loaded, and what is said when it cannot be; each in a Java of its own, since a library is loaded once. */
@Timeout(120)
class LibpcapLoadingTest {
    @TempDir
    private Path temporary;

    private record Ended(int exitCode, String out, String err) {}

    private Ended vfgap(List<String> options, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(VethNamespace.java(Vfgap.class));
        command.addAll(1, options);
        command.addAll(List.of(args));
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int exitCode = process.waitFor();
        return new Ended(exitCode, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
    }

    @Test
    void aMachineWithoutLibpcapIsToldToInstallIt() throws Exception {
        Ended ended = vfgap(List.of("-Dorg.pcap4j.core.pcapLibName=no-such-library"), "capture", "--list");
        assertThat(ended.err())
                .isEqualTo(
                        "libpcap: is not installed on this machine, or Java cannot load it; install it (Debian: apt install"
                                + " libpcap0.8; Fedora: dnf install libpcap), or capture with tcpdump (docs/capturing.md)\n");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
    }

    @Test
    void aFolderForTemporaryFilesThatTakesNoLibraryIsTold() throws Exception {
        Ended ended =
                vfgap(List.of("-Djna.tmpdir=" + Files.createFile(temporary.resolve("none"))), "capture", "--list");
        assertThat(ended.err())
                .isEqualTo(
                        "libpcap: Java cannot unpack its bridge to libpcap into the folder for temporary files; name a folder"
                                + " from which programs may be started, such as VFGAP_OPTS=-Djna.tmpdir=/var/tmp\n");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
    }

    @Test
    void otherVerbsLoadNeitherPcap4jNorJna() throws Exception {
        Ended ended = vfgap(List.of("-Xlog:class+load"), "describe", "fates");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ended.out())
                .contains("dev.vfgap.scenarios.cli.CaptureCommand")
                .doesNotContain("org.pcap4j", "com.sun.jna");
    }
}
