package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.AwaitedStatus;
import dev.vfgap.models.operate.BusMastering;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.scenarios.library.Runbook.Hint;
import java.util.List;

/** How a person, or a script, sees that a condition holds. */
final class ConditionSigns implements Condition.Reader<ConditionSigns.Sign> {

    /** What is awaited, in words, and where it shows. */
    record Sign(String text, List<Hint> hints) {}

    @Override
    public Sign migrationReached(AwaitedStatus status) {
        return new Sign(
                "Wait until the migration's status on A is " + status.word(),
                List.of(
                        new Hint(
                                "QMP A",
                                "{\"event\":\"MIGRATION\",\"data\":{\"status\":\"" + status.word() + "\"}}",
                                ""),
                        new Hint("QMP A", "{\"execute\":\"query-migrate\"}", "to ask instead of listen")));
    }

    @Override
    public Sign deviceDeleted(Host host) {
        return new Sign(
                "Wait until QEMU on " + host + " has deleted the primary",
                List.of(
                        new Hint(
                                "QMP " + host,
                                "{\"event\":\"DEVICE_DELETED\",\"data\":{\"device\":\"" + ActionCommands.PRIMARY
                                        + "\"}}",
                                ""),
                        new Hint("virsh", "virsh event $DOMAIN --event device-removed", "")));
    }

    @Override
    public Sign resumed(Host host) {
        return new Sign(
                "Wait until the guest runs on " + host,
                List.of(
                        new Hint("QMP " + host, "{\"event\":\"RESUME\"}", ""),
                        new Hint("virsh", "virsh event $DOMAIN --event lifecycle", "on host " + host)));
    }

    @Override
    public Sign guestPrimaryDown(Host host) {
        return new Sign(
                "Wait until the guest's driver on " + host + " has stopped the primary",
                List.of(new Hint("guest", "ip monitor link", "the primary without UP")));
    }

    @Override
    public Sign guestPrimaryGone(Host host) {
        return new Sign(
                "Wait until the guest on " + host + " has let its primary go",
                List.of(new Hint("guest", "ip monitor link", "a line that begins with Deleted")));
    }

    @Override
    public Sign guestPrimaryLinkUp(Host host) {
        return new Sign(
                "Wait until the guest's primary on " + host + " is up and has carrier",
                List.of(new Hint("guest", "ip monitor link", "the primary with UP,LOWER_UP and a master")));
    }

    @Override
    public Sign busMaster(Host host, BusMastering state) {
        boolean on = state == BusMastering.ENABLED;
        return new Sign(
                "Wait until the guest has switched the bus mastering of its primary on " + host + (on ? " on" : " off"),
                List.of(new Hint(
                        "QMP " + host,
                        "{\"event\":\"FAILOVER_PRIMARY_CHANGED\",\"data\":{\"enabled\":" + on + "}}",
                        "Oracle's QEMU 3.1 only; none of QEMU 10.0")));
    }

    @Override
    public Sign vfReset(Host host) {
        return new Sign(
                "Wait until the primary's driver on " + host + " has sent its reset message",
                List.of(new Hint("shell " + host, "dmesg --follow", "ixgbe logs \"VF Reset msg received from vf\"")));
    }

    @Override
    public Sign vfQueuesOn(Host host) {
        return new Sign(
                "Wait until the primary's driver on " + host + " has switched its queues on",
                List.of(new Hint("none", "no sign today", "a message to the PF's driver that nobody passes on")));
    }

    @Override
    public Sign guestPrimaryRegistered(Host host) {
        return new Sign(
                "Wait until the guest on " + host + " has taken its primary into the failover device",
                List.of(new Hint("guest", "ip monitor link", "the primary with a master")));
    }

    @Override
    public Sign failoverNegotiated(Host host) {
        return new Sign(
                "Wait until the guest on " + host + " has negotiated the standby feature",
                List.of(new Hint("QMP " + host, "{\"event\":\"FAILOVER_NEGOTIATED\"}", "")));
    }
}
