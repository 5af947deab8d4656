package dev.vfgap.scenarios.probe;

import dev.vfgap.models.frame.Mac;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether a host can be probed without harm: asked before anything is changed. A PF with VFs is refused, whoever uses them,
 * because the probe creates and removes them; the refusal says which are in use. Of VFs that are there only the one is asked about that is
 * probed ({@link ExistingVfCheck}).
 */
public final class HostCheck {
    private final ProbeHost host;
    private final ProbeRequest request;
    private final List<String> problems = new ArrayList<>();

    private HostCheck(ProbeHost host, ProbeRequest request) {
        this.host = host;
        this.request = request;
    }

    /** Why the host is not to be probed, a sentence each with what to do; empty when it can be. */
    public static List<String> of(ProbeHost host, ProbeRequest request, List<ProbeVariant> variants) {
        HostCheck check = new HostCheck(host, request);
        check.rights();
        for (String device : List.of(request.pf(), request.from())) {
            check.device(device);
        }
        if (check.problems.isEmpty()) {
            check.pf(variants);
            check.vfs();
        }
        return check.problems;
    }

    /** What the names in the undo of commands stand for: how the host is now. */
    static TreeMap<String, String> names(ProbeHost host, ProbeRequest request) {
        TreeMap<String, String> names = request.names();
        host.read(names.get("DEVICE") + "/sriov_drivers_autoprobe").ifPresent(value -> names.put("AUTOPROBE", value));
        if (request.vfs() == VfOrigin.THERE) {
            names.putAll(VfSettings.names(host, request));
        }
        return names;
    }

    private String device() {
        return request.names().get("DEVICE");
    }

    private void rights() {
        boolean isRoot = host.read("/proc/self/status")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("Uid:"))
                .anyMatch(line -> line.split("\\s+")[2].equals("0"));
        if (!isRoot) {
            problems.add("this user has no right to change interfaces; run it as root (sudo)");
        }
    }

    private void device(String name) {
        if (!host.exists("/sys/class/net/" + name)) {
            problems.add(name + ": this machine has no such interface; vfgap capture --list shows those that it has");
            return;
        }
        if (!flags(name).contains("UP")) {
            problems.add(name + ": is down; switch it on: ip link set " + name + " up");
        }
        String mac = Mac.format(request.mac());
        if (host.read("/sys/class/net/" + name + "/address").filter(mac::equals).isPresent()) {
            problems.add(name + ": has " + mac + " itself; name a MAC that nobody has");
        }
        boolean isDefault = Stream.of("-4", "-6")
                .flatMap(family -> host.look(List.of("ip", family, "route", "show", "default"))
                        .output()
                        .lines())
                .anyMatch(line -> List.of(line.split(" ")).contains(name));
        if (isDefault) {
            problems.add(name + ": carries the default route; probe another port");
        }
    }

    private List<String> flags(String name) {
        return flags(host, name);
    }

    /** The flags between angle brackets that {@code ip link} shows. */
    static List<String> flags(ProbeHost host, String name) {
        String line =
                host.look(List.of("ip", "-o", "link", "show", "dev", name)).output();
        int open = line.indexOf('<');
        int close = line.indexOf('>');
        return open < 0 || close < open
                ? List.of()
                : List.of(line.substring(open + 1, close).split(","));
    }

    private void pf(List<ProbeVariant> variants) {
        String pf = request.pf();
        if (host.exists("/sys/class/net/" + request.from() + "/lower_" + pf)) {
            problems.add(request.from() + ": stands on " + pf
                    + ", and what it sends does not come back; name a port that is cabled to it");
        }
        host.linkTarget("/sys/class/net/" + pf + "/master")
                .ifPresent(master -> problems.add(pf + ": is a port of " + master + "; probe a free port"));
        String link = host.look(List.of("ip", "-d", "link", "show", "dev", pf)).output();
        if (!link.contains(" promiscuity 0 ")) {
            problems.add(pf + ": is promiscuous already, or something holds an address on it; end what does");
        }
        boolean holds = host.look(List.of("bridge", "fdb", "show", "dev", pf))
                .output()
                .lines()
                .anyMatch(line -> line.startsWith(Mac.format(request.mac()) + " "));
        if (holds
                || host.read("/sys/class/net/" + pf + "/address")
                        .filter(Mac.format(request.mac())::equals)
                        .isPresent()) {
            problems.add(pf + ": has " + Mac.format(request.mac()) + " already; name an address that nobody has");
        }
        boolean hasAddress = !host.look(List.of("ip", "-o", "addr", "show", "dev", pf, "scope", "global"))
                .output()
                .isEmpty();
        if (hasAddress && variants.contains(ProbeVariant.PF_CYCLE)) {
            problems.add(
                    pf + ": has addresses, and would lose them and its routes while it is down; leave out pf-cycle");
        }
        Stream.of(
                        ProbeSteps.BRIDGE,
                        ProbeSteps.MACVLAN,
                        "vfgap-v" + request.names().get("VLAN"))
                .filter(made -> host.exists("/sys/class/net/" + made))
                .forEach(made ->
                        problems.add(made + ": is there already; take back the run that left it (probe restore)"));
    }

    private void vfs() {
        Optional<String> count = host.read(device() + "/sriov_numvfs");
        if (count.isEmpty()) {
            problems.add(request.pf() + ": is no PF with SR-IOV");
            return;
        }
        int total = Integer.parseInt(host.read(device() + "/sriov_totalvfs").orElse("0"));
        if (request.vf() >= total) {
            problems.add(request.pf() + ": has " + total + " VFs; there is no VF " + request.vf());
        }
        if (request.vfs() == VfOrigin.THERE) {
            problems.addAll(ExistingVfCheck.of(host, request, Integer.parseInt(count.get())));
        } else if (!count.get().equals("0")) {
            List<String> users = new ArrayList<>();
            for (int vf = 0; vf < Integer.parseInt(count.get()); vf++) {
                String path = device() + "/virtfn" + vf;
                int number = vf;
                host.linkTarget(path + "/driver")
                        .filter(driver -> driver.contains("vfio"))
                        .ifPresent(driver -> users.add("VF " + number + " is a guest's (" + driver + ")"));
                for (String netdev : host.list(path + "/net")) {
                    if (flags(netdev).contains("UP") || host.exists("/sys/class/net/" + netdev + "/master")) {
                        users.add("VF " + vf + " is in use as " + netdev);
                    }
                }
            }
            problems.add(request.pf() + ": has " + count.get() + " VFs"
                    + (users.isEmpty() ? "" : " (" + String.join(", ", users) + ")")
                    + ", and the probe creates and removes them itself; free and remove them: echo 0 > " + device()
                    + "/sriov_numvfs; or probe one that is there: --existing-vf");
        }
    }
}
