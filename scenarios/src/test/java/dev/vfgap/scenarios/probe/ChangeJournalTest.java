package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.scenarios.probe.HostChange.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on real files, which stand for the host's. */
class ChangeJournalTest {
    @TempDir
    private Path folder;

    private HostChange write(String thing, String value, String before, Guard guard) {
        Path file = folder.resolve(thing);
        return new HostChange(thing, "echo " + value + " > " + file, "echo " + before + " > " + file, guard);
    }

    @Test
    void whatWasFirstIsRestoredAndTheJournalIsGone() throws IOException {
        Files.writeString(folder.resolve("a"), "1\n");
        ChangeJournal journal = ChangeJournal.open(folder);
        for (String value : new String[] {"2", "3"}) {
            HostChange change = write("a", value, value.equals("2") ? "1" : "2", Guard.ALWAYS);
            journal.before(change);
            assertThat(new LinuxHost().change(change).exitCode()).isZero();
        }
        assertThat(ChangeJournal.open(folder).restore(new LinuxHost())).isEmpty();
        assertThat(Files.readString(folder.resolve("a"))).isEqualTo("1\n");
        assertThat(folder.resolve(ChangeJournal.NAME)).doesNotExist();
    }

    @Test
    void whatIsNotThereNeedsNoRestoringAndAFailureIsKept() throws IOException {
        ChangeJournal journal = ChangeJournal.open(folder);
        journal.before(write("gone", "1", "0", Guard.path(folder.resolve("gone").toString())));
        journal.before(write("refused", "1", "0", Guard.ALWAYS));
        Path refused = folder.resolve("refused");
        assertThat(journal.restore(new LinuxHost()))
                .containsExactly("could not take back: echo 0 > " + refused + " (" + refused + ")");
        Files.writeString(refused, "1\n");
        assertThat(ChangeJournal.open(folder).restore(new LinuxHost())).isEmpty();
        assertThat(Files.readString(refused)).isEqualTo("0\n");
    }

    /** As a second Ctrl-C ends the command that takes back. */
    @Test
    void anUndoThatASignalEndedIsBegunAgain() throws IOException {
        Path undone = folder.resolve("undone");
        Path undo = Files.writeString(
                folder.resolve("undo.sh"),
                "[ -e " + undone + ".once ] && exec touch " + undone + "; touch " + undone + ".once; kill -INT $$");
        ChangeJournal journal = ChangeJournal.open(folder);
        journal.before(new HostChange("a", "true", "env --default-signal=INT sh " + undo, Guard.ALWAYS));
        assertThat(journal.restore(new LinuxHost())).isEmpty();
        assertThat(undone).exists();
    }

    @Test
    void aLineThatWasCutMadeNoChange() throws IOException {
        ChangeJournal.open(folder).before(write("a", "2", "1", Guard.ALWAYS));
        Path file = folder.resolve(ChangeJournal.NAME);
        String line = Files.readString(file);
        Files.writeString(file, line.substring(0, line.length() - 3));
        assertThat(ChangeJournal.open(folder).isEmpty()).isTrue();
    }

    @Test
    void aForeignFileIsRefusedWithItsLine() throws IOException {
        Files.writeString(folder.resolve(ChangeJournal.NAME), "rm\t-rf\n");
        assertThatThrownBy(() -> ChangeJournal.open(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(ChangeJournal.NAME + ":1:1: is no line of a probe's journal");
    }
}
