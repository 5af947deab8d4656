package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.PfDemand;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.family.FilterClass;
import dev.vfgap.models.nic.family.LinkState;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.Outcome;
import dev.vfgap.models.nic.family.Pending;
import dev.vfgap.models.nic.family.Setting;
import dev.vfgap.models.nic.family.VirtualizedNic;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.LinkSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A host's NIC of a known family: one VF for the guest, and the PF with what the host's side asks of it.
 *
 * <p>To lead the guest's MAC to the primary, management gives it to the VF; to the standby, it makes it an address of the
 * PF ({@code bridge fdb add M dev PF self}) and takes it from the VF; to both, it does the first halves. In switchdev
 * mode it moves a static FDB entry between the VF's representor and the tap. A runbook prints these commands.
 *
 * <p>Where another VF is the standby's uplink, that one takes the PF's part: its driver runs on the host, and management
 * gives it the guest's MAC ({@code bridge fdb add M dev VF self}). A neighbour's VF has an address of its own.
 *
 * <p>Source: the cells of the {@link NicFamily}. Not modelled: that the switch's port loses its link with the PF's.
 */
final class FamilyNic implements HostNic {
    private static final long PF_MAC = 0x02_00_00_00_00_10L;

    /** What a VF is given whose driver refuses to have none; kernel documentation and runbooks use such a one. */
    private static final long PARKED_MAC = 0x02_00_00_00_00_00L;

    private static final int VF = EmbeddedSwitch.PRIMARY;

    /** The first of the addresses that others have on the PF. */
    private static final long OTHERS_MACS = 0x02_00_00_01_00_00L;

    private final long guestMac;
    private final Phases phases;
    private final Listener listener;
    private final NicPlace place;
    private final int uplinkVf;
    private final VirtualizedNic nic;
    private final TreeMap<String, Later> later = new TreeMap<>();
    private long vfMac;
    private boolean uplinkHasMac;
    private boolean portComesUp;
    private LinkSetting macvtap = LinkSetting.UP;

    /** Second steps that wait for the same delay. */
    private final class Later {
        private final Phase phase;
        private final List<Pending> pending = new ArrayList<>();

        Later(String delay) {
            phase = phases.phase(delay, () -> {
                List<Pending> due = List.copyOf(pending);
                pending.clear();
                due.forEach(step -> completed(delay + " has passed", step));
            });
        }
    }

    /**
     * A NIC that has been in its state for long.
     *
     * @param guestMac the guest's address
     * @param place what it stands in
     * @param initial where it leads that
     * @param phases on a clock that runs whether the guest does or not
     */
    FamilyNic(NicFamily family, long guestMac, NicPlace place, FilterTarget initial, Phases phases, Listener listener) {
        this.guestMac = guestMac;
        this.phases = phases;
        this.listener = listener;
        this.place = place;
        this.uplinkVf = place.pools().standby();
        this.nic = new VirtualizedNic(family, PF_MAC);
        if (!place.hasUplinkVf()) {
            ask(place.side().pfDemands());
        }
        done("the PF went up", nic.pfUp());
        done("the VF was made", nic.createVfs(place.pools().count() - 1));
        setUp();
        stepTo(initial).ifPresent(listener::trouble);
        settle();
    }

    /** What the host has done to its NIC long ago. */
    private void setUp() {
        NicOptions options = place.options();
        for (int other = 0; other < options.occupiedEntries(); other++) {
            nic.addAddress(OTHERS_MACS + other);
        }
        if (options.jumboPf().isOn()) {
            nic.jumboFrames();
        }
        if (place.hasUplinkVf()) {
            bring(uplinkVf);
            tell(nic.spoofCheck(uplinkVf, options.uplinkSpoofCheck()));
            ask(
                    place.side().softSwitch() instanceof SoftSwitch.Macvtap
                            ? place.side().pfDemands()
                            : List.of());
        }
        if (place.neighbour() == NeighbourSeat.VF) {
            int neighbour = place.pools().neighbour();
            tell(nic.adminMac(neighbour, Flow.NEIGHBOUR_MAC));
            bring(neighbour);
            if (nic.family().filterClass() == FilterClass.SWITCHDEV) {
                done("the neighbour's MAC was led to its VF", nic.steer(neighbour, Flow.NEIGHBOUR_MAC));
            }
        }
        if (options.vfLink() != LinkState.AUTO) {
            tell(nic.linkState(VF, options.vfLink()));
        }
        if (options.promiscuousVf().isOn()) {
            tell(nic.trust(VF, Setting.ON));
            tell(nic.vfPromiscuous(VF));
        }
    }

    /** A VF's driver on the host: bound, and its netdev up. */
    private void bring(int vf) {
        done("the driver of VF " + vf + " was probed", nic.probeDriver(vf));
        settle();
        done("the driver of VF " + vf + " opened it", nic.openDriver(vf));
        settle();
    }

    private void tell(Outcome outcome) {
        outcome.refusal().ifPresent(listener::trouble);
        done("the host set its NIC up", outcome);
    }

    /** Someone on the PF, or on the VF in its place, asks for what reaches the standby. */
    private void ask(List<PfDemand> demands) {
        for (PfDemand demand : demands) {
            if (place.hasUplinkVf()) {
                tell(
                        demand == PfDemand.PROMISCUOUS
                                ? nic.vfPromiscuous(uplinkVf)
                                : nic.addVfAddress(uplinkVf, guestMac));
            } else if (demand == PfDemand.PROMISCUOUS) {
                nic.addPromiscuity();
            } else {
                nic.addAddress(guestMac);
            }
        }
    }

    private void askNoLonger(List<PfDemand> demands) {
        for (PfDemand demand : demands) {
            if (demand == PfDemand.UNICAST_ADDRESS) {
                done(
                        "the macvtap let its MAC go",
                        place.hasUplinkVf() ? nic.removeVfAddress(uplinkVf, guestMac) : nic.removeAddress(guestMac));
            } else if (!place.hasUplinkVf()) {
                done("the macvtap is no longer promiscuous", nic.dropPromiscuity());
            }
        }
    }

    @Override
    public void macvtap(LinkSetting state) {
        if (state == macvtap) {
            return;
        }
        macvtap = state;
        if (state == LinkSetting.UP) {
            ask(place.side().pfDemands());
            done("the macvtap went up", Outcome.APPLIED);
        } else {
            askNoLonger(place.side().pfDemands());
        }
    }

    @Override
    public void pf(LinkSetting state) {
        boolean linkFollows = nic.family().portReset().isPresent();
        if (state == LinkSetting.DOWN) {
            done("the PF was set down", nic.pfDown());
            if (linkFollows) {
                listener.link(LinkSetting.DOWN);
            }
        } else {
            portComesUp = linkFollows;
            done("the PF was set up", nic.pfUp());
        }
    }

    @Override
    public boolean vfHasLink() {
        return place.options().vfLink() != LinkState.DISABLE;
    }

    private void completed(String what, Pending step) {
        Outcome outcome = nic.complete(step);
        done(what, outcome);
        if (resets(step) && outcome.pending().isEmpty()) {
            listener.vfResetEnds();
        }
        if (step.vf() == Pending.PORT && portComesUp) {
            portComesUp = false;
            listener.link(LinkSetting.UP);
        }
    }

    @Override
    public Answer lead(FilterTarget to) {
        return stepTo(to).map(Answer::refused).orElseGet(Answer::accepted);
    }

    /**
     * Whoever plugs a VF gives it the guest's MAC before, as libvirt does, also where no step of a plan says so: without one its
     * driver takes a random MAC, and {@code net_failover} pairs by the MAC. Not modelled: that nobody does.
     */
    @Override
    public void plugged() {
        giveToVf();
        functionReset();
    }

    @Override
    public void driver(VfCommand command) {
        switch (command) {
            case RESET_MAILBOX -> probed();
            case RECEIVE_ON -> done("the VF's driver opened it", nic.openDriver(VF));
            case CLOSE_MAILBOX -> done("the VF's driver closed it", nic.closeDriver(VF));
            case BUS_MASTER_OFF -> done("the VF's driver has gone", nic.removeDriver(VF));
            default -> {
                // Nothing that reaches the NIC.
            }
        }
    }

    /** Where the host could not give the VF the guest's MAC, the guest does: its failover device takes no other. */
    private void probed() {
        done("the VF's driver was probed", nic.probeDriver(VF));
        if (nic.driverMac(VF) != guestMac) {
            done("the guest gave the VF its MAC", nic.ownMac(VF, guestMac));
        }
    }

    @Override
    public void functionReset() {
        done("the VF was reset", nic.resetFunction(VF));
    }

    @Override
    public void settle() {
        // A step that ends may begin the next one, with a delay of its own.
        boolean more = true;
        while (more) {
            more = false;
            for (Later waiting : List.copyOf(later.values())) {
                more |= waiting.phase.finish();
            }
        }
    }

    @Override
    public FilterRegisters registers() {
        return nic.registers().copy();
    }

    private Optional<String> stepTo(FilterTarget to) {
        return nic.family().filterClass() == FilterClass.SWITCHDEV ? rule(to) : addresses(to);
    }

    /** Moves the static FDB entry of a switchdev NIC's bridge. */
    private Optional<String> rule(FilterTarget to) {
        return switch (to) {
            case PRIMARY -> refused(to, nic.steer(VF, guestMac));
            case STANDBY -> refused(to, nic.steerAway(VF, guestMac));
            case BOTH -> Optional.of("a static FDB entry leads to one port");
            case NONE -> Optional.of("without an entry a switchdev bridge takes the slow path, it does not drop");
        };
    }

    /** Gives the MAC to the VF, to the PF, or to both; the new owner has it before the old one loses it. */
    private Optional<String> addresses(FilterTarget to) {
        if (to == FilterTarget.NONE) {
            letGoByUplink();
            return takeFromVf();
        }
        Optional<String> ofPf = to == FilterTarget.PRIMARY || uplinkHasMac ? Optional.empty() : addToUplink();
        if (to == FilterTarget.BOTH && ofPf.isPresent()) {
            return ofPf;
        }
        // Where the driver refuses, the PF still has it by being promiscuous, once the VF has let it go.
        Optional<String> ofVf = to == FilterTarget.STANDBY ? takeFromVf() : giveToVf();
        if (to == FilterTarget.PRIMARY && ofVf.isEmpty()) {
            letGoByUplink();
        }
        if (to == FilterTarget.STANDBY) {
            ofPf.ifPresent(listener::trouble);
        }
        return ofVf;
    }

    private void letGoByUplink() {
        if (uplinkHasMac) {
            uplinkHasMac = false;
            if (place.hasUplinkVf()) {
                done("the uplink VF let the guest's MAC go", nic.removeVfAddress(uplinkVf, guestMac));
            } else {
                done("the PF let the guest's MAC go", nic.removeAddress(guestMac));
            }
        }
    }

    private Optional<String> addToUplink() {
        Optional<String> refusal = place.hasUplinkVf()
                ? refused("the uplink VF took the guest's MAC", nic.addVfAddress(uplinkVf, guestMac))
                : refused("the PF took the guest's MAC", nic.addFdbSelf(guestMac));
        uplinkHasMac = refusal.isEmpty();
        return refusal;
    }

    private Optional<String> giveToVf() {
        if (vfMac == guestMac) {
            return Optional.empty();
        }
        Optional<String> refusal = refused("the VF was given the guest's MAC", nic.adminMac(VF, guestMac));
        vfMac = refusal.isEmpty() ? guestMac : vfMac;
        return refusal;
    }

    private Optional<String> takeFromVf() {
        vfMac = 0;
        String what = "the guest's MAC was taken from the VF";
        Outcome cleared = nic.adminMac(VF, 0);
        if (cleared.refusal().isPresent()) {
            listener.trouble("the VF's MAC could not be cleared ("
                    + cleared.refusal().get() + "), it was given " + Mac.format(PARKED_MAC) + " instead");
            cleared = nic.adminMac(VF, PARKED_MAC);
        }
        return refused(what, cleared);
    }

    private Optional<String> refused(FilterTarget to, Outcome outcome) {
        return refused("the guest's MAC was led to the " + to.word(), outcome);
    }

    private Optional<String> refused(String what, Outcome outcome) {
        if (outcome.refusal().isEmpty()) {
            done(what, outcome);
        }
        return outcome.refusal();
    }

    /**
     * Whether this is the part of a VF's reset that its open driver works on: until the PF is done the driver waits, and
     * goes on sending; then it takes its carrier off and sets up its queues anew (Linux 6.12 {@code iavf_main.c}, {@code
     * iavf_reset_task}).
     */
    private static boolean resets(Pending step) {
        return step.delay().equals("nic.iavfReinit");
    }

    private void done(String what, Outcome outcome) {
        if (outcome.pending().stream().anyMatch(FamilyNic::resets)) {
            listener.vfResets();
        }
        for (Pending step : outcome.pending()) {
            Later waiting = later.computeIfAbsent(step.delay(), Later::new);
            waiting.phase.cancel();
            waiting.pending.add(step);
            waiting.phase.begin();
        }
        listener.rewritten(what, registers());
    }
}
