package dev.vfgap.models.guest;

import static dev.vfgap.models.guest.DpdkCommand.*;
import static dev.vfgap.models.guest.DpdkEvent.*;
import static dev.vfgap.models.guest.DpdkState.*;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.simcore.table.CommandPort;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;

/**
 * A VF under a DPDK application that bonds it with virtio: an operator tells the application when to let it go.
 *
 * <p>The device belongs to {@code vfio-pci}, whose remove waits for the application to close it. So an unplug without a
 * detach before waits until somebody detaches.
 *
 * <p>Source: DPDK {@code doc/guides/howto/lm_bond_virtio_sriov.rst} (the order of the operator's commands), {@code
 * drivers/net/bonding/rte_eth_bond_api.c} ({@code __eth_bond_member_remove_lock_free}: the other port is current at
 * once); Linux {@code drivers/vfio/vfio_main.c} ({@code vfio_unregister_group_dev}: asks the user, and waits).
 *
 * <p>Not modelled: an application that detaches by itself when {@code vfio-pci} asks ({@code RTE_DEV_EVENT_REMOVE}); the
 * how-to's {@code igb_uio}, which does not wait; a command that the application is still busy with another one for.
 */
public final class DpdkMember {

    // spotless:off
    /** A VF under a DPDK application as a table. */
    public static final TransitionTable<DpdkState, DpdkEvent, DpdkCommand> TABLE = TransitionTable
            .of("dpdk member", DpdkState.class, DpdkEvent.class, DpdkCommand.class, AWAY)
            .on(AWAY,            FOUND_AT_BOOT, MEMBER,          "a member since the start")
            .on(AWAY,            DEVICE_THERE,  FREE,            "vfio-pci binds", BOUND)
            .on(AWAY,            ATTACH,        AWAITED,         "the application listens for it")
            .on(AWAY,            REMOVE,        AWAY,            "nothing is bound", LET_GO)
            .on(AWAITED,         DEVICE_THERE,  ATTACHING,       "port attach, port start, add bonding member", BOUND, OPEN)
            .on(AWAITED,         DETACH,        AWAY,            "the application listens no more")
            .on(AWAITED,         REMOVE,        AWAITED,         "nothing is bound", LET_GO)
            .on(FREE,            ATTACH,        ATTACHING,       "port attach, port start, add bonding member", OPEN)
            .on(FREE,            REMOVE,        AWAY,            "nobody uses it", LET_GO)
            .on(ATTACHING,       ATTACHED,      MEMBER,          "current once it has its link")
            .on(ATTACHING,       ATTACH_FAILED, FREE,            "the port's probe fails")
            .on(ATTACHING,       REMOVE,        ATTACHING_ASKED, "vfio-pci relays the request")
            .on(ATTACHING_ASKED, ATTACHED,      ASKED_OUT,       "the application holds it now")
            .on(ATTACHING_ASKED, ATTACH_FAILED, AWAY,            "the port's probe fails: vfio-pci goes on", LET_GO)
            .on(MEMBER,          DETACH,        DETACHING,       "remove bonding member, port stop, port close, port detach", CLOSE)
            .on(MEMBER,          REMOVE,        ASKED_OUT,       "vfio-pci relays the request, and waits")
            .on(ASKED_OUT,       DETACH,        DETACHING_ASKED, "remove bonding member, port stop, port close, port detach", CLOSE)
            .on(DETACHING,       DETACHED,      FREE,            "closed")
            .on(DETACHING,       REMOVE,        DETACHING_ASKED, "vfio-pci waits")
            .on(DETACHING_ASKED, DETACHED,      AWAY,            "closed: vfio-pci goes on", LET_GO)
            .errorElsewhere(FOUND_AT_BOOT, "the application runs")
            .errorElsewhere(DEVICE_THERE,  "a VF is there")
            .errorElsewhere(ATTACH,        "the application refuses it")
            .errorElsewhere(ATTACHED,      "nothing is being attached")
            .errorElsewhere(ATTACH_FAILED, "nothing is being attached")
            .errorElsewhere(DETACH,        "the application refuses it")
            .errorElsewhere(DETACHED,      "nothing is being detached")
            .errorElsewhere(REMOVE,        "a removal is under way")
            .build();
    // spotless:on

    private final Machine<DpdkState, DpdkEvent, DpdkCommand> machine;

    /** An application without VF. */
    public DpdkMember(CommandPort<DpdkCommand> port) {
        machine = new Machine<>(TABLE, port);
    }

    public DpdkState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<DpdkState, DpdkEvent, DpdkCommand> row) {
        return machine.timesTaken(row);
    }

    /** Whether the application is about to have it as a member. */
    public boolean isAttaching() {
        return state() == ATTACHING || state() == ATTACHING_ASKED;
    }

    /** Something has happened to the VF. */
    public void fire(DpdkEvent event) {
        machine.fire(event);
    }

    /** The operator's {@code port attach}. */
    public Answer attach() {
        return switch (state()) {
            case AWAY, FREE -> done(ATTACH);
            case AWAITED, ATTACHING, ATTACHING_ASKED, MEMBER, ASKED_OUT, DETACHING, DETACHING_ASKED ->
                Answer.refused("Failed to attach port: it is attached, or being detached");
        };
    }

    /** The operator's {@code remove bonding member} and {@code port detach}. */
    public Answer detach() {
        return switch (state()) {
            case AWAITED, MEMBER, ASKED_OUT -> done(DETACH);
            case AWAY, FREE, ATTACHING, ATTACHING_ASKED, DETACHING, DETACHING_ASKED ->
                Answer.refused("Port is not a member of the bond");
        };
    }

    private Answer done(DpdkEvent event) {
        machine.fire(event);
        return Answer.accepted();
    }
}
