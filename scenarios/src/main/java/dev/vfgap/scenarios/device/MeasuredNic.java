package dev.vfgap.scenarios.device;

import dev.vfgap.models.nic.family.FilterClass;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.probe.ProbeDevice;
import dev.vfgap.replay.probe.ProbeEvidence;
import dev.vfgap.replay.probe.ProbeEvidence.Shows;
import dev.vfgap.replay.probe.ProbeEvidence.Witness;
import dev.vfgap.replay.probe.ProbeJudgement;
import dev.vfgap.replay.probe.ProbeVerdict;
import dev.vfgap.scenarios.config.FileKind;
import dev.vfgap.scenarios.config.ProfileFile;
import dev.vfgap.scenarios.config.Words;
import dev.vfgap.scenarios.library.Nics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A judged device as a NIC family: the nearest built-in one with what was measured in its place.
 *
 * <p>Not modelled: delays, which a probe's settled seconds do not show; they stay those of the built-in family.
 *
 * @param device what was probed
 * @param base the driver's own family where that acts as the device did, else the plainest one that does
 * @param filterClass when the filter leads to the VF
 * @param events what is measured at which event, as a profile's {@code does} and {@code source}
 */
public record MeasuredNic(ProbeDevice device, NicFamily base, FilterClass filterClass, Map<NicEvent, Measured> events) {

    /** The PCI ids of the I350 (Linux igb/e1000_hw.h E1000_DEV_ID_I350_*). */
    private static final List<String> I350 = List.of("8086:1521", "8086:1522", "8086:1523", "8086:1524");

    /** What is done at an event, and which step of which probe shows it. */
    public record Measured(String does, String source) {}

    /** The family of a device whose verdict is not {@link ProbeVerdict#UNDECIDED}. */
    public static MeasuredNic of(ProbeJudgement judgement) {
        Optional<Seen> kept = seen(judgement, Shows.LOST, true);
        Optional<Seen> cleared = seen(judgement, Shows.AT_PF, true);
        NicFamily base = base(judgement, cleared.isPresent());
        FilterClass filterClass = base.filterClass();
        Map<NicEvent, Measured> events = new LinkedHashMap<>();
        Shows shows = judgement.verdict() == ProbeVerdict.EARLY ? Shows.LOST : Shows.AT_PF;
        seen(judgement, shows, false)
                .ifPresent(seen -> events.put(
                        NicEvent.SET_ADMIN_MAC,
                        new Measured(base.cell(NicEvent.SET_ADMIN_MAC).text(), seen.words())));
        kept.or(() -> cleared)
                .ifPresent(seen -> events.put(
                        NicEvent.FUNCTION_RESET,
                        new Measured(base.cell(NicEvent.FUNCTION_RESET).text(), seen.words())));
        return new MeasuredNic(judgement.evidence().get(0).bundle().device(), base, filterClass, events);
    }

    private record Seen(String bundle, String step) {
        String words() {
            return "probe " + bundle + ", step " + step;
        }
    }

    /** The first step of this kind, after a function reset or without one. */
    private static Optional<Seen> seen(ProbeJudgement judgement, Shows shows, boolean afterReset) {
        for (ProbeEvidence evidence : judgement.evidence()) {
            for (Witness witness : evidence.witnesses(shows)) {
                boolean same = witness.state().vfReset() == afterReset
                        && !witness.afterVf()
                        && evidence.obstacles().isEmpty();
                if (same) {
                    return Optional.of(new Seen(
                            evidence.bundle().name(),
                            evidence.bundle().steps().get(witness.step()).name()));
                }
            }
        }
        return Optional.empty();
    }

    private static NicFamily base(ProbeJudgement judgement, boolean clearedByReset) {
        ProbeDevice device = judgement.evidence().get(0).bundle().device();
        ProbeVerdict verdict = judgement.verdict();
        String plain =
                switch (verdict) {
                    case EARLY -> clearedByReset ? "ixgbe" : "igb";
                    case LATE, UNDECIDED -> "mlx5";
                    case SWITCHDEV -> "mlx5-switchdev";
                };
        return known(device, verdict)
                .filter(family -> acts(family.filterClass(), verdict, clearedByReset))
                .orElseGet(() -> NicFamilies.of(plain).orElseThrow());
    }

    private static boolean acts(FilterClass filterClass, ProbeVerdict verdict, boolean clearedByReset) {
        return switch (verdict) {
            case EARLY ->
                clearedByReset
                        ? filterClass == FilterClass.EARLY_FLR_CLEARS
                        : filterClass != FilterClass.LATE && filterClass != FilterClass.SWITCHDEV;
            case LATE -> filterClass == FilterClass.LATE;
            case SWITCHDEV -> filterClass == FilterClass.SWITCHDEV;
            case UNDECIDED -> false;
        };
    }

    /** The built-in family of the device's driver. */
    private static Optional<NicFamily> known(ProbeDevice device, ProbeVerdict verdict) {
        if (device.driver().isEmpty()) {
            return Optional.empty();
        }
        String driver = device.driver().get();
        if (driver.equals("igb") && device.pciId().filter(I350::contains).isPresent()) {
            return NicFamilies.of("igb-i350");
        }
        try {
            NicFamily family = Nics.of(driver);
            return verdict == ProbeVerdict.SWITCHDEV
                    ? NicFamilies.of(family.name() + "-switchdev").or(() -> Optional.of(family))
                    : Optional.of(family);
        } catch (BadInputException e) {
            // A driver that no built-in family is of.
            return Optional.empty();
        }
    }

    /**
     * The family as a profile that a scenario's {@code nic} takes.
     *
     * @param name the profile's name
     * @param title one sentence
     */
    public String profile(String name, String title) {
        StringBuilder text = new StringBuilder();
        text.append("format: ").append(FileKind.PROFILE.format()).append('\n');
        text.append("name: ").append(quoted(name)).append('\n');
        text.append("title: ").append(quoted(title)).append('\n');
        text.append("of: nic\nnic:\n");
        text.append("  basedOn: ").append(base.name()).append('\n');
        text.append("  class: ").append(Words.of(filterClass)).append('\n');
        if (!device.equals(ProbeDevice.UNKNOWN)) {
            text.append("  device:   # by which a catalogue is asked for its mark\n");
        }
        line(text, "driver", device.driver());
        line(text, "version", device.version());
        line(text, "firmware", device.firmware());
        line(text, "kernel", device.kernel());
        line(text, "pciId", device.pciId().filter(id -> id.matches(ProfileFile.PCI_ID)));
        device.emulated()
                .ifPresent(is -> text.append("    emulated: ").append(is).append('\n'));
        if (!events.isEmpty()) {
            text.append("  events:\n");
        }
        events.forEach((event, measured) -> {
            text.append("    ").append(Words.of(event)).append(":   # ").append(event.command());
            text.append("\n      does: ").append(quoted(measured.does()));
            text.append("\n      mark: measured\n      source: ")
                    .append(quoted(measured.source()))
                    .append('\n');
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String key, Optional<String> value) {
        value.filter(some -> !some.isBlank()).ifPresent(some -> text.append("    ")
                .append(key)
                .append(": ")
                .append(quoted(some))
                .append('\n'));
    }

    private static String quoted(String text) {
        return '"' + text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
