package dev.vfgap.replay.live;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Captures interfaces at once, each read by a thread of its own, and writes what they give with the thread that called.
 *
 * <p>All interfaces begin and end at the same two moments: of frames that the kernel stamped before the first or after the
 * second none is written, so that a frame seen on one interface can have been seen on another. Frames that wait between reader
 * and writer are bounded (about {@value #MOST_WAITING} times the snap length); a reader that finds no room leaves its frames in the
 * kernel's ring, and what that drops the kernel counts.
 */
public final class LiveCapture {
    /** Handed over in one piece, as many as one reading gives at most. */
    private static final int QUEUE_BATCHES = 8;

    private static final int MOST_WAITING = QUEUE_BATCHES * 512;

    /** So often who waits is told how far it is, and the end of the duration is looked for. */
    private static final long LOOK_NANOS = 100_000_000L;

    /** A block of the kernel's ring may be held back for the library's timeout; twice that is waited for the last. */
    private static final long SETTLE_NANOS = 2L * Libpcap.TIMEOUT_MILLIS * 1_000_000L;

    /** So long a reader rests between two looks at a ring that is empty. */
    private static final long PAUSE_NANOS = 5_000_000L;

    private final CapturePlan plan;
    private final List<CapturedPort> ports;
    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(QUEUE_BATCHES);

    /** Somebody asked for the end. */
    private volatile boolean stopAsked;

    /** What the readers are to do, and until when their frames count. */
    private volatile Phase phase = Phase.CAPTURING;

    private volatile long toNanos = Long.MAX_VALUE;

    /** What the reading threads are to do. */
    private enum Phase {
        /** Read on. */
        CAPTURING,
        /** Read what was stamped before the end and waits in the kernel's ring. */
        DRAINING,
        /** Read no more. */
        OVER
    }

    /** When it began: by the clock that only goes on, and by the one with which the kernel stamps. */
    private final long startNanos;

    private final long fromNanos;

    // Of the writing thread.
    private final boolean[] begun;
    private long written;
    private LiveResult.End end;

    /** Frames of one interface; the last batch says why there is no other, in words or none. */
    private record Batch(int port, List<LiveFrame> frames, Optional<String> ended) {}

    /** An interface and where it stands. */
    public record Source(CapturePlace place, LiveInterface live, LiveOptions options) {}

    /**
     * A capture of interfaces, which it closes when it has run. It begins now: frames from here on count.
     *
     * @param sources the interfaces, open, each once
     */
    public LiveCapture(CapturePlan plan, List<Source> sources) {
        this.plan = plan;
        this.ports = sources.stream()
                .map(source -> new CapturedPort(source.place(), source.live(), source.options()))
                .toList();
        this.begun = new boolean[ports.size()];
        this.startNanos = System.nanoTime();
        this.fromNanos = realtimeNanos();
    }

    /** Asks for the end; may be called by any thread. */
    public void stop() {
        stopAsked = true;
    }

    /**
     * Captures until one of the plan's ends, or {@link #stop}.
     *
     * @param watcher is told how far it is, several times a second
     * @return what came of it; with a failure when the files could not be written any more
     * @throws dev.vfgap.replay.bundle.MachineRefusedException when they could not even be begun
     */
    public LiveResult run(Consumer<List<LiveProgress>> watcher) {
        List<Thread> readers = new ArrayList<>();
        CaptureFiles files = begin();
        for (int i = 0; i < ports.size(); i++) {
            int port = i;
            Thread reader = new Thread(
                    () -> readAll(port), "vfgap-capture-" + ports.get(i).place().interfaceName());
            reader.setDaemon(true);
            readers.add(reader);
        }
        readers.forEach(Thread::start);
        writeAll(files, watcher);
        List<LiveResult.Written> captures = files.finish(toNanos);
        LiveResult.End why = files.failure().isPresent() ? LiveResult.End.WRITE_FAILED : end;
        return new LiveResult(fromNanos, toNanos, why, progress(), captures, files.failure());
    }

    private CaptureFiles begin() {
        boolean begun = false;
        try {
            CaptureFiles files = new CaptureFiles(plan, ports, fromNanos);
            begun = true;
            return files;
        } finally {
            if (!begun) {
                ports.forEach(port -> port.live().close());
            }
        }
    }

    private List<LiveProgress> progress() {
        return ports.stream().map(CapturedPort::progress).toList();
    }

    /** What the kernel stamps with. */
    private static long realtimeNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Of a reading thread: whatever happens, the writing thread hears of its end. */
    private void readAll(int index) {
        CapturedPort port = ports.get(index);
        String reason = "its reader failed";
        try (LiveInterface live = port.live()) {
            reason = readUntilEnd(index, live);
        } finally {
            put(new Batch(index, List.of(), Optional.of(reason)));
        }
    }

    /** Reads until the capture ends, or the interface: why it did, or nothing. */
    private String readUntilEnd(int index, LiveInterface live) {
        CapturedPort port = ports.get(index);
        long lookedNanos = System.nanoTime();
        try {
            while (phase == Phase.CAPTURING) {
                List<LiveFrame> frames = new ArrayList<>();
                live.read((at, bytes, length) -> frames.add(new LiveFrame(at, bytes, length)));
                hand(index, frames);
                if (System.nanoTime() - lookedNanos >= LOOK_NANOS) {
                    port.look();
                    lookedNanos = System.nanoTime();
                }
            }
            drain(index, live, Phase.DRAINING);
            return "";
        } catch (IOException e) {
            drainTheRest(index, live);
            return String.valueOf(e.getMessage());
        } finally {
            port.look();
        }
    }

    /** Reads what the kernel's ring still holds of an interface that is gone; libpcap tells of the end before it gives that. */
    private void drainTheRest(int index, LiveInterface live) {
        try {
            drain(index, live, phase);
        } catch (IOException e) {
            // There is nothing to be had any more.
        }
    }

    /**
     * Reads what waits, however late this thread comes to it: until nothing does, after the time in which the kernel closes its last
     * block, or until a frame comes that was stamped after the end, or until the phase is another one.
     */
    private void drain(int index, LiveInterface live, Phase during) throws IOException {
        long closedNanos = System.nanoTime() + SETTLE_NANOS;
        boolean more = true;
        while (more && phase == during) {
            boolean allClosed = System.nanoTime() - closedNanos >= 0;
            List<LiveFrame> frames = new ArrayList<>();
            live.readNow((at, bytes, length) -> frames.add(new LiveFrame(at, bytes, length)));
            hand(index, frames);
            if (frames.isEmpty()) {
                more = !allClosed;
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                more = frames.get(frames.size() - 1).atNanos() <= toNanos;
            }
        }
    }

    private void hand(int index, List<LiveFrame> frames) {
        if (!frames.isEmpty()) {
            put(new Batch(index, frames, Optional.empty()));
        }
    }

    private void put(Batch batch) {
        try {
            queue.put(batch);
        } catch (InterruptedException e) {
            // Nobody does this while the capture runs.
            Thread.currentThread().interrupt();
        }
    }

    /** Of the writing thread: writes until every reader has handed over its last. */
    private void writeAll(CaptureFiles files, Consumer<List<LiveProgress>> watcher) {
        long shownNanos = startNanos;
        int reading = ports.size();
        while (reading > 0) {
            Optional<Batch> batch = next();
            if (batch.isPresent()) {
                take(batch.get(), files);
                if (batch.get().ended().isPresent()) {
                    reading--;
                    ports.get(batch.get().port())
                            .ended(end == null ? batch.get().ended().get() : "");
                }
            }
            long now = System.nanoTime();
            if (end == null) {
                reached(now - startNanos, reading).ifPresent(this::endWith);
            }
            if (now - shownNanos >= LOOK_NANOS) {
                shownNanos = now;
                watcher.accept(progress());
            }
        }
    }

    private Optional<Batch> next() {
        long wait = LOOK_NANOS;
        if (end == null && plan.durationNanos().isPresent()) {
            long left = startNanos + plan.durationNanos().getAsLong() - System.nanoTime();
            wait = Math.max(0, Math.min(wait, left));
        }
        try {
            return Optional.ofNullable(queue.poll(wait, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            // As good as a request for the end.
            stopAsked = true;
            return Optional.empty();
        }
    }

    private void take(Batch batch, CaptureFiles files) {
        CapturedPort port = ports.get(batch.port());
        for (LiveFrame frame : batch.frames()) {
            boolean isEarly = !begun[batch.port()] && frame.atNanos() < fromNanos;
            if (isOver() || isEarly || frame.atNanos() > toNanos) {
                continue;
            }
            begun[batch.port()] = true;
            if (!files.write(batch.port(), frame)) {
                endWith(LiveResult.End.WRITE_FAILED);
                return;
            }
            port.wrote();
            written++;
        }
    }

    /** Whether no frame is written any more, whatever its stamp. */
    private boolean isOver() {
        return end != null && !mustSettle(end)
                || plan.packets().isPresent() && written >= plan.packets().getAsLong();
    }

    /** Whether frames count that were stamped before the end, and have not been read yet. */
    private static boolean mustSettle(LiveResult.End end) {
        return end == LiveResult.End.DURATION || end == LiveResult.End.STOPPED;
    }

    private void endWith(LiveResult.End why) {
        end = why;
        toNanos = realtimeNanos();
        phase = mustSettle(why) ? Phase.DRAINING : Phase.OVER;
        ports.forEach(port -> port.live().wake());
    }

    /** What has ended the capture, if anything has. */
    private Optional<LiveResult.End> reached(long elapsedNanos, int reading) {
        if (plan.packets().isPresent() && written >= plan.packets().getAsLong()) {
            return Optional.of(LiveResult.End.PACKETS);
        }
        if (stopAsked) {
            return Optional.of(LiveResult.End.STOPPED);
        }
        if (plan.durationNanos().isPresent()
                && elapsedNanos >= plan.durationNanos().getAsLong()) {
            return Optional.of(LiveResult.End.DURATION);
        }
        return reading == 0 ? Optional.of(LiveResult.End.INTERFACES_GONE) : Optional.empty();
    }
}
