package dev.vfgap.scenarios.probe;

import dev.vfgap.models.frame.Mac;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A probe as one POSIX shell script for a host without Java: it states what it needs, writes down how to take back what it
 * changes, does the steps, and takes all of it back. What it writes is a probe bundle for each variant.
 *
 * <p>Frames are mausezahn's RTP over UDP: their number has 16 bits, 7.6 minutes at 7 ms. Not modelled: the first frames at the
 * VF, which tcpdump misses because it cannot open a device that is down (some 50 ms).
 */
public final class ProbePlanScript {
    private static final String SEND_VLAN = """
                    remember sender-vlan "ip link del vfgap-s$VLAN" "test -e /sys/class/net/vfgap-s$VLAN"
                    ip link add link $FROM name vfgap-s$VLAN type vlan id $VLAN && ip link set vfgap-s$VLAN up || fail "$FROM: takes no VLAN device"
                    send vfgap-s$VLAN 1""";

    private static final String NO_ADDRESSES = "[ -z \"$(ip -o addr show dev $PF scope global)\" ] || fail \"$PF: has"
            + " addresses, and would lose them and its routes while it is down; leave out pf-cycle\"\n";

    /** Names of a VF that is there that may stand for nothing; a step that needs one is left out then. */
    private static final List<String> UNSURE = List.of(
            "$VFDRIVER", "$OVERRIDE", VfSettings.name("trust"), VfSettings.name("spoofchk"), VfSettings.name("state"));

    private final ProbeRequest request;
    private final StringBuilder text = new StringBuilder();

    /** The things of the variant that are written down already. */
    private final Set<String> remembered = new HashSet<>();

    private ProbePlanScript(ProbeRequest request) {
        this.request = request;
    }

    /** The script that does these variants, one after the other. */
    public static String of(ProbeRequest request, List<ProbeVariant> variants) {
        ProbePlanScript script = new ProbePlanScript(request);
        script.begin(variants);
        for (int i = 0; i < variants.size(); i++) {
            script.variant(variants.get(i), (i + 1) + " of " + variants.size());
        }
        return script.text.toString();
    }

    private void begin(List<ProbeVariant> variants) {
        boolean external = request.from().equals(ProbeRequest.EXTERNAL);
        String values = "PF=%s\nVF=%d\nNUMVFS=%d\nMAC=%s\nFROM=%s"
                .formatted(request.pf(), request.vf(), request.vf() + 1, Mac.format(request.mac()), request.from());
        String streams = "{\"name\":\"untagged\",\"id\":0}";
        if (request.vlan().isPresent()) {
            int vlan = request.vlan().getAsInt();
            values += "\nVLAN=" + vlan;
            streams += ",{\"name\":\"vlan%d\",\"id\":1,\"vlan\":%d}".formatted(vlan, vlan);
        }
        text.append(resource("plan-begin.sh")
                .replace("@VALUES@", values + (external ? outside() : ""))
                .replace("@CHECKS@\n", variants.contains(ProbeVariant.PF_CYCLE) ? NO_ADDRESSES : "")
                .replace("@VFS@", resource(request.vfs() == VfOrigin.MADE ? "plan-vfs-made.sh" : "plan-vf-there.sh"))
                .replace("@SEND_VLAN@\n", request.vlan().isPresent() ? SEND_VLAN.indent(0) : "")
                .replace("@STREAMS@", streams));
    }

    /** What to do on the machine that sends. */
    private String outside() {
        String send = "mausezahn DEV -q -c 0 -d 7m -a own -b %s -A 192.0.2.1 -B 192.0.2.2 -t rtp \"ssrc=76:66:67:00\""
                .formatted(Mac.format(request.mac()));
        String vlan = request.vlan().isEmpty()
                ? ""
                : "\n#   the same on a VLAN device of it (id %d) with ssrc=76:66:67:01"
                        .formatted(request.vlan().getAsInt());
        return "\n\n# The script waits before each variant. Begin this on the other machine then, end it after the variant, and copy"
                + " wire.pcap beside pf.pcap:\n#   "
                + send
                + vlan
                + "\n#   tcpdump -p -n -s 128 --time-stamp-precision=nano -Q out -i DEV -w wire.pcap 'ether dst "
                + Mac.format(request.mac())
                + "'\n# Its clock is another: put the difference into bundle.json as \"clockOffsetNs\" of the point wire.";
    }

    private void variant(ProbeVariant variant, String which) {
        List<ProbeStepPlan> steps = ProbeSteps.of(variant, request);
        text.append("\n# Variant ").append(variant.word()).append(": ").append(variant.meaning());
        text.append("\nbegin ")
                .append(variant.word())
                .append(" '")
                .append(which)
                .append("'\n");
        remembered.clear();
        steps.forEach(this::step);
        text.append("\nend\n");
    }

    private void step(ProbeStepPlan step) {
        text.append("\n# ").append(step.name()).append(": ").append(step.why()).append('\n');
        if (step.leftOut().isPresent()) {
            leaveOut(step.name(), step.leftOut().get());
            return;
        }
        Optional<String> unsure = step.changes().stream()
                .flatMap(change -> UNSURE.stream().filter(name -> (change.command() + change.undo()).contains(name)))
                .findFirst();
        unsure.ifPresent(name -> text.append("if [ -n \"").append(name).append("\" ]; then\n"));
        done(step);
        unsure.ifPresent(name -> {
            text.append("else\n");
            leaveOut(step.name(), ProbeRun.UNKNOWN.get(name));
            text.append("fi\n");
        });
    }

    private void leaveOut(String name, String why) {
        text.append("left_out ").append(name).append(" \"").append(why).append("\"\n");
    }

    private void done(ProbeStepPlan step) {
        if (step.name().equals("vf_bind")) {
            text.append("VFPCI=$(basename \"$(readlink \"$DEVICE/virtfn$VF\")\")\n");
        }
        for (HostChange change : step.changes()) {
            if (!remembered.add(change.thing())) {
                continue;
            }
            text.append("remember ")
                    .append(change.thing())
                    .append(" \"")
                    .append(change.undo())
                    .append("\" \"")
                    .append(test(change.guard()))
                    .append("\"\n");
        }
        if (step.name().equals("vf_up")) {
            text.append("AFTER='[ $VFDEV = none ] || capture vf.pcap $VFDEV'\n");
        }
        text.append("step ")
                .append(step.name())
                .append(" \"")
                .append(step.commands())
                .append("\"\n");
        if (step.name().equals("vf_bind")) {
            text.append("find_vf\n");
        }
    }

    private static String test(HostChange.Guard guard) {
        return switch (guard.kind()) {
            case ALWAYS -> ":";
            case PATH -> "test -e " + guard.what();
            case NO_PATH -> "! test -e " + guard.what();
            case FDB_ENTRY ->
                "bridge fdb show dev " + guard.what().split(" ")[1] + " | grep -q '^"
                        + guard.what().split(" ")[0] + " '";
        };
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ProbePlanScript.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
