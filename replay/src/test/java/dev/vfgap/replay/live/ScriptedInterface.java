package dev.vfgap.replay.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An interface whose frames are written down: one reading after the other, then none until it is woken, or its end. */
final class ScriptedInterface implements LiveInterface {
    private final String name;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final Semaphore woken = new Semaphore(0);
    private LiveCounts counts = LiveCounts.NONE;
    private volatile boolean closed;

    /** One call of {@code read}. */
    private interface Reading {
        void into(Receiver receiver) throws IOException;
    }

    ScriptedInterface(String name) {
        this.name = name;
    }

    /** Gives frames in one reading. */
    ScriptedInterface gives(LiveFrame... frames) {
        readings.add(receiver -> hand(receiver, frames));
        return this;
    }

    private static void hand(Receiver receiver, LiveFrame... frames) {
        for (LiveFrame frame : frames) {
            receiver.frame(frame.atNanos(), frame.bytes(), frame.originalLength());
        }
    }

    /** Waits in a reading until it is woken. */
    ScriptedInterface waitsUntilWoken() {
        readings.add(receiver -> woken.acquireUninterruptibly());
        return this;
    }

    /** Does something in the course of a reading. */
    ScriptedInterface then(Runnable what) {
        readings.add(receiver -> what.run());
        return this;
    }

    ScriptedInterface counts(LiveCounts counted) {
        readings.add(receiver -> counts = counted);
        return this;
    }

    ScriptedInterface ends(String reason) {
        readings.add(receiver -> {
            throw new IOException(reason);
        });
        return this;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int linkNumber() {
        return 1;
    }

    @Override
    public int stampNanos() {
        return 1;
    }

    @Override
    public void read(Receiver receiver) throws IOException {
        Reading next = readings.poll();
        if (next != null) {
            next.into(receiver);
            return;
        }
        try {
            woken.tryAcquire(Libpcap.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void readNow(Receiver receiver) throws IOException {
        Reading next = readings.poll();
        if (next != null) {
            next.into(receiver);
        }
    }

    @Override
    public LiveCounts counts() {
        return counts;
    }

    @Override
    public void wake() {
        woken.release();
    }

    @Override
    public void send(byte[] frame) throws IOException {
        throw new IOException("a script takes no frames");
    }

    @Override
    public void close() {
        closed = true;
    }
}
