package dev.vfgap.replay.scrub;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.CaptureRing;
import dev.vfgap.replay.capture.FrameView;
import dev.vfgap.replay.capture.LinkType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/** Writes a capture with scrubbed frames: pcap with stamps in ns, gzip. */
final class CaptureScrubber {
    private static final int MAGIC_NANOS = 0xa1b23c4d;
    private static final int SNAP_LENGTH = 262_144;
    private static final int ETHERNET = 1;
    private static final long SECOND = 1_000_000_000L;

    private CaptureScrubber() {}

    /** Copies a capture, frame by frame. */
    static void copy(CapturePoint point, CaptureBundle bundle, Pseudonyms names, OutputStream to) throws IOException {
        FrameScrubber scrubber = new FrameScrubber(bundle, names);
        byte[] frame = new byte[CaptureReader.MAX_CAPTURED_BYTES];
        GZIPOutputStream out = new GZIPOutputStream(to, 1 << 16);
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC_NANOS)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0);
        out.write(header.putInt(SNAP_LENGTH).putInt(ETHERNET).array());
        ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        try (CaptureRing capture = CaptureRing.open(point)) {
            while (capture.next()) {
                CaptureReader reader = capture.packet();
                FrameView view = reader.frame();
                int length = Math.min(frame.length, view.length());
                for (int i = 0; i < length; i++) {
                    frame[i] = (byte) view.byteAt(i);
                }
                // Of a frame without an Ethernet header nothing is kept: where its addresses are is not known here.
                int kept = view.link() == LinkType.ETHERNET ? scrubber.scrub(frame, length) : 0;
                record.clear();
                record.putInt((int) (reader.atNanos() / SECOND)).putInt((int) (reader.atNanos() % SECOND));
                out.write(record.putInt(kept)
                        .putInt((int) reader.originalLength())
                        .array());
                out.write(frame, 0, kept);
            }
        }
        out.finish();
    }
}
