package dev.vfgap.models.guest;

import static dev.vfgap.models.guest.SlaveCommand.*;
import static dev.vfgap.models.guest.SlaveEvent.*;
import static dev.vfgap.models.guest.SlaveState.*;

import dev.vfgap.simcore.table.CommandPort;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;

/** One slave of a {@link Bond}. */
public final class BondSlave {

    // spotless:off
    /** The life of a slave as a table. */
    public static final TransitionTable<SlaveState, SlaveEvent, SlaveCommand> TABLE = TransitionTable
            .of("bond slave", SlaveState.class, SlaveEvent.class, SlaveCommand.class, AWAY)
            .on(AWAY,          FOUND_AT_BOOT,   UP,            "a slave with its link since boot", SELECT)
            .on(AWAY,          NETDEV_THERE,    FREE,          "udev tells NetworkManager, ifupdown or systemd-networkd", BEGIN_WAIT)
            .on(FREE,          ENSLAVE,         ENSLAVING,     "bond_enslave: dev_open", OPEN)
            .on(FREE,          ATTACH,          ENSLAVING,     "by hand, before the tools", GIVE_UP_WAIT, OPEN)
            .on(FREE,          DETACH,          OUT,           "nobody enslaves it now", GIVE_UP_WAIT)
            .on(FREE,          GONE,            AWAY,          "the netdev went before", GIVE_UP_WAIT)
            .on(OUT,           ATTACH,          ENSLAVING,     "bond_enslave: dev_open", OPEN)
            .ignore(OUT,       DETACH,          "it is out")
            .on(OUT,           GONE,            AWAY,          "the netdev has gone")
            .on(ENSLAVING,     ENSLAVED_LINKED, BACK,          "carrier: up, after updelay", BEGIN_UP_DELAY, SELECT)
            .on(ENSLAVING,     ENSLAVED_DARK,   DOWN,          "no carrier yet")
            .on(ENSLAVING,     DETACH,          ENSLAVING_OUT, "bond_release waits for the lock")
            .on(ENSLAVING,     GONE,            AWAY,          "the netdev has gone")
            .on(ENSLAVING_OUT, ENSLAVED_LINKED, OUT,           "bond_release: dev_close", CLOSE)
            .on(ENSLAVING_OUT, ENSLAVED_DARK,   OUT,           "bond_release: dev_close", CLOSE)
            .on(ENSLAVING_OUT, ATTACH,          ENSLAVING,     "back at once")
            .on(ENSLAVING_OUT, GONE,            AWAY,          "the netdev has gone")
            .ignore(ENSLAVING_OUT, DETACH,      "a release waits already")
            .ignore(UP,        POLLED_LINK,     "it is up")
            .on(UP,            POLLED_NO_LINK,  FAIL,          "bond_miimon_inspect: no carrier", BEGIN_DOWN_DELAY)
            .on(UP,            DETACH,          OUT,           "bond_release: another is chosen, then dev_close", SELECT, CLOSE)
            .on(UP,            GONE,            AWAY,          "NETDEV_UNREGISTER: __bond_release_one", SELECT)
            .on(FAIL,          POLLED_LINK,     UP,            "the carrier is back within downdelay")
            .ignore(FAIL,      POLLED_NO_LINK,  "downdelay runs")
            .on(FAIL,          DELAY_OVER,      DOWN,          "bond_miimon_commit: link down", SELECT)
            .on(FAIL,          DETACH,          OUT,           "bond_release: another is chosen, then dev_close", SELECT, CLOSE)
            .on(FAIL,          GONE,            AWAY,          "NETDEV_UNREGISTER: __bond_release_one", SELECT)
            .on(DOWN,          POLLED_LINK,     BACK,          "bond_miimon_inspect: carrier again", BEGIN_UP_DELAY)
            .ignore(DOWN,      POLLED_NO_LINK,  "it is down")
            .on(DOWN,          DETACH,          OUT,           "bond_release: dev_close", SELECT, CLOSE)
            .on(DOWN,          GONE,            AWAY,          "NETDEV_UNREGISTER: __bond_release_one", SELECT)
            .ignore(BACK,      POLLED_LINK,     "updelay runs")
            .on(BACK,          POLLED_NO_LINK,  DOWN,          "the carrier is lost within updelay")
            .on(BACK,          DELAY_OVER,      UP,            "bond_miimon_commit: link up", SELECT)
            .on(BACK,          MADE_ACTIVE,     UP,            "bond_change_active_slave: the best there is, whatever its updelay")
            .on(BACK,          DETACH,          OUT,           "bond_release: another is chosen, then dev_close", SELECT, CLOSE)
            .on(BACK,          GONE,            AWAY,          "NETDEV_UNREGISTER: __bond_release_one", SELECT)
            .ignore(UP,        MADE_ACTIVE,     "it is up: no delay to cut short")
            .ignore(UP,        ATTACH,          "it is a slave")
            .ignore(FAIL,      ATTACH,          "it is a slave")
            .ignore(DOWN,      ATTACH,          "it is a slave")
            .ignore(BACK,      ATTACH,          "it is a slave")
            .ignore(ENSLAVING, ATTACH,          "it is being made one")
            .errorElsewhere(MADE_ACTIVE,      "only a slave that has its link is chosen")
            .errorElsewhere(DELAY_OVER,       "no delay runs")
            .errorElsewhere(GONE,             "there is no netdev")
            .errorElsewhere(ATTACH,           "refused before it comes here: there is no netdev")
            .errorElsewhere(DETACH,           "refused before it comes here: there is no netdev")
            .errorElsewhere(POLLED_LINK,      "the monitor looks at slaves only")
            .errorElsewhere(POLLED_NO_LINK,   "the monitor looks at slaves only")
            .errorElsewhere(FOUND_AT_BOOT,    "the guest has booted")
            .errorElsewhere(NETDEV_THERE,     "a netdev is there")
            .errorElsewhere(ENSLAVE,          "nobody waits to enslave it")
            .errorElsewhere(ENSLAVED_LINKED,  "nobody enslaves it")
            .errorElsewhere(ENSLAVED_DARK,    "nobody enslaves it")
            .build();
    // spotless:on

    private final Machine<SlaveState, SlaveEvent, SlaveCommand> machine;
    private long pollsLeft;

    BondSlave(CommandPort<SlaveCommand> port) {
        machine = new Machine<>(TABLE, port);
    }

    SlaveState state() {
        return machine.state();
    }

    long timesTaken(TransitionTable.Row<SlaveState, SlaveEvent, SlaveCommand> row) {
        return machine.timesTaken(row);
    }

    void fire(SlaveEvent event) {
        machine.fire(event);
    }

    /** Begins a delay of so many polls; without any it is over at once. */
    void beginDelay(long polls) {
        pollsLeft = polls;
    }

    /** One poll of the monitor, which looks at slaves only. */
    void poll(LowerDevice device) {
        if (!isEnslaved()) {
            return;
        }
        machine.fire(device == LowerDevice.READY ? POLLED_LINK : POLLED_NO_LINK);
        if (delays()) {
            countDown();
        }
    }

    /** The part of a poll that counts: {@code slave->delay}. */
    void countDown() {
        if (pollsLeft == 0) {
            machine.fire(DELAY_OVER);
        } else {
            pollsLeft--;
        }
    }

    /** Whether a poll that finds this device would change anything. */
    boolean awaitsPoll(LowerDevice device) {
        boolean link = device == LowerDevice.READY;
        return delays() || state() == UP && !link || state() == DOWN && link;
    }

    private boolean isEnslaved() {
        return switch (state()) {
            case UP, FAIL, DOWN, BACK -> true;
            case AWAY, FREE, OUT, ENSLAVING, ENSLAVING_OUT -> false;
        };
    }

    private boolean delays() {
        return state() == FAIL || state() == BACK;
    }
}
