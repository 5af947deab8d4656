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
}
