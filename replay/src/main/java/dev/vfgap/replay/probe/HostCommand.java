package dev.vfgap.replay.probe;

import dev.vfgap.models.nic.family.LinkState;
import dev.vfgap.models.nic.family.Setting;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a host's administrator does to a NIC, its VFs and the devices on top of it, as far as it can matter to where frames
 * go. Devices have the names that the command used; a VF's function is known by the number in {@code virtfnN}.
 */
public sealed interface HostCommand {

    /** Does it to a host. */
    HostAnswer on(Host host);

    /** {@code ip link set DEV up}. */
    record Up(String device) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV down}. */
    record Down(String device) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV promisc on|off}. */
    record Promiscuous(String device, Switch to) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV master M} or {@code nomaster}. */
    record Enslave(String device, Optional<String> master) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV address M}. */
    record OwnAddress(String device, long address) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV name N}. */
    record Rename(String device, String name) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV vf N mac M}; 0 clears it. */
    record VfMac(String device, int vf, long address) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV vf N vlan V}; 0 clears it. */
    record VfVlan(String device, int vf, int vid) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV vf N trust on|off}. */
    record VfTrust(String device, int vf, Switch to) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV vf N spoofchk on|off}. */
    record VfSpoofCheck(String device, int vf, Switch to) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link set DEV vf N state auto|enable|disable}. */
    record VfLinkState(String device, int vf, String state) implements HostCommand {
        /** The state as a NIC takes it. */
        LinkState linkState() {
            return switch (state) {
                case "enable" -> LinkState.ENABLE;
                case "disable" -> LinkState.DISABLE;
                default -> LinkState.AUTO;
            };
        }

        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /**
     * {@code ip link add …}.
     *
     * @param name the new device
     * @param type {@code macvlan}, {@code macvtap}, {@code vlan}, {@code bridge}, {@code dummy}, …
     * @param parent the device that it stands on
     * @param address its address; where it is not given a macvlan draws one and a VLAN device takes its parent's
     * @param mode of a macvlan or macvtap
     * @param vid of a VLAN device
     */
    record AddDevice(
            String name,
            String type,
            Optional<String> parent,
            OptionalLong address,
            Optional<String> mode,
            OptionalInt vid)
            implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code ip link del DEV}. */
    record DeleteDevice(String device) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code bridge fdb add|append|replace M dev DEV self}: the device's own filter. */
    record AddOwnEntry(long address, String device) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code bridge fdb del M dev DEV self}. */
    record DeleteOwnEntry(long address, String device) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code echo N > …/sriov_numvfs}. */
    record CreateVfs(int count) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** The VF's function is given to its network driver. */
    record BindDriver(int vf) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** The VF's function is taken from its driver. */
    record UnbindDriver(int vf) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** {@code echo 1 > …/reset} of the VF's function. */
    record ResetFunction(int vf) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** Something that changes nothing about where frames go. */
    record Irrelevant(String text) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** Something that is not known, and why. */
    record Unknown(String text, String why) implements HostCommand {
        @Override
        public HostAnswer on(Host host) {
            return host.apply(this);
        }
    }

    /** On or off. */
    enum Switch {
        ON,
        OFF;

        /** The same as a NIC takes it. */
        Setting setting() {
            return this == ON ? Setting.ON : Setting.OFF;
        }
    }
}
