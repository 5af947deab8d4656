package dev.vfgap.scenarios.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host whose NIC is imitated in a network namespace: its port is the veth end {@value #PORT}, its PF and VF are veth pairs,
 * its switch is one tc filter at the port, which its driver, this class, writes again after each command as an early or a
 * late driver would. Commands on netdevs are run as they are; those that veth does not know, on VFs and sysfs, have stand-ins
 * here. What the driver knows lies in a folder, so that it outlives a killed program as a kernel's state does.
 *
 * <p>Not modelled: VLANs, resets of the PF, more than VF 0.
 */
public class BedHost implements ProbeHost {
    public static final String SENDER = "s0";
    public static final String PF = "pf0";
    public static final String MAC = "52:54:00:fa:11:0e";
    static final String PORT = "s1";
    static final String PF_INSIDE = "pf0-in";
    static final String VF = "vf0";

    private static final String VF_INSIDE = "vf0-in";

    /** The VF's netdev; index and addresses are always the same, so that one that was bound again is as it was. */
    static final String VF_LINK = "ip link add " + VF + " index 90 address 02:00:00:00:00:90 type veth peer name "
            + VF_INSIDE + " index 91 address 02:00:00:00:00:91";

    static final String VF_DRIVER = "bed-vf";
    private static final String DEVICE = "/sys/class/net/" + PF + "/device/";
    private static final int UP = 0x1;
    private static final int PROMISCUOUS = 0x100;
    private static final Ended WELL = new Ended(0, "");

    /** When a driver gives the NIC the VF's entry. */
    public enum Filter {
        /** When the host names the MAC. */
        EARLY,
        /** When the VF's netdev is up. */
        LATE
    }

    private final LinuxHost linux = new LinuxHost();
    private final Filter filter;
    private final Path state;

    /** Where the filter leads now; null before this program has written it. */
    private List<String> led;

    public BedHost(Filter filter, Path state) {
        this.filter = filter;
        this.state = state;
    }

    @Override
    public Ended change(HostChange change) {
        return run(change.command());
    }

    @Override
    public Ended undo(HostChange change) {
        // Another program may have written the filter since.
        led = null;
        return run(change.undo());
    }

    private Ended run(String command) {
        Optional<HostChange.Write> write = HostChange.write(command);
        List<String> words = HostChange.words(command);
        Ended ended;
        if (write.isPresent()) {
            ended = write(write.get());
        } else if (words.size() == 8 && words.get(4).equals("vf")) {
            ended = vf(words.get(6), words.get(7));
        } else {
            ended = linux.look(words);
        }
        program();
        return ended;
    }

    private Ended vf(String attribute, String value) {
        if (known("numvfs", "0").equals("0")) {
            return new Ended(2, "RTNETLINK answers: Invalid argument");
        }
        keep("vf-" + attribute, value);
        return WELL;
    }

    private Ended write(HostChange.Write write) {
        String name = write.path().substring(write.path().lastIndexOf('/') + 1);
        switch (name) {
            case "sriov_drivers_autoprobe" -> keep("autoprobe", write.value());
            case "sriov_numvfs" -> {
                keep("numvfs", write.value());
                // A VF takes its settings with it.
                for (String kept : linux.list(state.toString())) {
                    if (kept.startsWith("vf-")) {
                        remove(kept);
                    }
                }
                if (write.value().equals("0")) {
                    linux.look(List.of("ip", "link", "del", VF));
                }
            }
            // A PCI driver's probe asks for the same, unless the driver is named (pci_device_probe).
            case "bind" -> {
                if (known("autoprobe", "1").equals("1")
                        || !known("override", "").isEmpty()) {
                    bind();
                }
            }
            case "driver_override" -> keep("override", write.value());
            case "drivers_probe" -> {
                if (known("autoprobe", "1").equals("1")) {
                    bind();
                }
            }
            case "unbind" -> linux.look(List.of("ip", "link", "del", VF));
            case "reset" -> {
                // It changes nothing that is imitated.
            }
            default -> throw new IllegalStateException(write.path());
        }
        return WELL;
    }

    private void bind() {
        linux.look(HostChange.words(VF_LINK));
        linux.look(List.of("ip", "link", "set", VF_INSIDE, "up"));
    }

    /** Writes the one filter anew, from what the kernel and the host's commands say now. */
    private void program() {
        boolean holds =
                linux.look(List.of("bridge", "fdb", "show", "dev", PF)).output().contains(MAC);
        boolean everything = has(PF, PROMISCUOUS) || linux.exists("/sys/class/net/" + PF + "/master");
        boolean isUp = has(VF, UP);
        boolean entry = known("vf-mac", "").equals(MAC) && (filter == Filter.EARLY || isUp);
        List<String> wanted = new ArrayList<>();
        if (holds || everything && !entry) {
            wanted.add(PF_INSIDE);
        }
        if (entry && isUp) {
            wanted.add(VF_INSIDE);
        }
        if (!wanted.equals(led)) {
            linux.look(List.of("tc", "filter", "del", "dev", PORT, "ingress"));
            for (int i = 0; i < wanted.size(); i++) {
                lead(i + 1, wanted.get(i));
            }
            led = wanted;
        }
    }

    private boolean has(String device, int flag) {
        return linux.read("/sys/class/net/" + device + "/flags")
                .map(Integer::decode)
                .filter(flags -> (flags & flag) != 0)
                .isPresent();
    }

    private void lead(int priority, String to) {
        // u32 counts from behind the Ethernet header, which begins 14 bytes before it.
        String tc = "tc filter add dev " + PORT + " ingress protocol all prio " + priority
                + " u32 match u16 0x5254 0xffff at -14 match u32 0x00fa110e 0xffffffff at -12"
                + " action mirred egress mirror dev " + to;
        Ended ended = linux.look(HostChange.words(tc));
        if (ended.exitCode() != 0) {
            throw new IllegalStateException(tc + ": " + ended.output());
        }
    }

    private void keep(String what, String value) {
        try {
            Files.writeString(state.resolve(what), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(String what) {
        try {
            Files.deleteIfExists(state.resolve(what));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String known(String what, String otherwise) {
        return linux.read(state.resolve(what).toString()).orElse(otherwise);
    }

    @Override
    public Ended look(List<String> words) {
        return String.join(" ", words).equals("ip -details -json link show dev " + PF)
                ? new Ended(0, "[{\"vfinfo_list\":[" + told() + "]}]")
                : linux.look(words);
    }

    /** What the VF was told, as {@code print_vfinfo} of iproute2 writes it. */
    private String told() {
        return "{\"vf\":0,\"mac\":\"%s\",\"vlan_list\":[{\"vlan\":%s}],\"spoofchk\":%s,\"link_state\":\"%s\",\"trust\":%s}"
                .formatted(
                        known("vf-mac", "00:00:00:00:00:00"),
                        known("vf-vlan", "0"),
                        known("vf-spoofchk", "on").equals("on"),
                        known("vf-state", "auto"),
                        known("vf-trust", "off").equals("on"));
    }

    @Override
    public Optional<String> read(String path) {
        return switch (path) {
            case DEVICE + "sriov_numvfs" -> Optional.of(known("numvfs", "0"));
            case DEVICE + "sriov_totalvfs" -> Optional.of("1");
            case DEVICE + "sriov_drivers_autoprobe" -> Optional.of(known("autoprobe", "1"));
            case DEVICE + "virtfn0/driver_override" -> Optional.of(known("override", "(null)"));
            default -> linux.read(path);
        };
    }

    @Override
    public Optional<String> linkTarget(String path) {
        if (path.equals(DEVICE + "driver")) {
            return Optional.of("bed-" + filter.name().toLowerCase(java.util.Locale.ROOT));
        }
        if (path.equals(DEVICE + "virtfn0/driver")) {
            return exists(path) ? Optional.of(VF_DRIVER) : Optional.empty();
        }
        return path.equals(DEVICE + "virtfn0") && exists(path) ? Optional.of("0000:01:10.0") : linux.linkTarget(path);
    }

    @Override
    public List<String> list(String path) {
        return path.equals(DEVICE + "virtfn0/net") && exists(DEVICE + "virtfn0/driver")
                ? List.of(VF)
                : linux.list(path);
    }

    @Override
    public boolean exists(String path) {
        return switch (path) {
            case DEVICE + "virtfn0" -> !known("numvfs", "0").equals("0");
            case DEVICE + "virtfn0/driver" -> linux.exists("/sys/class/net/" + VF);
            default -> linux.exists(path);
        };
    }
}
