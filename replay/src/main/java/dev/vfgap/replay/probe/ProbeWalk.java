package dev.vfgap.replay.probe;

import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Carries out the commands of a probe on a host with a NIC of some family, step by step. */
final class ProbeWalk {

    /** The PF's address where the bundle does not tell it. */
    private static final long SOME_PF = 0x02_00_00_00_00_01L;

    private final ProbeBundle bundle;
    private final ProbeScript script;
    private final NicHost host;
    private final List<Finding> findings = new ArrayList<>();

    ProbeWalk(ProbeBundle bundle, NicFamily family) {
        this.bundle = bundle;
        this.script = new ProbeScript(bundle);
        this.host = new NicHost(family, script.pf(), bundle.pfMac().orElse(SOME_PF));
    }

    NicHost host() {
        return host;
    }

    /** The VF that the probe is about. */
    int probedVf() {
        return script.probedVf();
    }

    /** Walks through all commands; {@code settled} is told each step, by its index, when its commands are done. */
    void walk(IntConsumer settled) {
        List<RecordedEvent> events = bundle.events().events();
        if (script.bindsByItself()) {
            host.bindByItself();
            findings.add(Finding.note(
                    "events",
                    "bind no VF to a driver and yet bring one up; VFs are taken to be bound as they are made"));
        }
        int firstStep = bundle.steps().isEmpty()
                ? events.size()
                : events.indexOf(bundle.steps().get(0).event());
        boolean preparedByCommand = events.subList(0, firstStep).stream()
                .anyMatch(event -> event.text("cmd").isPresent());
        if (!preparedByCommand) {
            host.bringPfUp();
            findings.add(Finding.note("events", "tell nothing from before the first step; the PF is taken to be up"));
        }
        bundle.existingVfs().ifPresent(this::makeVfs);
        int step = 0;
        for (RecordedEvent event : events) {
            script.run(event, host);
            if (step < bundle.steps().size() && bundle.steps().get(step).event().equals(event)) {
                settled.accept(step);
                step++;
            }
        }
        findings.addAll(script.findings());
    }

    /** VFs from before the probe, of which no command tells. Of the others than the probed one nothing is known, and none can matter to its address. */
    private void makeVfs(ProbeBundle.ExistingVfs vfs) {
        HostAnswer answer = host.apply(new HostCommand.CreateVfs(vfs.count()));
        answer.refusal()
                .ifPresent(refusal -> findings.add(Finding.doubt(
                        "existingVfs", "are " + vfs.count() + ", but the family refuses so many: " + refusal)));
        vfs.driver().ifPresent(driver -> host.bindBefore(script.probedVf(), driver));
    }

    /** What was not understood, or does not fit. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
