package dev.vfgap.replay.live;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.Pcaps;

/**
 * This machine's libpcap, by way of pcap4j 1.8.2: which interfaces there are, and one opened.
 *
 * <p>What it refuses becomes one sentence. The numbers of refusals are {@code PCAP_ERROR_…} of libpcap's {@code pcap/pcap.h}.
 *
 * <p>Not modelled: stamps by the NIC ({@code pcap_set_tstamp_type}, which pcap4j does not offer), monitor mode, which way a
 * frame went (libpcap tells it of cooked captures only).
 */
public final class Libpcap {
    /** A frame is handed over at the latest after so long; the kernel's blocks are closed in this rhythm. */
    static final int TIMEOUT_MILLIS = 100;

    private static final int NO_SUCH_DEVICE = -5;
    private static final int PERMISSION_DENIED = -8;
    private static final int NOT_UP = -9;
    private static final int PROMISCUOUS_DENIED = -11;

    /** Kept, because the logging system forgets the level of a logger that nobody holds. */
    private final Logger silenced = Logger.getLogger("org.pcap4j");

    private final String version;

    private Libpcap() {
        // What it would log is told by our own sentences.
        silenced.setLevel(Level.OFF);
        this.version = Pcaps.libVersion().replaceFirst("^libpcap version (\\S+).*", "$1");
    }

    /**
     * Loads the library.
     *
     * @throws MachineRefusedException when it is not there
     */
    public static Libpcap load() {
        try {
            return new Libpcap();
        } catch (LinkageError e) {
            throw unloadable(String.valueOf(e.getMessage()), e);
        }
    }

    private static MachineRefusedException unloadable(String reason, LinkageError cause) {
        boolean ofBridge = reason.contains("jnidispatch");
        return refused(
                "libpcap",
                ofBridge
                        ? "Java cannot unpack its bridge to libpcap into the folder for temporary files"
                        : "is not installed on this machine, or Java cannot load it",
                ofBridge
                        ? "name a folder from which programs may be started, such as VFGAP_OPTS=-Djna.tmpdir=/var/tmp"
                        : "install it (Debian: apt install libpcap0.8; Fedora: dnf install libpcap), or capture with tcpdump"
                                + " (docs/capturing.md)",
                new IOException(reason, cause));
    }

    /** The library's version, as {@code 1.10.3}. */
    public String version() {
        return version;
    }

    /** The interfaces of this machine, in the library's order: those that are in use first. */
    public List<InterfaceInfo> interfaces() {
        try {
            return Pcaps.findAllDevs().stream()
                    .filter(device -> !device.getLinkLayerAddresses().isEmpty()
                            || !device.getAddresses().isEmpty())
                    .map(Libpcap::info)
                    .toList();
        } catch (PcapNativeException e) {
            throw refused("libpcap", "cannot list the interfaces (" + e.getMessage() + ")", "run it as root", e);
        }
    }

    private static InterfaceInfo info(PcapNetworkInterface device) {
        List<String> addresses = new ArrayList<>();
        device.getLinkLayerAddresses().forEach(address -> addresses.add(address.toString()));
        for (PcapAddress address : device.getAddresses()) {
            if (address.getAddress() != null) {
                addresses.add(address.getAddress().getHostAddress().replaceFirst("%.*", ""));
            }
        }
        InterfaceInfo.State state = device.isRunning()
                ? InterfaceInfo.State.RUNNING
                : device.isUp() ? InterfaceInfo.State.UP : InterfaceInfo.State.DOWN;
        String description = device.getDescription() == null ? "" : device.getDescription();
        return new InterfaceInfo(device.getName(), description, state, addresses);
    }

    /**
     * Opens an interface; frames wait in the kernel's ring from then on.
     *
     * @throws BadInputException when the filter is wrong, or frames of the interface's kind cannot be read
     * @throws MachineRefusedException when there is no such interface, it is down, or a right is missing
     */
    public LiveInterface open(String name, LiveOptions options) {
        PcapHandle handle;
        try {
            handle = handle(name, options);
        } catch (PcapNativeException e) {
            throw refusal(name, options, e);
        }
        boolean opened = false;
        try {
            PcapPort port = new PcapPort(name, handle, linkNumber(name, handle));
            filter(handle, options.filter());
            opened = true;
            return port;
        } finally {
            if (!opened) {
                handle.close();
            }
        }
    }

    /** Stamps are in ns where the library has them, else in µs: the handle says which. */
    private static PcapHandle handle(String name, LiveOptions options) throws PcapNativeException {
        return new PcapHandle.Builder(name)
                .snaplen(options.snapLength())
                .promiscuousMode(
                        options.reception() == LiveOptions.Reception.PROMISCUOUS
                                ? PromiscuousMode.PROMISCUOUS
                                : PromiscuousMode.NONPROMISCUOUS)
                .timeoutMillis(TIMEOUT_MILLIS)
                .bufferSize(options.bufferBytes())
                .timestampPrecision(TimestampPrecision.NANO)
                .build();
    }

    /** The link type's number in files: most are those of {@code DLT_…}; raw IP is 12 on Linux and 101 in files. */
    private static int linkNumber(String name, PcapHandle handle) {
        int number = handle.getDlt().value();
        return switch (number) {
            case 1, 113, 228, 229, 276 -> number;
            case 12 -> 101;
            default ->
                throw new BadInputException(InputProblem.ofFile(
                        name,
                        "has frames of link type " + number + " ("
                                + handle.getDlt().name() + "), into which vfgap does not look",
                        "name an Ethernet interface"));
        };
    }

    private static void filter(PcapHandle handle, String filter) {
        if (filter.isEmpty()) {
            return;
        }
        try {
            handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
        } catch (PcapNativeException e) {
            String reason = e.getMessage().replaceFirst("^Error occurred in pcap_\\w+: ", "");
            throw new BadInputException(InputProblem.ofFile(
                    "--filter " + filter,
                    "is no filter (" + reason + ")",
                    "write it as for tcpdump, such as \"udp port 7000 or arp\" (man pcap-filter)"));
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    private RuntimeException refusal(String name, LiveOptions options, PcapNativeException e) {
        int code = e.getReturnCode() == null ? 0 : e.getReturnCode();
        String message = String.valueOf(e.getMessage());
        return switch (code) {
            case NO_SUCH_DEVICE -> refused(name, "this machine has no such interface", "it has " + names(), e);
            case PERMISSION_DENIED, PROMISCUOUS_DENIED ->
                refused(
                        name,
                        "this user has no right to capture (" + message + ")",
                        "run it as root (sudo), or in a container with the capabilities NET_RAW and NET_ADMIN",
                        e);
            case NOT_UP -> refused(name, "is down", "switch it on: ip link set " + name + " up", e);
            default ->
                refused(
                        name,
                        "cannot be opened for capture (" + message + ")",
                        message.contains("memory")
                                ? "give a smaller --buffer than " + (options.bufferBytes() >> 20) + "MiB"
                                : "see whether tcpdump -i " + name + " can",
                        e);
        };
    }

    private String names() {
        List<String> names =
                interfaces().stream().map(InterfaceInfo::name).sorted().toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static MachineRefusedException refused(String what, String message, String mend, Exception cause) {
        IOException io = cause instanceof IOException already ? already : new IOException(cause);
        return new MachineRefusedException(InputProblem.ofFile(what, message, mend), io);
    }
}
