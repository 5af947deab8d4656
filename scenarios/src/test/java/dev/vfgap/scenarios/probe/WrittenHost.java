package dev.vfgap.scenarios.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host as written down: files, links, and what programs say. It can be looked at only. */
final class WrittenHost implements ProbeHost {
    final Map<String, String> files = new HashMap<>();
    final Map<String, String> said = new HashMap<>();

    WrittenHost() {
        files.put("/proc/self/status", "Name:\tx\nUid:\t0\t0\t0\t0");
        files.put("/sys/class/net/pf0", "");
        files.put("/sys/class/net/s0", "");
        files.put("/sys/class/net/pf0/address", "02:00:00:00:00:10");
        files.put("/sys/class/net/pf0/device/sriov_numvfs", "0");
        files.put("/sys/class/net/pf0/device/sriov_totalvfs", "7");
        said.put("ip -o link show dev pf0", "3: pf0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500");
        said.put("ip -o link show dev s0", "2: s0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500");
        said.put("ip -d link show dev pf0", "3: pf0: x promiscuity 0 minmtu 68");
    }

    @Override
    public Ended change(HostChange change) {
        throw new AssertionError("a check changes nothing: " + change);
    }

    @Override
    public Ended undo(HostChange change) {
        throw new AssertionError("a check changes nothing: " + change);
    }

    @Override
    public Ended look(List<String> words) {
        return new Ended(0, said.getOrDefault(String.join(" ", words), ""));
    }

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public Optional<String> linkTarget(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public List<String> list(String path) {
        return files.containsKey(path) ? List.of(files.get(path)) : List.of();
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path);
    }
}
