package dev.vfgap.replay.probe;

import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a probe, as they were run: for each line of the event file what its commands do to the host.
 *
 * <p>A command whose exit status is not 0 changed nothing; of several in a row it is the last that failed, unless the host
 * refuses an earlier one, since a row ends with the status of the last that ran.
 */
final class ProbeScript {
    /** So many characters of a command are told. */
    private static final int LONGEST_SHOWN = 120;

    private static final Pattern LINK =
            Pattern.compile("(\\d+): ([^:@\\s]+)(@\\S+)?: .*?link/ether ((?:\\p{XDigit}{2}:){5}\\p{XDigit}{2})\\b.*");

    private final ProbeBundle bundle;
    private final int probedVf;
    private final Optional<String> pf;
    private final boolean bindsByItself;
    private final HostCommandReader reader;
    private final List<Finding> findings = new ArrayList<>();

    ProbeScript(ProbeBundle bundle) {
        this.bundle = bundle;
        ProbeSubject subject = subject();
        probedVf = subject.vf().orElse(0);
        pf = subject.pf().or(this::pfByAddress).or(subject::name);
        bindsByItself = subject.bindsByItself();
        reader = new HostCommandReader(probedVf, bundle.device().driver());
    }

    /** Whether VFs are given to a driver as they are made. */
    boolean bindsByItself() {
        return bindsByItself;
    }

    /** The VF that the probe is about. */
    int probedVf() {
        return probedVf;
    }

    /** The name of the PF's interface: that of its {@code vf} commands, else the one with its address, else the first in use. */
    Optional<String> pf() {
        return pf;
    }

    /** The interface with the PF's address that stands on no other; of several, such as a bridge over it, the oldest. */
    private Optional<String> pfByAddress() {
        if (bundle.pfMac().isEmpty()) {
            return Optional.empty();
        }
        long address = bundle.pfMac().getAsLong();
        for (RecordedEvent event : bundle.events().events()) {
            for (String line : event.text("ip").orElse("").split("\n")) {
                Matcher link = LINK.matcher(line);
                boolean found = link.matches()
                        && link.group(3) == null
                        && HostCommandReader.mac(link.group(4))
                                .filter(mac -> mac == address)
                                .isPresent();
                if (found) {
                    return Optional.of(link.group(2));
                }
            }
        }
        return Optional.empty();
    }

    private ProbeSubject subject() {
        HostCommandReader words = new HostCommandReader(0, bundle.device().driver());
        ProbeSubject subject = new ProbeSubject();
        for (RecordedEvent event : bundle.events().events()) {
            for (ShellText.Command command :
                    ShellText.commands(event.text("cmd").orElse(""))) {
                words.read(command).forEach(one -> one.on(subject));
            }
        }
        return subject;
    }

    /** Carries out what one line of the event file did. */
    void run(RecordedEvent event, Host host) {
        String text = event.text("cmd").orElse("");
        if (!ProbeStep.wasRun(event) || text.isBlank()) {
            return;
        }
        List<ShellText.Command> commands = new ArrayList<>(ShellText.commands(text));
        boolean failed = event.detail().path("rc").asInt() != 0;
        if (failed && !commands.isEmpty()) {
            commands.remove(commands.size() - 1);
        }
        boolean well = true;
        for (ShellText.Command command : commands) {
            boolean runs =
                    switch (command.link()) {
                        case ALWAYS -> true;
                        case AND -> well;
                        case OR -> !well;
                    };
            if (runs) {
                well = run(command, event, host);
            }
        }
        if (!failed && !well) {
            findings.add(Finding.doubt(
                    "step " + event.name(),
                    "the device did what the family's driver is said to refuse: " + shortened(text)));
        }
    }

    private boolean run(ShellText.Command command, RecordedEvent event, Host host) {
        for (HostCommand one : reader.read(command)) {
            if (one instanceof HostCommand.Unknown unknown) {
                findings.add(Finding.limit(
                        "step " + event.name(),
                        "\"" + shortened(unknown.text()) + "\" " + unknown.why() + "; it is taken to change nothing"));
            }
            HostAnswer answer = one.on(host);
            if (answer.refusal().isPresent()) {
                findings.add(Finding.note(
                        "step " + event.name(),
                        shortened(command.toString()) + ": " + answer.refusal().get()));
                return false;
            }
        }
        return true;
    }

    private static String shortened(String command) {
        return command.length() <= LONGEST_SHOWN ? command : command.substring(0, LONGEST_SHOWN) + "…";
    }

    /** What was not understood, or does not fit, so far. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
