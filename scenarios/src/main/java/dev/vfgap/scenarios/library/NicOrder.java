package dev.vfgap.scenarios.library;

import static dev.vfgap.scenarios.library.NicOrder.Step.ADMIN_MAC;
import static dev.vfgap.scenarios.library.NicOrder.Step.CLOSE;
import static dev.vfgap.scenarios.library.NicOrder.Step.FDB_ADD;
import static dev.vfgap.scenarios.library.NicOrder.Step.FDB_DEL;
import static dev.vfgap.scenarios.library.NicOrder.Step.NO_ADMIN_MAC;
import static dev.vfgap.scenarios.library.NicOrder.Step.OPEN;
import static dev.vfgap.scenarios.library.NicOrder.Step.OWN_MAC;
import static dev.vfgap.scenarios.library.NicOrder.Step.PROBE;
import static dev.vfgap.scenarios.library.NicOrder.Step.REMOVE;
import static dev.vfgap.scenarios.library.NicOrder.Step.RESET;
import static dev.vfgap.scenarios.library.NicOrder.Step.STEER;
import static dev.vfgap.scenarios.library.NicOrder.Step.STEER_AWAY;

import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.Outcome;
import dev.vfgap.models.nic.family.PfReception;
import dev.vfgap.models.nic.family.VirtualizedNic;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An order of steps in which a VF with the guest's MAC comes to a guest, or leaves it.
 *
 * @param title one line
 * @param way what it is about
 * @param before the steps that lead to where it begins
 * @param steps the steps whose effect is looked at
 */
public record NicOrder(String title, Way way, List<Step> before, List<Step> steps) {
    static final int VF = 0;

    /** What an order is about. */
    public enum Way {
        COMES("the VF comes to the guest"),
        LEAVES("the VF leaves the guest");

        private final String text;

        Way(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }

    /** One step. */
    public enum Step {
        ADMIN_MAC("the VF's MAC is set", NicEvent.SET_ADMIN_MAC, nic -> nic.adminMac(VF, NicTrial.GUEST_MAC)),
        NO_ADMIN_MAC("the VF's MAC is taken back", NicEvent.CLEAR_ADMIN_MAC, nic -> nic.adminMac(VF, 0)),
        RESET("the VF is reset (FLR)", NicEvent.FUNCTION_RESET, nic -> nic.resetFunction(VF)),
        PROBE("its driver binds", NicEvent.DRIVER_PROBE, nic -> nic.probeDriver(VF)),
        /** What a driver that found no MAC of the host's is given in the guest; not needed where it found one. */
        OWN_MAC("the guest sets the MAC", NicEvent.SET_OWN_MAC, nic -> nic.ownMac(VF, NicTrial.GUEST_MAC)),
        OPEN("the VF is up", NicEvent.DRIVER_OPEN, nic -> nic.openDriver(VF)),
        CLOSE("the VF is down", NicEvent.DRIVER_CLOSE, nic -> nic.closeDriver(VF)),
        REMOVE("its driver is unbound", NicEvent.DRIVER_REMOVE, nic -> nic.removeDriver(VF)),
        STEER("a rule leads to the VF", NicEvent.STEER_TO_VF, nic -> nic.steer(VF, NicTrial.GUEST_MAC)),
        STEER_AWAY("the rule is taken away", NicEvent.STEER_AWAY, nic -> nic.steerAway(VF, NicTrial.GUEST_MAC)),
        FDB_ADD(
                "the PF gets a filter of its own",
                "bridge fdb add M dev PF self permanent",
                nic -> nic.addFdbSelf(NicTrial.GUEST_MAC)),
        FDB_DEL(
                "the PF's filter is taken away",
                "bridge fdb del M dev PF self",
                nic -> nic.removeAddress(NicTrial.GUEST_MAC));

        private final String text;
        private final String command;
        private final Function<VirtualizedNic, Outcome> effect;

        Step(String text, NicEvent event, Function<VirtualizedNic, Outcome> effect) {
            this(text, event.command(), effect);
        }

        Step(String text, String command, Function<VirtualizedNic, Outcome> effect) {
            this.text = text;
            this.command = command;
            this.effect = effect;
        }

        /** What has happened, in words. */
        public String text() {
            return text;
        }

        /** The command that does it, with names as in {@link NicEvent#command}. */
        public String command() {
            return command;
        }

        /** Does it on a NIC; nothing where it is not needed. */
        Optional<Outcome> neededOn(VirtualizedNic nic) {
            boolean needed = this != OWN_MAC || nic.driverMac(VF) != NicTrial.GUEST_MAC;
            return needed ? Optional.of(effect.apply(nic)) : Optional.empty();
        }
    }

    // spotless:off
    private static final List<Step> COMES        = List.of(ADMIN_MAC, RESET, PROBE, OWN_MAC, OPEN);
    private static final List<Step> COMES_BY_RULE = List.of(ADMIN_MAC, RESET, PROBE, OWN_MAC, OPEN, STEER);

    private static final List<NicOrder> BY_MAC = List.of(
            new NicOrder("the VF's MAC first, as libvirt does",        Way.COMES,  List.of(), COMES),
            new NicOrder("the PF keeps the MAC until the VF is up",    Way.COMES,  List.of(), List.of(FDB_ADD, ADMIN_MAC, RESET, PROBE, OWN_MAC, OPEN, FDB_DEL)),
            new NicOrder("the VF's MAC taken back last",               Way.LEAVES, COMES,     List.of(CLOSE, REMOVE, RESET, NO_ADMIN_MAC)),
            new NicOrder("the VF's MAC taken back first",              Way.LEAVES, COMES,     List.of(NO_ADMIN_MAC, CLOSE, REMOVE, RESET)),
            new NicOrder("the PF has the MAC before the VF goes down", Way.LEAVES, COMES,     List.of(FDB_ADD, CLOSE, REMOVE, RESET, NO_ADMIN_MAC, FDB_DEL)));

    private static final List<NicOrder> BY_RULE = List.of(
            new NicOrder("the rule when the VF is up",                 Way.COMES,  List.of(),     COMES_BY_RULE),
            new NicOrder("the rule first",                             Way.COMES,  List.of(),     List.of(STEER, ADMIN_MAC, RESET, PROBE, OWN_MAC, OPEN)),
            new NicOrder("the rule away before the VF goes down",      Way.LEAVES, COMES_BY_RULE, List.of(STEER_AWAY, CLOSE, REMOVE, RESET, NO_ADMIN_MAC)),
            new NicOrder("the rule away last",                         Way.LEAVES, COMES_BY_RULE, List.of(CLOSE, REMOVE, RESET, NO_ADMIN_MAC, STEER_AWAY)));
    // spotless:on

    /** The orders that make sense with a family; for each {@link Way} the usual one first. */
    public static List<NicOrder> of(NicFamily family) {
        boolean hasRules = family.cell(NicEvent.STEER_TO_VF).refusal().isEmpty();
        return hasRules ? BY_RULE : BY_MAC;
    }

    /** In which ways the PF may receive the guest's frames for the order to make sense: a second filter is no use. */
    public List<PfReception> receptions() {
        return steps.contains(FDB_ADD)
                ? List.of(PfReception.PROMISCUOUS)
                : List.of(PfReception.PROMISCUOUS, PfReception.EXPLICIT);
    }

    /** The usual order for a way. */
    public static NicOrder usual(NicFamily family, Way way) {
        return of(family).stream().filter(order -> order.way == way).findFirst().orElseThrow();
    }
}
