package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.Operator;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.scenarios.library.Runbook.Hint;
import java.util.ArrayList;
import java.util.List;

/**
 * The real commands of an action: "carries it out" by writing them down.
 *
 * <p>QMP is QEMU 10.0's ({@code qapi/qdev.json}, {@code net.json}, {@code migration.json}); filter commands are those of
 * a bridge or switchdev NIC first, then those of a NIC whose filters follow the PF's {@code vf mac} (igb, ixgbe).
 */
final class ActionCommands implements Operator {
    /** The id that the commands give the primary. */
    static final String PRIMARY = "primary0";

    private static final String LEGACY = "legacy NIC (igb, ixgbe)";
    private static final String SWITCHDEV = "bridge or switchdev";

    private final Standby standby;
    private final List<Hint> hints = new ArrayList<>();
    private String text = "";

    ActionCommands(Standby standby) {
        this.standby = standby;
    }

    String text() {
        return text;
    }

    List<Hint> hints() {
        return List.copyOf(hints);
    }

    @Override
    public void setFilter(Host host, FilterTarget to) {
        String shell = "shell " + host;
        String pf = "$PF_" + host;
        String vfMac = "ip link set " + pf + " vf $VF_" + host + " mac ";
        switch (to) {
            case PRIMARY -> {
                text = "Lead the guest's MAC on " + host + " to the primary";
                hint(shell, "bridge fdb replace $MAC dev $PRIMARY_" + host + " master static", SWITCHDEV);
                hint(shell, vfMac + "$MAC && bridge fdb del $MAC dev " + pf + " self", LEGACY);
            }
            case STANDBY -> {
                text = "Lead the guest's MAC on " + host + " to the standby";
                hint(shell, "bridge fdb replace $MAC dev $STANDBY_" + host + " master static", SWITCHDEV);
                hint(
                        shell,
                        "bridge fdb add $MAC dev " + pf + " self && " + vfMac + "00:00:00:00:00:00",
                        LEGACY + "; a driver that refuses zero takes 02:00:00:00:00:00");
            }
            case BOTH -> {
                text = "Lead the guest's MAC on " + host + " to both, the primary and the standby";
                hint(
                        shell,
                        "bridge link set dev $PRIMARY_" + host + " flood on && bridge link set dev $STANDBY_" + host
                                + " flood on && bridge fdb del $MAC dev $STANDBY_" + host + " master",
                        SWITCHDEV + "; delete the entry on the port that has it");
                hint(shell, vfMac + "$MAC; bridge fdb add $MAC dev " + pf + " self", LEGACY);
            }
        }
    }

    @Override
    public void deviceDel(Host host) {
        text = "Ask the guest on " + host + " to release the primary";
        hint("QMP " + host, "{\"execute\":\"device_del\",\"arguments\":{\"id\":\"" + PRIMARY + "\"}}", "");
        hint("virsh", "virsh detach-device-alias $DOMAIN ua-" + PRIMARY + " --live", "waits 5 s for the guest at most");
    }

    @Override
    public void deviceAdd(Host host) {
        text = "Hot-plug a primary on " + host;
        String pair = standby == Standby.FAILOVER ? ",\"failover_pair_id\":\"standby0\"" : "";
        hint(
                "QMP " + host,
                "{\"execute\":\"device_add\",\"arguments\":{\"driver\":\"vfio-pci\",\"host\":\"$VFPCI_" + host
                        + "\",\"id\":\"" + PRIMARY + "\",\"bus\":\"rp1\"" + pair + "}}",
                "rp1 is a free pcie-root-port");
        hint("virsh", "virsh attach-device $DOMAIN primary.xml --live", "hostdev with <teaming type='transient'/>");
    }

    @Override
    public void setLink(Host host, LinkSetting link) {
        boolean up = link == LinkSetting.UP;
        text = (up ? "Give back" : "Cut") + " the link of the primary on " + host;
        hint(
                "QMP " + host,
                "{\"execute\":\"set_link\",\"arguments\":{\"name\":\"" + PRIMARY + "\",\"up\":" + up + "}}",
                "emulated primary");
        hint(
                "shell " + host,
                "ip link set $PF_" + host + " vf $VF_" + host + " state " + (up ? "auto" : "disable"),
                "virtual function");
    }

    @Override
    public void netdevDel(Host host) {
        text = "Take the back end of the primary on " + host + " away";
        hint(
                "QMP " + host,
                "{\"execute\":\"netdev_del\",\"arguments\":{\"id\":\"primarynet0\"}}",
                "emulated primary only; a virtual function has no back end");
    }

    @Override
    public void migrate() {
        text = "Start the migration from A to B";
        hint(
                "QMP A",
                "{\"execute\":\"migrate-set-capabilities\",\"arguments\":{\"capabilities\":"
                        + "[{\"capability\":\"events\",\"state\":true}]}}",
                "once, so that QEMU tells each status");
        hint("QMP A", "{\"execute\":\"migrate\",\"arguments\":{\"uri\":\"tcp:$HOST_B:4444\"}}", "");
        hint("virsh", "virsh migrate --live --persistent $DOMAIN qemu+ssh://$HOST_B/system", "");
    }

    @Override
    public void migrateCancel() {
        text = "Give the migration up";
        hint("QMP A", "{\"execute\":\"migrate_cancel\"}", "");
        hint("virsh", "virsh domjobabort $DOMAIN", "");
    }

    @Override
    public void killDestination() {
        text = "End the destination's QEMU at once";
        hint("shell B", "kill -KILL $QEMUPID_B", "a fault to try, nothing for a live guest's last host");
    }

    private void hint(String where, String command, String note) {
        hints.add(new Hint(where, command, note));
    }
}
