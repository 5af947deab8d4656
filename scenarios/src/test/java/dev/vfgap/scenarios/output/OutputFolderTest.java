package dev.vfgap.scenarios.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.replay.bundle.MachineRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aFileAppearsWholeOrNotAtAll() throws IOException {
        OutputFolder out = OutputFolder.open(folder.resolve("a/b"));
        Path file = out.write("r.csv", "old");
        assertThatThrownBy(() -> out.write("r.csv", stream -> {
                    stream.write(1);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(MachineRefusedException.class)
                .hasMessage(file + ": cannot be written (No space left on device); free some space or name another"
                        + " folder");
        assertThat(file).hasContent("old");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aFileInThePlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "x");
        assertThatThrownBy(() -> OutputFolder.open(file))
                .isInstanceOf(MachineRefusedException.class)
                .hasMessage(file + ": is a file, not a folder; name another folder");
    }
}
