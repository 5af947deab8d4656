package dev.vfgap.replay.bundle;

import dev.vfgap.models.frame.Direction;
import java.nio.file.Path;
import java.util.List;

/**
 * What both end points of a stream wrote down of one direction: every frame sent in the window, when, and whether it was
 * received. The columns of {@code packets.csv.gz}, sorted by send time and then by number.
 *
 * <p>Columns are primitive arrays, one element a frame. A replay uses {@link #sequence} and {@link #sentNanos} only.
 */
public final class Deliveries {

    /** The receive time of a frame that was never received. */
    public static final long NEVER = Long.MIN_VALUE;

    private final long[] sequence;
    private final long[] sentNanos;
    private final long[] receivedNanos;
    private final int[] copies;

    Deliveries(long[] sequence, long[] sentNanos, long[] receivedNanos, int[] copies) {
        this.sequence = sequence;
        this.sentNanos = sentNanos;
        this.receivedNanos = receivedNanos;
        this.copies = copies;
    }

    /**
     * A delivery file, both directions.
     *
     * @param rx peer to guest
     * @param tx guest to peer
     * @param findings what is doubtful in it
     */
    public record File(Deliveries rx, Deliveries tx, List<Finding> findings) {

        public Deliveries of(Direction direction) {
            return direction == Direction.RX ? rx : tx;
        }
    }

    /**
     * Reads a delivery file, plain or gzip.
     *
     * @param shown its name in messages
     * @throws BadInputException with the line of each bad row, up to ten
     */
    public static File read(Path path, String shown) {
        return DeliveryReader.read(path, shown);
    }

    /** Frames sent. */
    public int frames() {
        return sequence.length;
    }

    /** The number that a frame carries. */
    public long sequence(int frame) {
        return sequence[frame];
    }

    /** When it was sent, on the bundle's clock. */
    public long sentNanos(int frame) {
        return sentNanos[frame];
    }

    /** When it was first received, or {@link #NEVER}. */
    public long receivedNanos(int frame) {
        return receivedNanos[frame];
    }

    /** How often it was received; 0 when never. */
    public int copies(int frame) {
        return copies[frame];
    }
}
