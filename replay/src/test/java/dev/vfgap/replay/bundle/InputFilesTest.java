package dev.vfgap.replay.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {

    @Test
    void whatTheMachineRefusesIsNotTheInputsFault() {
        assertThat(InputFiles.problem(new AccessDeniedException("f"), "f"))
                .isInstanceOf(MachineRefusedException.class)
                .hasMessage("f: this user has no right to read it; give yourself the right to read it");
        assertThat(InputFiles.problem(new FileSystemException("f", null, "Input/output error"), "f"))
                .isInstanceOf(MachineRefusedException.class)
                .hasMessage("f: cannot be read: Input/output error; see to the disk");
        assertThat(InputFiles.problem(new IOException("Input/output error"), "f"))
                .isInstanceOf(MachineRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/../../x", "a/..", "/x", "a\0"})
    void namesThatMayLeadOutOfTheFolderAreRefused(String name) {
        assertThatThrownBy(() -> InputFiles.inside(Path.of("bundle"), name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + name + "\" ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a/x", "./x", "..x", "x.."})
    void namesInsideTheFolderAreTaken(String name) {
        assertThat(InputFiles.inside(Path.of("bundle"), name).normalize()).startsWithRaw(Path.of("bundle"));
    }

    @Test
    void controlCharactersOfAFileDoNotReachTheTerminal() {
        assertThat(InputProblem.at("a\u001b[2J", 3, 4, "b\n", "c").sentence()).isEqualTo("a?[2J:3:4: b?; c");
        assertThat(Finding.doubt("x", "\u0007y")).hasToString("x: ?y");
    }
}
