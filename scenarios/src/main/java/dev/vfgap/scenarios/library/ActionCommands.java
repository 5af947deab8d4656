package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.Operator;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.scenarios.library.MacHolders.PfEntry;
import dev.vfgap.scenarios.library.MacHolders.Replug;
import dev.vfgap.scenarios.library.Runbook.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real commands of an action: "carries it out" by writing them down.
 *
 * <p>QMP is QEMU 10.0's ({@code qapi/qdev.json}, {@code net.json}, {@code migration.json}); those of filters are
 * {@link FilterCommands}. What must be typed first stands first.
 */
final class ActionCommands implements Operator {
    /** The id that the commands give the primary. */
    static final String PRIMARY = "primary0";

    private final Standby standby;
    private final Runbook.Nics nics;
    private final Map<Host, MacHolders> holders;
    private final List<Hint> hints = new ArrayList<>();
    private String text = "";

    /**
     * @param holders who has the guest's MAC before the action; after it they are those after it
     */
    ActionCommands(Standby standby, Runbook.Nics nics, Map<Host, MacHolders> holders) {
        this.standby = standby;
        this.nics = nics;
        this.holders = holders;
    }

    String text() {
        return text;
    }

    List<Hint> hints() {
        return List.copyOf(hints);
    }

    @Override
    public void setFilter(Host host, FilterTarget to) {
        boolean macvtap = holders.get(host).pfEntry() == PfEntry.MACVTAP;
        text = macvtap ? onMacvtap(host, to) : "Lead the guest's MAC on " + host + where(to);
        hints.addAll(commands(host).lead(to));
    }

    private static String where(FilterTarget to) {
        return switch (to) {
            case PRIMARY -> " to the primary";
            case STANDBY -> " to the standby";
            case BOTH -> " to both, the primary and the standby";
            case NONE -> " nowhere";
        };
    }

    /** Where the standby is a macvtap on the PF, only the VF is given the MAC, and the macvtap goes up and down. */
    private static String onMacvtap(Host host, FilterTarget to) {
        boolean toVf = to == FilterTarget.PRIMARY || to == FilterTarget.BOTH;
        return (toVf
                        ? "Give the VF on " + host + " the guest's MAC"
                        : "Take the guest's MAC on " + host + " from the VF")
                + "; the standby's macvtap has it on the PF while it is up";
    }

    /** A VF needs its MAC before QEMU plugs it; netvsc alone pairs by a serial number. */
    private void beforePlug(Host host, String when) {
        if (standby != Standby.NETVSC) {
            hints.addAll(commands(host).beforePlug(when));
        }
    }

    private FilterCommands commands(Host host) {
        return new FilterCommands(host, nics, holders.get(host));
    }

    @Override
    public void deviceDel(Host host) {
        text = "Ask the guest on " + host + " to release the primary";
        holders.get(host).takenOut();
        hint("QMP " + host, "{\"execute\":\"device_del\",\"arguments\":{\"id\":\"" + PRIMARY + "\"}}", "");
        hint("virsh", "virsh detach-device-alias $DOMAIN ua-" + PRIMARY + " --live", "waits 5 s for the guest at most");
    }

    @Override
    public void deviceAdd(Host host) {
        text = "Hot-plug a primary on " + host;
        beforePlug(host, "first");
        String pair = standby == Standby.FAILOVER ? ",\"failover_pair_id\":\"standby0\"" : "";
        hint(
                "QMP " + host,
                "{\"execute\":\"device_add\",\"arguments\":{\"driver\":\"vfio-pci\",\"host\":\"$VFPCI_" + host
                        + "\",\"id\":\"" + PRIMARY + "\",\"bus\":\"rp1\"" + pair + "}}",
                "rp1 is a free pcie-root-port");
        hint(
                "virsh",
                "virsh attach-device $DOMAIN primary.xml --live",
                standby == Standby.FAILOVER
                        ? "hostdev with <teaming type='transient'/>"
                        : "interface of type hostdev, with the guest's MAC");
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
        if (holders.get(Host.B).replug() == Replug.WITH_MIGRATION) {
            beforePlug(Host.B, "first, since QEMU plugs the hidden primary when the guest comes");
        }
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
        beforeReplug("first, since QEMU plugs the primary again");
        hint("QMP A", "{\"execute\":\"migrate_cancel\"}", "");
        hint("virsh", "virsh domjobabort $DOMAIN", "");
    }

    @Override
    public void killDestination() {
        text = "End the destination's QEMU at once";
        beforeReplug("first, since QEMU on A plugs the primary again as soon as it finds B dead");
        hint("shell B", "kill -KILL $QEMUPID_B", "a fault to try, nothing for a live guest's last host");
    }

    private void beforeReplug(String when) {
        if (holders.get(Host.A).replug() == Replug.WHEN_IT_FAILS) {
            beforePlug(Host.A, when);
        }
    }

    @Override
    public void setStandbyLink(Host host, LinkSetting link) {
        boolean up = link == LinkSetting.UP;
        text = (up ? "Give back" : "Cut") + " the link of the standby on " + host;
        hint(
                "QMP " + host,
                "{\"execute\":\"set_link\",\"arguments\":{\"name\":\"standby0\",\"up\":" + up + "}}",
                "the virtio NIC");
        hint("virsh", "virsh domif-setlink $DOMAIN $STANDBY_" + host + (up ? " up" : " down"), "");
    }

    @Override
    public void setMacvtap(Host host, LinkSetting link) {
        boolean up = link == LinkSetting.UP;
        text = "Take the standby's macvtap on " + host + (up ? " up" : " down");
        hint(
                "shell " + host,
                "ip link set $STANDBY_" + host + (up ? " up" : " down"),
                up ? "gives the PF a filter for the guest's MAC" : "takes the PF's filter for the guest's MAC away");
    }

    @Override
    public void setPf(Host host, LinkSetting link) {
        boolean up = link == LinkSetting.UP;
        text = "Take the physical function on " + host + (up ? " up" : " down");
        hint("shell " + host, "ip link set $PF_" + host + (up ? " up" : " down"), "every VF of the NIC feels it");
    }

    @Override
    public void surpriseRemove(Host host) {
        text = "Pull the primary on " + host + " without a word to the guest";
        holders.get(host).takenOut();
        hint(
                "shell " + host,
                "echo 1 > /sys/bus/pci/devices/$VFPCI_" + host + "/reset",
                "the nearest a host comes to it; QEMU cannot start a surprise removal");
    }

    @Override
    public void pressButton(Host host) {
        text = "Press the attention button of the primary's slot on " + host;
        hint("hand", "the button at a real slot", "QEMU presses its own only by device_del and device_add");
    }

    @Override
    public void announce(Host host) {
        text = "Have QEMU on " + host + " announce the guest's MAC";
        hint(
                "QMP " + host,
                "{\"execute\":\"announce-self\",\"arguments\":{\"initial\":50,\"max\":550,\"rounds\":5,\"step\":100}}",
                "");
    }

    @Override
    public void releaseVcpu(Host host) {
        text = "Let the held vCPU on " + host + " go on";
        hint("none", "no command today", "what a QEMU would need that holds a vCPU at the bus-master write");
    }

    @Override
    public void guestDetach(Host host) {
        text = "In the guest: take the primary out of the bond";
        hint("guest", "ip link set $PRIMARYIF nomaster", "Linux bonding");
        hint("guest", "remove bonding member 0 1", "DPDK testpmd, then port stop, close, detach");
    }

    @Override
    public void guestAttach(Host host) {
        text = "In the guest: take the primary into the bond";
        hint("guest", "ip link set $PRIMARYIF down && ip link set $PRIMARYIF master bond0", "Linux bonding");
        hint("guest", "add bonding member 0 1", "DPDK testpmd, after port attach and start");
    }

    @Override
    public void migrateStartPostcopy() {
        text = "Have the guest run on at B before all its memory is there";
        hint("QMP A", "{\"execute\":\"migrate-start-postcopy\"}", "capability postcopy-ram on both sides");
        hint("virsh", "virsh migrate-postcopy $DOMAIN", "");
    }

    private void hint(String where, String command, String note) {
        hints.add(new Hint(where, command, note));
    }
}
