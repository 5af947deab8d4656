package dev.vfgap.scenarios.probe;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.replay.live.Libpcap;
import dev.vfgap.replay.live.LiveInterface;
import dev.vfgap.replay.live.LiveOptions;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One variant of a probe, carried out on this host: frames are sent and captured while the steps are done one by one; in the
 * end, however it comes, all that was changed is taken back. It leaves a probe bundle.
 *
 * <p>Not modelled: the VF's frames in the ms until its capture is open.
 */
public final class ProbeRun {
    private static final int SNAP_LENGTH = 128;
    private static final int BUFFER_BYTES = 4 << 20;
    private static final long MOST_NETDEV_NANOS = 5_000_000_000L;
    private static final long LOOK_MILLIS = 20;
    private static final int MOST_OUTPUT = 400;

    /** Why a step cannot be done while a name in its commands stands for nothing. */
    static final Map<String, String> UNKNOWN = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            "$VFDEV", "the VF has no interface",
            "$VFMAC", "the VF has no interface",
            "$VFPCI", "there is no such VF",
            "$AUTOPROBE", "the host does not show sriov_drivers_autoprobe",
            "$VFDRIVER", "no driver has the VF",
            "$OVERRIDE", "the VF has no driver_override",
            "$OLDTRUST", "the host does not show whether the VF is trusted",
            "$OLDSPOOF", "the host does not show the spoof check of the VF",
            "$OLDSTATE", "the host does not show the link state of the VF")));

    private final ProbeHost host;
    private final ProbeRequest request;
    private final ProbeVariant variant;
    private final long settleNanos;
    private final Consumer<String> told;
    private final OutputFolder out;
    private final Path folder;
    private final ChangeJournal journal;
    private final CountDownLatch stop;
    private final TreeMap<String, String> names;
    private final List<PointCapture> captures = new ArrayList<>();
    private final List<Map<String, Object>> points = new ArrayList<>();
    private final StringBuilder events = new StringBuilder();
    private final List<String> failures = new ArrayList<>();
    private final List<Map<String, Object>> leftOut = new ArrayList<>();

    /**
     * A run; nothing is changed yet.
     *
     * @param settleNanos how long each step lasts after its command, 1 s or more for a whole settled second
     * @param folder where the bundle goes
     * @param stop counted down when the run is to end early
     * @param told is told each step
     */
    public ProbeRun(
            ProbeHost host,
            ProbeRequest request,
            ProbeVariant variant,
            long settleNanos,
            Path folder,
            CountDownLatch stop,
            Consumer<String> told) {
        this.host = host;
        this.request = request;
        this.variant = variant;
        this.settleNanos = settleNanos;
        this.folder = folder;
        this.out = OutputFolder.open(folder);
        this.journal = ChangeJournal.open(folder);
        this.stop = stop;
        this.told = told;
        this.names = HostCheck.names(host, request);
    }

    /**
     * What came of it.
     *
     * @param complete whether all steps were done
     * @param notRestored what could not be taken back, a sentence each
     * @param failures what the host refused, and what the sender was told
     */
    public record Result(boolean complete, List<String> notRestored, List<String> failures) {}

    /** Does all steps, and takes everything back. */
    public Result run() {
        ProbeTraffic traffic = null;
        boolean complete = false;
        List<String> notRestored;
        try (LiveInterface sender = open(Libpcap.load(), request.from(), "less 1")) {
            capture("pf", request.pf());
            capture("wire", request.from());
            traffic = new ProbeTraffic(sender, request.mac(), request.vlan());
            Thread sending = new Thread(traffic, "vfgap-probe-send");
            sending.setDaemon(true);
            sending.start();
            event(HostClock.nowNanos(), "pf_up", Map.of());
            complete = !waited() && steps();
            event(HostClock.nowNanos(), "traffic_end", Map.of("sent", traffic.sent()));
            traffic.end();
            join(sending);
        } finally {
            if (traffic != null) {
                traffic.end();
            }
            notRestored = journal.restore(host);
            // Also where an error ends the run, which then has no result.
            notRestored.forEach(told);
            captures.forEach(PointCapture::end);
        }
        captures.forEach(PointCapture::await);
        if (!traffic.refusal().isEmpty()) {
            failures.add(request.from() + ": did not take every frame (" + traffic.refusal() + ")");
        }
        out.write("events.jsonl", events.toString());
        out.write("bundle.json", JsonText.pretty(manifest()));
        return new Result(complete, notRestored, failures);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LiveInterface open(Libpcap library, String device, String filter) {
        return library.open(device, new LiveOptions(SNAP_LENGTH, BUFFER_BYTES, LiveOptions.Reception.AS_IT_IS, filter));
    }

    private void capture(String point, String device) {
        LiveInterface live = open(Libpcap.load(), device, "ether dst " + Mac.format(request.mac()));
        String file = point + ".pcapng";
        captures.add(PointCapture.begin(point, folder.resolve(file), live));
        points.add(ordered("name", point, "file", file, "at", point));
    }

    /** A VF that did not come up has no frames to capture; the steps go on. */
    private void captureVf() {
        try {
            capture("vf", names.get("VFDEV"));
        } catch (MachineRefusedException e) {
            failures.add("the VF is not captured: " + e.problem().sentence());
        }
    }

    /** Does the steps; false when it was asked to end before the last. */
    private boolean steps() {
        for (ProbeStepPlan step : ProbeSteps.of(variant, request)) {
            if (step.name().equals("vf_bind")) {
                host.linkTarget(names.get("DEVICE") + "/virtfn" + request.vf())
                        .ifPresent(address -> names.put("VFPCI", address));
            }
            if (!step(step)) {
                continue;
            }
            if (step.name().equals("vf_bind")) {
                findVf();
            } else if (step.name().equals("vf_up") && names.containsKey("VFDEV")) {
                captureVf();
            }
            if (waited()) {
                return false;
            }
        }
        return true;
    }

    /** Does a step; false when it is left out. */
    private boolean step(ProbeStepPlan step) {
        if (step.leftOut().isPresent()) {
            leaveOut(step.name(), step.leftOut().get());
            return false;
        }
        List<HostChange> changes = new ArrayList<>();
        for (HostChange change : step.changes()) {
            HostChange known = change.with(text -> ProbeRequest.replace(text, names));
            Optional<String> unknown = UNKNOWN.keySet().stream()
                    .filter(name -> (known.command() + known.undo()).contains(name))
                    .findFirst();
            if (unknown.isPresent()) {
                leaveOut(step.name(), UNKNOWN.get(unknown.get()));
                return false;
            }
            changes.add(known);
        }
        changes.forEach(journal::before);
        String commands =
                String.join(" && ", changes.stream().map(HostChange::command).toList());
        told.accept(step.name() + (commands.isEmpty() ? "" : ": " + commands));
        long started = HostClock.nowNanos();
        ProbeHost.Ended ended = new ProbeHost.Ended(0, "");
        for (HostChange change : changes) {
            ended = host.change(change);
            if (ended.exitCode() != 0) {
                failures.add("step " + step.name() + ": " + change.command() + " failed (" + ended.output() + ")");
                break;
            }
        }
        long returned = HostClock.nowNanos();
        Map<String, Object> detail = new LinkedHashMap<>();
        if (!changes.isEmpty()) {
            detail.put("cmd", commands);
            detail.put("rc", ended.exitCode());
            detail.put("t_end_ns", returned);
            String said = ended.output();
            detail.put("out", said.length() > MOST_OUTPUT ? said.substring(0, MOST_OUTPUT) : said);
        }
        event(started, step.name(), detail);
        return true;
    }

    private void leaveOut(String step, String why) {
        told.accept(step + ": left out, since " + why);
        Map<String, Object> row = ordered("step", step, "why", why);
        leftOut.add(row);
        event(HostClock.nowNanos(), "left_out", row);
    }

    /** The VF's netdev comes some time after its driver, and may be renamed once more by udev. */
    private void findVf() {
        String path = names.get("DEVICE") + "/virtfn" + request.vf() + "/net";
        long until = System.nanoTime() + MOST_NETDEV_NANOS;
        while (host.list(path).isEmpty() && System.nanoTime() - until < 0 && !stopped(LOOK_MILLIS)) {
            // The folder is looked at again.
        }
        host.look(List.of("udevadm", "settle"));
        host.list(path).stream().findFirst().ifPresent(device -> {
            names.put("VFDEV", device);
            host.read("/sys/class/net/" + device + "/address").ifPresent(mac -> names.put("VFMAC", mac));
        });
    }

    /** Lets a step's effect settle; true when the run is to end. */
    private boolean waited() {
        return stopped(TimeUnit.NANOSECONDS.toMillis(settleNanos));
    }

    private boolean stopped(long millis) {
        try {
            return stop.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void event(long atNanos, String name, Map<String, Object> detail) {
        events.append(JsonText.line(ordered("t_ns", atNanos, "name", name, "detail", detail)))
                .append('\n');
    }

    private Map<String, Object> manifest() {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", "vfgap-probe-bundle/1");
        manifest.put("name", variant.word());
        manifest.put("title", "probe of " + request.pf() + ", variant " + variant.word());
        manifest.put("clock", ordered("kind", "single", "unit", "ns"));
        manifest.put("device", DeviceTold.of(host, request.pf()));
        manifest.put("testMac", Mac.format(request.mac()));
        host.read("/sys/class/net/" + request.pf() + "/address").ifPresent(mac -> manifest.put("pfMac", mac));
        List<Map<String, Object>> streams = new ArrayList<>(List.of(ordered("name", "untagged", "id", 0)));
        request.vlan().ifPresent(vlan -> streams.add(ordered("name", "vlan" + vlan, "id", 1, "vlan", vlan)));
        manifest.put("streams", streams);
        Map<String, Object> frames = ordered(
                "etherType",
                "0x" + Integer.toHexString(ProbeTraffic.ETHER_TYPE),
                "magic",
                ProbeTraffic.MAGIC,
                "streamOffset",
                5);
        frames.put("sequence", ordered("payloadOffset", 8, "bytes", 8, "order", "big"));
        frames.put("sendTime", ordered("payloadOffset", 16, "bytes", 8, "order", "big"));
        manifest.put("frames", frames);
        if (request.vfs() == VfOrigin.THERE) {
            Map<String, Object> vfs = new LinkedHashMap<>();
            host.read(names.get("DEVICE") + "/sriov_numvfs")
                    .ifPresent(count -> vfs.put("count", Integer.parseInt(count)));
            Optional.ofNullable(names.get("VFDRIVER")).ifPresent(driver -> vfs.put("driver", driver));
            manifest.put("existingVfs", vfs);
        }
        // A device on the PF is refused before; another port is cabled to it from outside.
        manifest.put("sender", "external");
        manifest.put("points", points);
        manifest.put("events", "events.jsonl");
        manifest.put(
                "steps",
                ProbeSteps.of(variant, request).stream()
                        .map(ProbeStepPlan::name)
                        .filter(name -> events.indexOf("\"name\":\"" + name + "\"") >= 0)
                        .toList());
        if (!leftOut.isEmpty()) {
            manifest.put("leftOut", leftOut);
        }
        return manifest;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
