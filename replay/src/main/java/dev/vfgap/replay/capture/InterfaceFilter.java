package dev.vfgap.replay.capture;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the packets of one interface of a capture: by the name that the capture gives it, or, where it gives none, by {@code
 * #} and its number from 0 on.
 */
public final class InterfaceFilter {

    private final String shown;
    private final Optional<String> name;

    private CaptureReader known;
    /** For each interface of the known reader so far: whether it is the wanted one. */
    private boolean[] isWanted = new boolean[0];

    private final Set<String> met = new LinkedHashSet<>();

    /**
     * A filter.
     *
     * @param shown the capture's name in messages
     * @param name the wanted interface; empty takes all packets
     */
    InterfaceFilter(String shown, Optional<String> name) {
        this.shown = shown;
        this.name = name;
    }

    /** What an interface is called: its name, or {@code #} and its number. */
    public static String name(CaptureInterface one, int index) {
        return one.name().isEmpty() ? "#" + index : one.name();
    }

    /** Whether the packet that a reader stands at is wanted. */
    boolean takes(CaptureReader reader) {
        if (name.isEmpty()) {
            return true;
        }
        int index = reader.interfaceIndex();
        if (reader != known || index >= isWanted.length) {
            look(reader);
        }
        return isWanted[index];
    }

    private void look(CaptureReader reader) {
        List<CaptureInterface> interfaces = reader.interfaces();
        isWanted = new boolean[interfaces.size()];
        for (int i = 0; i < isWanted.length; i++) {
            String own = name(interfaces.get(i), i);
            isWanted[i] = own.equals(name.orElseThrow());
            met.add(own);
        }
        known = reader;
    }

    /** After the last packet: refuses a name that no file has. */
    void end(CaptureReader last) {
        if (name.isPresent()) {
            look(last);
            if (!met.contains(name.get())) {
                throw new BadInputException(InputProblem.ofFile(
                        shown,
                        "has no interface \"" + name.get() + "\"",
                        "name one that it has: " + String.join(", ", met)));
            }
        }
    }
}
