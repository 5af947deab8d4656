package dev.vfgap.scenarios.probe;

import java.util.List;
import java.util.Optional;

/**
 * A step of a probe before it is carried out.
 *
 * @param name its name in the event file
 * @param why what it is for, a clause
 * @param changes its commands, in order; none where it only waits
 * @param leftOut why it is not done, a clause; empty when it is
 */
public record ProbeStepPlan(String name, String why, List<HostChange> changes, Optional<String> leftOut) {
    public ProbeStepPlan {
        changes = List.copyOf(changes);
    }

    /** A step that is done. */
    ProbeStepPlan(String name, String why, HostChange... changes) {
        this(name, why, List.of(changes), Optional.empty());
    }

    /** A step of other probes that this one does not do. */
    static ProbeStepPlan leftOut(String name, String why) {
        return new ProbeStepPlan(name, why, List.of(), Optional.of(why));
    }

    /** Its commands with what is known of their names before the host is asked; the others stay, as {@code $VFDEV}. */
    public String commands(ProbeRequest request) {
        return ProbeRequest.replace(commands(), request.names());
    }

    /** Its commands as one line of shell. */
    String commands() {
        return String.join(" && ", changes.stream().map(HostChange::command).toList());
    }
}
