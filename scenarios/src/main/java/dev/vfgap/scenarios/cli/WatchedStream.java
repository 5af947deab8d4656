package dev.vfgap.scenarios.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * An output that remembers why it failed, since Java's writers only tell that they did.
 *
 * <p>After a failure it takes what is written and drops it: the verb runs to its end, and the entry tells the reason.
 */
final class WatchedStream extends OutputStream {
    private final OutputStream to;
    private IOException failure;

    WatchedStream(OutputStream to) {
        this.to = to;
    }

    /** The first failure, unless the reader has closed its end of a pipe, which is its wish. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure)
                .filter(e -> !String.valueOf(e.getMessage()).contains("Broken pipe"));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failure == null) {
            try {
                to.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public void flush() {
        if (failure == null) {
            try {
                to.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
