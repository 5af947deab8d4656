package dev.vfgap.models.operate;

import dev.vfgap.models.frame.Host;
import java.util.Objects;

/** A step that does something: a request to a NIC, to QEMU or to a host. */
public sealed interface Action extends Step {

    /** Carries this action out by the operator's verb of the same name. */
    void carryOut(Operator operator);

    /** Moves the NIC's filter entry for the guest's MAC. */
    record SetFilter(Host host, FilterTarget to) implements Action {
        public SetFilter {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(to, "to");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.setFilter(host, to);
        }
    }

    /** Requests the ordered removal of the primary: the guest is asked to release it. */
    record DeviceDel(Host host) implements Action {
        public DeviceDel {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.deviceDel(host);
        }
    }

    /** Hot-plugs a primary. */
    record DeviceAdd(Host host) implements Action {
        public DeviceAdd {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.deviceAdd(host);
        }
    }

    /** Cuts or gives back the primary's link, without the guest's consent. */
    record SetLink(Host host, LinkSetting link) implements Action {
        public SetLink {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(link, "link");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.setLink(host, link);
        }
    }

    /** Takes the primary's back end away, without the guest's consent. */
    record NetdevDel(Host host) implements Action {
        public NetdevDel {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.netdevDel(host);
        }
    }

    /** Starts the migration from A to B. */
    record Migrate() implements Action {
        @Override
        public void carryOut(Operator operator) {
            operator.migrate();
        }
    }

    /** Asks the source to give the migration up. */
    record MigrateCancel() implements Action {
        @Override
        public void carryOut(Operator operator) {
            operator.migrateCancel();
        }
    }

    /** Ends the destination's QEMU at once. */
    record KillDestination() implements Action {
        @Override
        public void carryOut(Operator operator) {
            operator.killDestination();
        }
    }

    /** Cuts or gives back the standby's link: QMP {@code set_link} of the virtio NIC. */
    record SetStandbyLink(Host host, LinkSetting link) implements Action {
        public SetStandbyLink {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(link, "link");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.setStandbyLink(host, link);
        }
    }

    /** Takes the standby's macvtap down or up, and with it the PF's filter for the guest's MAC. */
    record SetMacvtap(Host host, LinkSetting link) implements Action {
        public SetMacvtap {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(link, "link");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.setMacvtap(host, link);
        }
    }

    /** Takes the NIC's physical function down or up. */
    record SetPf(Host host, LinkSetting link) implements Action {
        public SetPf {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(link, "link");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.setPf(host, link);
        }
    }

    /** The primary's hardware is gone, without a word to anybody: a hand at a real slot, a reset by the host. */
    record SurpriseRemove(Host host) implements Action {
        public SurpriseRemove {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.surpriseRemove(host);
        }
    }

    /** Presses the attention button of the primary's slot once more. */
    record PressButton(Host host) implements Action {
        public PressButton {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.pressButton(host);
        }
    }

    /** Has QEMU announce the guest's MAC on its standby: QMP {@code announce-self}. */
    record Announce(Host host) implements Action {
        public Announce {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.announce(host);
        }
    }

    /** Lets a vCPU go on that was held when it wrote the primary's bus-master bit. */
    record ReleaseVcpu(Host host) implements Action {
        public ReleaseVcpu {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.releaseVcpu(host);
        }
    }

    /** Inside the guest: takes the primary out of the bond. */
    record GuestDetach(Host host) implements Action {
        public GuestDetach {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.guestDetach(host);
        }
    }

    /** Inside the guest: takes the primary into the bond. */
    record GuestAttach(Host host) implements Action {
        public GuestAttach {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public void carryOut(Operator operator) {
            operator.guestAttach(host);
        }
    }

    /** Has the guest run on at the destination before all its memory is there. */
    record MigrateStartPostcopy() implements Action {
        @Override
        public void carryOut(Operator operator) {
            operator.migrateStartPostcopy();
        }
    }
}
