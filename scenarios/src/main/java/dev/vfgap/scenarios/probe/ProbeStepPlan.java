package dev.vfgap.scenarios.probe;

import java.util.List;

/**
 * A step of a probe before it is carried out.
 *
 * @param name its name in the event file
 * @param why what it is for, a clause
 * @param changes its commands, in order; none where it only waits
 */
public record ProbeStepPlan(String name, String why, List<HostChange> changes) {
    public ProbeStepPlan {
        changes = List.copyOf(changes);
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
