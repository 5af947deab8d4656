package dev.vfgap.replay.live;

import dev.vfgap.replay.bundle.MachineRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a capture has brought.
 *
 * @param fromNanos when it began, in ns since the epoch: no frame is older
 * @param toNanos when it ended: no frame is younger
 * @param end what ended it
 * @param interfaces its interfaces, in the order in which they were given
 * @param captures its captures, an entry for each series of files
 * @param failure why it could not write on
 */
public record LiveResult(
        long fromNanos,
        long toNanos,
        End end,
        List<LiveProgress> interfaces,
        List<Written> captures,
        Optional<MachineRefusedException> failure) {

    /** What ended a capture. */
    public enum End {
        /** The time that was asked for had passed. */
        DURATION,
        /** As many frames had come as were asked for. */
        PACKETS,
        /** Somebody asked for it. */
        STOPPED,
        /** Every interface had gone. */
        INTERFACES_GONE,
        /** The files could not be written any more. */
        WRITE_FAILED
    }

    /**
     * One capture in one file or in several.
     *
     * @param name what names its files: a file, or a pattern
     * @param places the interfaces in it
     * @param files its files, oldest first
     * @param removedFiles files that a ring has removed
     */
    public record Written(String name, List<CapturePlace> places, List<Path> files, long removedFiles) {
        public Written {
            places = List.copyOf(places);
            files = List.copyOf(files);
        }
    }

    public LiveResult {
        interfaces = List.copyOf(interfaces);
        captures = List.copyOf(captures);
    }
}
