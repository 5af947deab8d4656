package dev.vfgap.replay.live;

import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where frames are written: one capture for all interfaces, or one for each.
 *
 * <p>Frames of an interface stand in the order of the kernel's stamps. In a capture of several interfaces they stand as they
 * came to the writing thread: up to some hundred frames of one before earlier ones of another.
 */
final class CaptureFiles {
    private final List<CaptureSeries> series = new ArrayList<>();
    private final List<List<CapturePlace>> places = new ArrayList<>();

    /** For each interface its series, and its index there. */
    private final int[] seriesOf;

    private final int[] indexIn;
    private Optional<MachineRefusedException> failure = Optional.empty();

    /**
     * Files that are begun.
     *
     * @throws MachineRefusedException when one cannot be
     */
    CaptureFiles(CapturePlan plan, List<CapturedPort> ports, long atNanos) {
        seriesOf = new int[ports.size()];
        indexIn = new int[ports.size()];
        if (plan.layout() == CapturePlan.Layout.ONE_FILE) {
            for (int i = 0; i < ports.size(); i++) {
                indexIn[i] = i;
            }
            List<CapturePlace> all = ports.stream().map(CapturedPort::place).toList();
            add(plan, CapturePlan.nameOfAll(all), ports, atNanos);
        } else {
            for (int i = 0; i < ports.size(); i++) {
                seriesOf[i] = i;
                add(plan, ports.get(i).place().fileName(), List.of(ports.get(i)), atNanos);
            }
        }
    }

    private void add(CapturePlan plan, String name, List<CapturedPort> ports, long atNanos) {
        try {
            series.add(new CaptureSeries(plan.folder(), name, ports, plan.ring(), plan.application(), atNanos));
        } catch (IOException e) {
            throw unwritable(e, plan.folder().resolve(name + ".pcapng"));
        }
        places.add(ports.stream().map(CapturedPort::place).toList());
    }

    /**
     * Writes a frame of an interface.
     *
     * @return false when it cannot be written, nor any other
     */
    boolean write(int port, LiveFrame frame) {
        CaptureSeries to = series.get(seriesOf[port]);
        try {
            to.write(indexIn[port], frame);
            return true;
        } catch (IOException e) {
            failed(e, to.target());
            return false;
        }
    }

    /** Ends all files, also after a failure: what can be read of them stays. */
    List<LiveResult.Written> finish(long atNanos) {
        List<LiveResult.Written> written = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            CaptureSeries one = series.get(i);
            one.finish(atNanos).ifPresent(e -> failed(e, one.target()));
            written.add(new LiveResult.Written(one.pattern(), places.get(i), one.files(), one.removed()));
        }
        return written;
    }

    private void failed(IOException e, Path file) {
        if (failure.isEmpty()) {
            failure = Optional.of(unwritable(e, file));
        }
    }

    private static MachineRefusedException unwritable(IOException e, Path file) {
        String message = String.valueOf(e.getMessage());
        String reason = e instanceof AccessDeniedException
                ? "permission denied"
                : message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
        return new MachineRefusedException(
                InputProblem.ofFile(
                        file.toString(),
                        "cannot be written on (" + reason + "), so the capture has ended; what it holds is whole",
                        "free some space, or name another folder"),
                e);
    }

    /** The first thing that could not be written. */
    Optional<MachineRefusedException> failure() {
        return failure;
    }
}
