package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.operate.Observation;

/** What the machines of a {@link LabHost} tell of what they did. */
interface HostReports {
    /** The lab's state changes now. */
    void effect(String what, ControlLog.Change change);

    /** The lab's state changes after a time. */
    void effectAfter(long nanos, String what, ControlLog.Change change);

    /**
     * The driver's stop frees what its transmit ring still holds.
     *
     * @param frameStayNanos how long a frame stays in the ring before the NIC has it
     */
    void transmitRingFreed(Host host, long frameStayNanos);

    /** Something can be seen from outside now. */
    void milestone(Kind kind, Host host, String text);

    /** Management can see something now. */
    void observed(Observation observation);

    /** The guest has let the primary go. */
    void primaryReleased(Host host);
}
