package dev.vfgap.models.nic.family;

import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A NIC with SR-IOV under the drivers of its family: a PF, its VFs, and the registers that they write.
 *
 * <p>The PF's netdev is down at first and has no VFs. Each method is a command of the host, or something that the VF's
 * driver does; it does what the family's {@link Cell} for this event says and answers with an {@link Outcome}. Where a
 * second step comes later, the answer holds it, and the caller hands it to {@link #complete} after the delay. No time
 * passes in here. VF n has pool n, the PF the pool after its VFs.
 *
 * <p>Not modelled: that the address which a driver chooses at random is another each time, a VF's multicast list but for the all-hosts group, rate limits, mailbox round trips.
 */
public final class VirtualizedNic {
    private static final long RANDOM_MACS = 0x02_76_66_00_00_00L;
    private static final String NO_MEMORY = "RTNETLINK answers: Cannot allocate memory";

    private final NicFamily family;
    private final FilterRegisters registers;
    private final PfDriver pf;
    private final VfPools pools;
    private final List<VfLife> vfs = new ArrayList<>();
    private final VfEvents events;
    private final PfResets resets;

    /** A NIC whose PF has this address, down and without VFs. */
    public VirtualizedNic(NicFamily family, long pfMac) {
        this.family = family;
        TableSizes sizes = family.sizes();
        registers = new FilterRegisters(sizes.pools(), sizes.addressEntries(), sizes.vlanEntries());
        pf = new PfDriver(registers, family, pfMac);
        pools = new VfPools(registers, pf);
        events = new VfEvents(family, pools, vfs);
        resets = new PfResets(family, pf, pools, events, vfs);
    }

    private VirtualizedNic(VirtualizedNic other) {
        family = other.family;
        registers = other.registers.copy();
        pf = new PfDriver(registers, family, other.pf);
        pools = new VfPools(registers, pf);
        other.vfs.forEach(vf -> vfs.add(new VfLife(vf)));
        events = new VfEvents(family, pools, vfs, other.events);
        resets = new PfResets(family, pf, pools, events, vfs, other.resets);
    }

    /** Another NIC in the same state. */
    public VirtualizedNic copy() {
        return new VirtualizedNic(this);
    }

    public NicFamily family() {
        return family;
    }

    /** What the drivers have written; the same object all the time. */
    public FilterRegisters registers() {
        return registers;
    }

    /** The PF's pool. */
    public int pfPool() {
        return pf.pool();
    }

    /** How many VFs there are. */
    public int vfs() {
        return vfs.size();
    }

    /** The address of a VF's netdev, 0 without a driver. */
    public long driverMac(int vf) {
        return life(vf).driverMac;
    }

    /** Whether a driver is bound to a VF. */
    public boolean isBound(int vf) {
        return life(vf).bound;
    }

    /** Whether a VF's netdev is up. */
    public boolean isOpen(int vf) {
        return life(vf).open;
    }

    /** What is still to be done for a VF. */
    public Optional<Pending> awaited(int vf) {
        return vf < vfs.size() ? life(vf).awaits : Optional.empty();
    }

    /** All that decides what later events do to a VF, as a key for one who walks states. */
    String describeVf(int vf) {
        return vf < vfs.size()
                ? life(vf).key() + " " + registers.pools(PoolFlag.VFRE) + registers.pools(PoolFlag.QUEUE_0)
                : "";
    }

    // The PF.

    /** The PF's netdev goes up. */
    public Outcome pfUp() {
        return resets.up();
    }

    /** The PF's netdev goes down. */
    public Outcome pfDown() {
        return resets.down();
    }

    /** The PF is reset while its netdev is up. */
    public Outcome pfReset() {
        return resets.resetWhileUp();
    }

    /** {@code ip link set PF address M}. */
    public Outcome pfAddress(long mac) {
        pf.ownAddress(mac);
        return Outcome.APPLIED;
    }

    /** Someone makes the PF promiscuous: {@code promisc on}, a bridge port, a macvtap in passthru mode. */
    public Outcome addPromiscuity() {
        pf.addPromiscuity();
        return Outcome.APPLIED;
    }

    /** One of those no longer does. */
    public Outcome dropPromiscuity() {
        pf.dropPromiscuity();
        return Outcome.APPLIED;
    }

    /** A device on the PF, a macvlan or macvtap that is up, asks for its address. */
    public Outcome addAddress(long mac) {
        pf.addAddress(mac);
        return Outcome.APPLIED;
    }

    /** {@code bridge fdb add M dev PF self permanent}. */
    public Outcome addFdbSelf(long mac) {
        if (!pf.hasRoom()) {
            return new Outcome.Refused(NO_MEMORY);
        }
        return command(HostCommand.FDB_SELF, () -> pf.addAddress(mac));
    }

    /** The PF's MTU is above 1500: an 82599 lets no VF receive then ({@code ixgbe_sriov.c ixgbe_set_vf_rx_tx}). */
    public Outcome jumboFrames() {
        if (family.linkGatesReceive()) {
            pf.deafenVfs();
            vfs.forEach(vf -> registers.clear(PoolFlag.VFRE, vf.pool));
        }
        return Outcome.APPLIED;
    }

    /** The PF no longer needs an address that {@link #addAddress} or {@link #addFdbSelf} gave it. */
    public Outcome removeAddress(long mac) {
        pf.removeAddress(mac);
        return Outcome.APPLIED;
    }

    /** A VLAN device on the PF goes up, 1 to 4094. */
    public Outcome addVlan(int vid) {
        pf.vlans().addToPf(vid);
        return Outcome.APPLIED;
    }

    /** A VLAN device on the PF goes away. */
    public Outcome removeVlan(int vid) {
        pf.vlans().removeFromPf(vid);
        return Outcome.APPLIED;
    }

    /** Sets whether the NIC switches between its pools. */
    public Outcome hwMode(HwMode mode) {
        return command(HostCommand.HWMODE, () -> pf.hwMode(mode));
    }

    // VFs come and go.

    /** Makes VFs; the PF is reset when it is the family's way. */
    public Outcome createVfs(int count) {
        if (!vfs.isEmpty()) {
            return new Outcome.Refused("write error: Device or resource busy");
        }
        if (count < 1 || count > family.sizes().vfs()) {
            return new Outcome.Refused("write error: Numerical result out of range");
        }
        for (int vf = 0; vf < count; vf++) {
            vfs.add(new VfLife(vf));
        }
        return resets.vfsChanged(NicEvent.CREATE_VFS);
    }

    /** Removes all VFs. */
    public Outcome removeVfs() {
        if (vfs.isEmpty()) {
            return Outcome.APPLIED;
        }
        Cell cell = family.cell(NicEvent.REMOVE_VFS);
        for (VfLife vf : vfs) {
            if (cell.refusal().isPresent() && vf.is(cell.refusal().get())) {
                return new Outcome.Refused(cell.reason());
            }
        }
        vfs.clear();
        return resets.vfsChanged(NicEvent.REMOVE_VFS);
    }

    // What the host does to a VF.

    /** Gives a VF its MAC; 0 takes it back. */
    public Outcome adminMac(int vf, long mac) {
        NicEvent event = mac == 0 ? NicEvent.CLEAR_ADMIN_MAC : NicEvent.SET_ADMIN_MAC;
        if (mac != 0 && family.writesAtOnce(event) && !pools.hasRoom(life(vf))) {
            return new Outcome.Refused(NO_MEMORY);
        }
        return events.run(event, life(vf), life -> {
            life.adminMac = mac;
            life.storedMac = mac;
        });
    }

    /** Puts a VF into a VLAN of its own, 1 to 4094; 0 takes it out. */
    public Outcome adminVlan(int vf, int vid) {
        VfLife life = life(vf);
        return command(HostCommand.VF_VLAN, () -> {
            int before = life.adminVlan;
            pf.vlans().addToVf(vid, vf);
            if (vid != before) {
                pf.vlans().removeFromVf(before, vf);
            }
            life.adminVlan = vid;
            pools.writePortVlan(life);
        });
    }

    /** Trusts a VF or not. */
    public Outcome trust(int vf, Setting setting) {
        VfLife life = life(vf);
        return command(HostCommand.VF_TRUST, () -> life.trust = setting);
    }

    /** Checks the addresses from which a VF sends, or not. */
    public Outcome spoofCheck(int vf, Setting setting) {
        VfLife life = life(vf);
        return command(HostCommand.VF_SPOOFCHK, () -> pools.checkSource(life, setting));
    }

    /** Sets what a VF sees of the link. */
    public Outcome linkState(int vf, LinkState state) {
        VfLife life = life(vf);
        return command(HostCommand.VF_STATE, () -> {
            life.link = state;
            if (family.linkGatesReceive()) {
                pools.write(Change.Receive.WITH_LINK, life);
            }
        });
    }

    /** A guest takes a VF, or gives it back. */
    public void assign(int vf, Setting setting) {
        life(vf).assigned = setting.isOn();
    }

    /** Leads an address to a VF by a rule of the embedded switch. */
    public Outcome steer(int vf, long mac) {
        return events.run(NicEvent.STEER_TO_VF, life(vf), life -> life.rules.add(mac));
    }

    /** Takes such a rule away. */
    public Outcome steerAway(int vf, long mac) {
        return events.run(NicEvent.STEER_AWAY, life(vf), life -> life.rules.remove(mac));
    }

    // What happens to a VF's function and driver.

    /** Function level reset. */
    public Outcome resetFunction(int vf) {
        return events.run(NicEvent.FUNCTION_RESET, life(vf), life -> {
            life.bound = false;
            life.open = false;
            life.driverMac = 0;
            registers.clear(PoolFlag.BUS_MASTER, vf);
            pools.resetVlans(life(vf));
        });
    }

    /** A driver binds. */
    public Outcome probeDriver(int vf) {
        return events.run(NicEvent.DRIVER_PROBE, life(vf), life -> {
            life.bound = true;
            life.driverMac = life.storedMac != 0 ? life.storedMac : RANDOM_MACS | vf;
            registers.set(PoolFlag.BUS_MASTER, vf);
            pools.resetVlans(life(vf));
        });
    }

    /** The VF's netdev goes up. */
    public Outcome openDriver(int vf) {
        return events.run(NicEvent.DRIVER_OPEN, life(vf), life -> life.open = true);
    }

    /** The VF's netdev goes down. */
    public Outcome closeDriver(int vf) {
        return events.run(NicEvent.DRIVER_CLOSE, life(vf), life -> {
            life.open = false;
            pools.resetVlans(life(vf));
        });
    }

    /** The driver is unbound; its netdev is closed first. */
    public Outcome removeDriver(int vf) {
        if (life(vf).open) {
            closeDriver(vf);
        }
        return events.run(NicEvent.DRIVER_REMOVE, life(vf), life -> {
            life.bound = false;
            life.driverMac = 0;
            life.guestVlans.clear();
            registers.clear(PoolFlag.BUS_MASTER, vf);
        });
    }

    /** The guest gives its netdev another address. */
    public Outcome ownMac(int vf, long mac) {
        return events.run(NicEvent.SET_OWN_MAC, life(vf), life -> life.driverMac = mac);
    }

    /** {@code bridge fdb add M dev VF self}; not for one whose MAC the host gave and that it does not trust. */
    public Outcome addVfAddress(int vf, long mac) {
        VfLife life = life(vf);
        if (life.is(Condition.ADMIN_MAC_UNTRUSTED)) {
            return new Outcome.Refused("RTNETLINK answers: Operation not permitted");
        }
        return pools.addFurther(life, mac) ? Outcome.APPLIED : new Outcome.Refused(NO_MEMORY);
    }

    /** The VF no longer needs a further address. */
    public Outcome removeVfAddress(int vf, long mac) {
        pools.removeFurther(life(vf), mac);
        return Outcome.APPLIED;
    }

    /** The VF's netdev becomes promiscuous; only a trusted one's wish is granted. */
    public Outcome vfPromiscuous(int vf) {
        if (!life(vf).trust.isOn()) {
            return new Outcome.Refused("the PF's driver ignores an untrusted VF's promiscuous mode");
        }
        registers
                .set(PortFlag.POOL_PROMISCUITY)
                .set(PortFlag.PROMISCUITY_FROM_WIRE)
                .set(PoolFlag.UPE, vf);
        return Outcome.APPLIED;
    }

    /** A VLAN device appears on the VF's netdev, 1 to 4094. */
    public Outcome addVfVlan(int vf, int vid) {
        life(vf).guestVlans.add(vid);
        return pools.joinVlan(life(vf), vid) ? Outcome.APPLIED : new Outcome.Refused("Failed to add vlan id " + vid);
    }

    // Time.

    /** Does what was still to do, its delay having passed. Nothing happens when a later event has done or undone it. */
    public Outcome complete(Pending pending) {
        return pending.vf() == Pending.PORT ? resets.complete(pending) : events.complete(pending);
    }

    /** Does all that an event has left to do, as if time enough had passed. */
    public Outcome settle(Outcome outcome) {
        for (Pending pending : outcome.pending()) {
            settle(complete(pending));
        }
        return outcome instanceof Outcome.Refused ? outcome : Outcome.APPLIED;
    }

    private Outcome command(HostCommand command, Runnable effect) {
        String refusal = family.refused().get(command);
        if (refusal != null) {
            return new Outcome.Refused(refusal);
        }
        effect.run();
        return Outcome.APPLIED;
    }

    private VfLife life(int vf) {
        if (vf < 0 || vf >= vfs.size()) {
            throw new IllegalArgumentException("there is no VF " + vf + " of " + vfs.size());
        }
        return vfs.get(vf);
    }
}
