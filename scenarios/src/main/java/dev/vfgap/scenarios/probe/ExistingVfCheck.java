package dev.vfgap.scenarios.probe;

import dev.vfgap.models.frame.Mac;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a VF that is there can be taken from its driver without harm: whether nobody uses it.
 *
 * <p>Not modelled: RDMA programs on a VF whose interface is down.
 */
final class ExistingVfCheck {
    private ExistingVfCheck() {}

    /** Why it is not to be probed, a sentence each; empty when it can be. */
    static List<String> of(ProbeHost host, ProbeRequest request, int vfs) {
        String pf = request.pf();
        if (request.vf() >= vfs) {
            return List.of(pf + ": has " + vfs + " VFs, and none with number " + request.vf()
                    + "; leave out --existing-vf to make" + " it, or name one that is there");
        }
        List<String> problems = new ArrayList<>();
        use(host, request).ifPresent(use -> problems.add(pf + ": VF " + request.vf() + " is in use: " + use));
        String mac = Mac.format(request.mac());
        VfSettings.holder(host, pf, mac)
                .ifPresent(vf ->
                        problems.add(pf + ": VF " + vf + " has " + mac + " already; name an address that nobody has"));
        if (!VfSettings.names(host, request).containsKey("OLDMAC")) {
            problems.add(pf + ": ip shows no MAC of VF " + request.vf()
                    + ", so it could not be given back; a newer iproute2 shows it");
        }
        return problems;
    }

    /** Who uses it, and how it becomes free. */
    private static Optional<String> use(ProbeHost host, ProbeRequest request) {
        String path = request.names().get("DEVICE") + "/virtfn" + request.vf();
        Optional<String> driver = host.linkTarget(path + "/driver");
        if (driver.isEmpty()) {
            return Optional.empty();
        }
        if (driver.get().contains("vfio")) {
            return holder(host, path)
                    .map(holder ->
                            "a guest has it (" + driver.get() + ", " + holder + "); take it from the guest first");
        }
        Optional<String> netdev = host.list(path + "/net").stream().findFirst();
        return netdev.isEmpty()
                ? Optional.of(
                        driver.get() + " has it, and it has no interface here, as in a container or under a program"
                                + " of its own; take it from there first")
                : use(host, netdev.get());
    }

    private static Optional<String> use(ProbeHost host, String netdev) {
        String path = "/sys/class/net/" + netdev;
        Optional<String> master = host.linkTarget(path + "/master");
        if (master.isPresent()) {
            return Optional.of(netdev + " is a port of " + master.get() + "; take it out first: ip link set " + netdev
                    + " nomaster");
        }
        Optional<String> upper = host.list(path).stream()
                .filter(name -> name.startsWith("upper_"))
                .findFirst();
        if (upper.isPresent()) {
            return Optional.of(upper.get().substring("upper_".length()) + " stands on " + netdev + "; remove it first");
        }
        if (!HostCheck.flags(host, netdev).contains("UP")) {
            return Optional.empty();
        }
        boolean isAddressed = !host.look(List.of("ip", "-o", "addr", "show", "dev", netdev))
                .output()
                .isEmpty();
        return Optional.of(netdev + " is up" + (isAddressed ? " and has addresses" : "")
                + "; if nobody needs it, switch it off first: ip link set " + netdev + " down");
    }

    /** The open file of a process that holds the VF's group, or the VF itself (iommufd). */
    private static Optional<String> holder(ProbeHost host, String path) {
        String group = host.linkTarget(path + "/iommu_group").orElse("none");
        String device = host.list(path + "/vfio-dev").stream().findFirst().orElse("none");
        return host.look(List.of(
                        "find",
                        "/proc",
                        "-maxdepth",
                        "3",
                        "-path",
                        "/proc/[0-9]*/fd/*",
                        "(",
                        "-lname",
                        "*/vfio/" + group,
                        "-o",
                        "-lname",
                        "*/vfio/noiommu-" + group,
                        "-o",
                        "-lname",
                        "*/vfio/devices/" + device,
                        ")"))
                .output()
                .lines()
                .filter(line -> line.startsWith("/proc/"))
                .findFirst();
    }
}
