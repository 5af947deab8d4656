package dev.vfgap.models.guest;

import static dev.vfgap.models.guest.ToolsCommand.*;
import static dev.vfgap.models.guest.ToolsEvent.*;
import static dev.vfgap.models.guest.ToolsState.*;

import dev.vfgap.models.guest.SingleNic.Addresses;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;

/**
 * What configures a netdev that comes while the guest runs: NetworkManager, cloud-init, a script behind a udev rule.
 *
 * <p>An address belongs to a netdev ({@code inetdev_destroy} on {@code NETDEV_UNREGISTER}), so that the next netdev, even
 * with the same MAC, has none until somebody gives it one: DHCP or a static one, after carrier.
 *
 * <p>Source: Linux 6.12 {@code net/ipv4/devinet.c}; that tools must re-apply it: domain facts of detach and attach
 * (KubeVirt, Nova). Not modelled: duplicate address detection as a time of its own.
 */
public final class GuestTools {

    // spotless:off
    /** A guest's only NIC as a table. */
    public static final TransitionTable<ToolsState, ToolsEvent, ToolsCommand> TABLE = TransitionTable
            .of("guest tools", ToolsState.class, ToolsEvent.class, ToolsCommand.class, AWAY)
            .on(AWAY,           FOUND_AT_BOOT, CONFIGURED, "configured at boot", APPLY)
            .on(AWAY,           NETDEV_THERE,  FOUND,      "udev tells them", BEGIN_OPEN)
            .on(FOUND,          OPEN_DUE,      OPENED,     "ip link set up", OPEN)
            .on(FOUND,          NETDEV_GONE,   AWAY,       "it went before", GIVE_UP_OPEN)
            .on(OPENED,         LINK_UP,       ADDRESSING, "DHCP, or a static address after carrier", BEGIN_ADDRESS)
            .on(OPENED,         NETDEV_GONE,   AWAY,       "it went before")
            .on(ADDRESSING,     ADDRESS_DUE,   CONFIGURED, "ip address add", APPLY)
            .on(ADDRESSING,     LINK_DOWN,     OPENED,     "nobody answers", GIVE_UP_ADDRESS)
            .on(ADDRESSING,     NETDEV_GONE,   AWAY,       "it went before", GIVE_UP_ADDRESS)
            .on(CONFIGURED,     NETDEV_GONE,   AWAY,       "inetdev_destroy", FORGET)
            .ignore(CONFIGURED, LINK_UP,       "the addresses have stayed")
            .ignore(CONFIGURED, LINK_DOWN,     "the addresses stay")
            .errorElsewhere(NETDEV_GONE,   "there is none")
            .errorElsewhere(FOUND_AT_BOOT, "the guest has booted")
            .errorElsewhere(NETDEV_THERE,  "a netdev is there")
            .errorElsewhere(OPEN_DUE,      "nobody waits to open it")
            .errorElsewhere(LINK_UP,       "it is not open, or has carrier")
            .errorElsewhere(LINK_DOWN,     "it is not open, or had no carrier")
            .errorElsewhere(ADDRESS_DUE,   "nobody asks for an address")
            .build();
    // spotless:on

    /** What the tools do to the netdev. */
    public interface Port {
        /** {@code ip link set VF up}. */
        void open();

        /** The guest has its addresses, or no longer. */
        void addresses(Addresses now);
    }

    private final Port port;
    private final Machine<ToolsState, ToolsEvent, ToolsCommand> machine;
    private final Phase open;
    private final Phase address;

    /**
     * Tools of a guest without a NIC.
     *
     * @param phases on the guest's clock
     */
    public GuestTools(Phases phases, Port port) {
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
        this.open = phases.phase("guest.toolsOpen", () -> machine.fire(OPEN_DUE));
        this.address = phases.phase("guest.toolsAddress", () -> machine.fire(ADDRESS_DUE));
    }

    public ToolsState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<ToolsState, ToolsEvent, ToolsCommand> row) {
        return machine.timesTaken(row);
    }

    /** Something has happened to the netdev. */
    public void fire(ToolsEvent event) {
        machine.fire(event);
    }

    private void execute(ToolsCommand command) {
        switch (command) {
            case BEGIN_OPEN -> open.begin();
            case GIVE_UP_OPEN -> open.cancel();
            case OPEN -> port.open();
            case BEGIN_ADDRESS -> address.begin();
            case GIVE_UP_ADDRESS -> address.cancel();
            case APPLY -> port.addresses(Addresses.APPLIED);
            case FORGET -> port.addresses(Addresses.MISSING);
        }
    }
}
