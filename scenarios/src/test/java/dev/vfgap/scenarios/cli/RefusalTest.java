package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine refuses ends with exit code 4 and one sentence. */
class RefusalTest {
    @TempDir
    private Path folder;

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aFullDiskUnderStandardOutputIsTold() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Vfgap.run(new String[] {"describe", "fates"}, failing("No space left on device"), err);
        assertThat(exitCode).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "standard output: cannot be written to (No space left on device); free some space or write to"
                                + " another place\n");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Vfgap.run(new String[] {"describe", "fates"}, failing("Broken pipe"), err);
        assertThat(exitCode).isEqualTo(ExitCode.DONE);
        assertThat(err.size()).isZero();
    }

    @Test
    void anOutFolderThatIsAFileIsToldBeforeTheWork() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "");
        Ran ran = Ran.vfgap("account", "--out", file.toString(), "no-such-bundle");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(ran.errLines()).containsExactly(file + ": is a file, not a folder; name another folder");
    }

    @Test
    void anOutFolderThatIsAFileIsToldBeforeTheRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "");
        Ran ran = Ran.vfgap("run", "default", "--replications", "2", "--out", file.toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.errLines()).containsExactly(file + ": is a file, not a folder; name another folder");
    }

    @Test
    void aFileThatCannotBeReadDoesNotHideTheOthers() {
        Path unreadable = folder.resolve("n".repeat(300) + ".yaml");
        Ran ran = Ran.vfgap(
                "check", unreadable.toString(), folder.resolve("no.yaml").toString());
        assertThat(ran.errLines())
                .hasSize(2)
                .last()
                .isEqualTo(folder.resolve("no.yaml") + ": there is no such file; check the name");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
    }
}
