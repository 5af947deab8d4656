package dev.vfgap.replay.probe;

import java.util.OptionalInt;

/**
 * What the commands of a probe, up to and with one step, have made of PF and VF, as far as it can matter to the test address.
 * It is told by the commands alone.
 *
 * @param vfs how many VFs there are
 * @param vfHolds whether the VF has the test address: given by the host, or by its own driver
 * @param vfVlan the VLAN that the host put the VF in; empty = untagged
 * @param vfReset whether the VF was reset since the host gave it its address, or since a driver last bound to it
 * @param vfReceives whether the VF's netdev is up: from here on it can receive
 * @param pfUp whether the PF's netdev is up
 * @param pfAsks what the PF asks its NIC for
 */
public record ProbeState(
        int vfs,
        boolean vfHolds,
        OptionalInt vfVlan,
        boolean vfReset,
        boolean vfReceives,
        boolean pfUp,
        PfAsks pfAsks) {

    /** What the PF asks its NIC for, that could bring it frames for the test address. */
    public enum PfAsks {
        /** The address itself: as its own, of a macvlan on it, or as an entry in its own filter. */
        ADDRESS("holds the address itself"),
        /** Everything: promiscuous, or the port of a bridge. */
        EVERYTHING("is promiscuous or a bridge's port"),
        /** Neither. */
        NOTHING("asks for neither the address nor everything");

        private final String words;

        PfAsks(String words) {
            this.words = words;
        }

        /** What the PF does, to follow "the PF". */
        public String words() {
            return words;
        }
    }

    /** Whether it is frames of this stream that the VF would get. */
    public boolean isFor(ProbeStream stream) {
        return stream.vlan().equals(vfVlan);
    }
}
