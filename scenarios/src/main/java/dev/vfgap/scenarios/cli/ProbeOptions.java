package dev.vfgap.scenarios.cli;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.scenarios.probe.ProbeRequest;
import dev.vfgap.scenarios.probe.ProbeVariant;
import dev.vfgap.scenarios.probe.VfOrigin;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code probe plan} and {@code probe run} are told of the NIC and the frames. */
final class ProbeOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The words that completion offers. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ProbeVariant.words().iterator();
        }
    }

    @Option(
            names = "--pf",
            required = true,
            paramLabel = "DEV",
            description = "The PF's interface. It must have no VFs, but for --existing-vf.")
    private String pf;

    @Option(
            names = "--vf",
            required = true,
            paramLabel = "N",
            description = "The VF, 0 to 255; VFs 0 to N are created, but for --existing-vf.")
    private int vf;

    @Option(
            names = "--mac",
            required = true,
            paramLabel = "MAC",
            description = "The address of the test frames, one that nobody has.")
    private String mac;

    @Option(
            names = "--vlan",
            paramLabel = "V",
            description = "A second stream in this VLAN; the variant vlan puts the VF in it.")
    private Integer vlan;

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            completionCandidates = Words.class,
            defaultValue = "promiscuous",
            description = "What the PF asks for, or what is done with the VF: ${COMPLETION-CANDIDATES}, or several with"
                    + " commas between them (default: ${DEFAULT-VALUE}). Without --vlan, all leaves vlan out.")
    private String variant;

    @Option(
            names = "--existing-vf",
            description =
                    "Probe a VF that is there and in nobody's use: none is created or removed, what it was told and the"
                            + " driver that it has are given back at the end. pf-cycle, which takes the link of every VF, is left out.")
    private boolean existingVf;

    ProbeRequest request(String from) {
        try {
            return new ProbeRequest(
                    pf,
                    vf,
                    Mac.parse(mac),
                    vlan == null ? OptionalInt.empty() : OptionalInt.of(vlan),
                    from,
                    existingVf ? VfOrigin.THERE : VfOrigin.MADE);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    List<ProbeVariant> variants() {
        if (variant.equals("all")) {
            return List.of(ProbeVariant.values()).stream()
                    .filter(one -> one != ProbeVariant.VLAN || vlan != null)
                    .filter(one -> one != ProbeVariant.PF_CYCLE || !existingVf)
                    .toList();
        }
        return Stream.of(variant.split(",", -1)).map(this::named).distinct().toList();
    }

    private ProbeVariant named(String word) {
        Optional<ProbeVariant> one = ProbeVariant.of(word);
        if (one.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--variant is \"" + variant + "\"; write one of " + String.join(", ", ProbeVariant.words()));
        }
        if (one.get() == ProbeVariant.VLAN && vlan == null) {
            throw new ParameterException(
                    spec.commandLine(), "--variant vlan needs a VLAN; write for example --vlan 100");
        }
        if (one.get() == ProbeVariant.PF_CYCLE && existingVf) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--variant pf-cycle takes the link of every VF of the PF; leave it out, or --existing-vf");
        }
        return one.get();
    }
}
