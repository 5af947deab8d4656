package dev.vfgap.models.nic.family;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A family of NICs: one PF driver, its VF driver and the chips that both drive, as data.
 *
 * @param name short name, for example {@code igb}
 * @param title chips and drivers, for people
 * @param filterClass when the filter leads a VF's MAC to the VF
 * @param sizes of its tables
 * @param settings of its chip
 * @param portReset key of the parameter that says how long the port is deaf after its PF was reset, which is so when VFs
 *     come and go and when the PF's netdev goes up; empty when none of this touches the port
 * @param refused commands that the PF's driver does not have, each with the tool's words
 * @param cells what is done at each event; every event has one
 * @param facts what else is known
 */
public record NicFamily(
        String name,
        String title,
        FilterClass filterClass,
        TableSizes sizes,
        PortSettings settings,
        Optional<String> portReset,
        Map<HostCommand, String> refused,
        Map<NicEvent, Cell> cells,
        List<Fact> facts) {

    /**
     * Keeps its own copies.
     *
     * @throws IllegalArgumentException when an event has no cell
     */
    public NicFamily {
        Map<NicEvent, Cell> sorted = new EnumMap<>(NicEvent.class);
        sorted.putAll(cells);
        for (NicEvent event : NicEvent.values()) {
            if (!sorted.containsKey(event)) {
                throw new IllegalArgumentException("family " + name + " does not say what happens at " + event);
            }
        }
        cells = Collections.unmodifiableMap(sorted);
        Map<HostCommand, String> sortedRefused = new EnumMap<>(HostCommand.class);
        sortedRefused.putAll(refused);
        refused = Collections.unmodifiableMap(sortedRefused);
        facts = List.copyOf(facts);
    }

    /** What is done at an event. */
    public Cell cell(NicEvent event) {
        return cells.get(event);
    }

    /** Whether a VF whose link the host has disabled receives nothing. */
    public boolean linkGatesReceive() {
        return cell(NicEvent.DRIVER_PROBE).steps().stream()
                .anyMatch(step -> step.change().receive() == Change.Receive.WITH_LINK);
    }

    /** Whether an event writes a VF's entry without delay and whatever its driver does. */
    public boolean writesAtOnce(NicEvent event) {
        Cell.Step first = cell(event).steps().get(0);
        return first.condition() == Condition.ALWAYS && first.change().entry() != Change.Entry.KEPT;
    }

    /** The events of which no source says what is done. */
    public List<NicEvent> notVerified() {
        return cells.entrySet().stream()
                .filter(entry -> entry.getValue().mark() == Mark.NOT_VERIFIED)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The same family on another chip: {@link PortSettings#QEMU_IGB}, or the other default pool. */
    public NicFamily on(PortSettings other) {
        return new NicFamily(name, title, filterClass, sizes, other, portReset, refused, cells, facts);
    }
}
