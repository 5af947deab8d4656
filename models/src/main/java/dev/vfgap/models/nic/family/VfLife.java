package dev.vfgap.models.nic.family;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a PF's driver, the VF's own driver and the host know of one VF. An address of 0 is none. */
final class VfLife {
    /** Its number, which is also its pool's. */
    final int pool;

    long adminMac;
    long storedMac;
    long driverMac;
    int adminVlan;
    Setting trust = Setting.OFF;
    Setting spoofCheck = Setting.ON;
    LinkState link = LinkState.AUTO;
    boolean bound;
    boolean open;
    boolean assigned;
    /** What the last event has left to do. */
    Optional<Pending> awaits = Optional.empty();

    final SortedSet<Long> filtered = new TreeSet<>();
    /** Further addresses that its driver has asked for; they are in the filter while its own is. */
    final SortedSet<Long> further = new TreeSet<>();

    final SortedSet<Long> rules = new TreeSet<>();
    final SortedSet<Integer> guestVlans = new TreeSet<>();

    VfLife(int pool) {
        this.pool = pool;
    }

    VfLife(VfLife other) {
        pool = other.pool;
        adminMac = other.adminMac;
        storedMac = other.storedMac;
        driverMac = other.driverMac;
        adminVlan = other.adminVlan;
        trust = other.trust;
        spoofCheck = other.spoofCheck;
        link = other.link;
        bound = other.bound;
        open = other.open;
        assigned = other.assigned;
        awaits = other.awaits;
        filtered.addAll(other.filtered);
        further.addAll(other.further);
        rules.addAll(other.rules);
        guestVlans.addAll(other.guestVlans);
    }

    boolean is(Condition condition) {
        return switch (condition) {
            case ALWAYS -> true;
            case ADMIN_MAC -> adminMac != 0;
            case ADMIN_MAC_UNTRUSTED -> adminMac != 0 && !trust.isOn();
            case SPOOF_CHECK -> spoofCheck.isOn();
            case NO_ENTRY -> storedMac != 0 && filtered.isEmpty();
            case BOUND -> bound;
            case UNBOUND -> !bound;
            case OPEN -> open;
            case ASSIGNED -> assigned;
        };
    }

    /** All of this in one text, the time of what is awaited left out. */
    String key() {
        return adminMac + " " + storedMac + " " + driverMac + " " + adminVlan + " " + trust + spoofCheck + link + bound
                + open + assigned + filtered + further + rules + guestVlans
                + awaits.map(pending -> pending.event() + " " + pending.step()).orElse("");
    }
}
