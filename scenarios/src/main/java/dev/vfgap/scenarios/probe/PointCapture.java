package dev.vfgap.scenarios.probe;

import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.replay.capture.PcapngWriter;
import dev.vfgap.replay.live.LiveInterface;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The capture of one point of a probe, read and written by a thread of its own until it is ended or the interface is gone.
 *
 * <p>An interface that is down cannot be opened, so the capture of a VF begins when it is up; that takes some ms.
 */
final class PointCapture implements Runnable {
    /** A block of the kernel's ring may be held back for libpcap's timeout of 100 ms; twice that is waited for the last. */
    private static final long SETTLE_NANOS = 200_000_000L;

    private static final long PAUSE_NANOS = 5_000_000L;

    private final String point;
    private final Path target;
    private final LiveInterface live;
    private final Thread thread;
    private volatile boolean ended;
    private volatile IOException failure;

    private PointCapture(String point, Path target, LiveInterface live) {
        this.point = point;
        this.target = target;
        this.live = live;
        this.thread = new Thread(this, "vfgap-probe-" + point);
    }

    /** Begins to read an open interface into a file that appears when it is complete. */
    static PointCapture begin(String point, Path target, LiveInterface live) {
        PointCapture capture = new PointCapture(point, target, live);
        capture.thread.setDaemon(true);
        capture.thread.start();
        return capture;
    }

    @Override
    public void run() {
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try (live;
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(part));
                PcapngWriter writer = new PcapngWriter(out, "vfgap")) {
            int index = writer.add(live.name(), point, live.linkNumber(), 0);
            Optional<IOException> refused = read(writer, index);
            writer.drops(index, live.counts().droppedByKernel());
            if (refused.isPresent()) {
                throw refused.get();
            }
        } catch (IOException e) {
            failure = e;
            return;
        }
        try {
            Files.move(part, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Reads to the end: of the capture, or of the interface. What cannot be written any more is given back. */
    private Optional<IOException> read(PcapngWriter writer, int index) {
        IOException[] refused = new IOException[1];
        LiveInterface.Receiver receiver = (at, bytes, length) -> {
            try {
                writer.write(index, at, bytes, length, "");
            } catch (IOException e) {
                refused[0] = e;
            }
        };
        try {
            while (!ended && refused[0] == null) {
                live.read(receiver);
            }
            long until = System.nanoTime() + SETTLE_NANOS;
            while (System.nanoTime() - until < 0 && refused[0] == null) {
                live.readNow(receiver);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            // The interface is gone, as a VF's is when its driver is: what was read of it stands.
        }
        return Optional.ofNullable(refused[0]);
    }

    /** Asks it to end. */
    void end() {
        ended = true;
        live.wake();
    }

    /**
     * Waits until its file is complete.
     *
     * @throws MachineRefusedException when it could not be written
     */
    void await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new MachineRefusedException(
                    InputProblem.ofFile(
                            target.toString(),
                            "cannot be written (" + failure.getMessage() + ")",
                            "free some space, or name another folder"),
                    failure);
        }
    }
}
