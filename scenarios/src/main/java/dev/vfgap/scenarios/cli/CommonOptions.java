package dev.vfgap.scenarios.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every verb has. */
public final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Write the result as JSON to standard output, and nothing else there.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the verb's files into this folder.")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of everything random, 0 or more.")
    private Long seed;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Set a value of the scenario or a parameter, like traffic.rx.rate=1Mpps.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--jobs", paramLabel = "N", description = "Work on so many replications at once.")
    private Integer jobs;

    @Option(
            names = {"-q", "--quiet"},
            description = "No notes and no progress.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "More about what is done.")
    private boolean verbose;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    private boolean debug;

    /** An option that only some verbs have a use for. */
    enum Use {
        SEED,
        SET,
        JOBS,
        OUT
    }

    /** Where this verb writes; a person who gave an option that this verb has no use for is told so. */
    Session sessionUsing(Use... used) {
        Session session = session();
        List<Use> uses = List.of(used);
        noteUnused(session, "--seed", seed != null && !uses.contains(Use.SEED));
        noteUnused(session, "--set", !set.isEmpty() && !uses.contains(Use.SET));
        noteUnused(session, "--jobs", jobs != null && !uses.contains(Use.JOBS));
        noteUnused(session, "--out", out != null && !uses.contains(Use.OUT));
        return session;
    }

    private static void noteUnused(Session session, String option, boolean unused) {
        if (unused) {
            session.note(option + " has no effect here");
        }
    }

    /** Where this verb writes. */
    Session session() {
        String verb = spec.qualifiedName().replaceFirst("^vfgap ", "");
        return new Session(verb, spec.commandLine().getOut(), spec.commandLine().getErr(), this);
    }

    boolean json() {
        return json;
    }

    /** The folder for files, or null when none was asked for. */
    Path out() {
        if (out != null && out.toString().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--out is empty; write the name of a folder, such as results");
        }
        return out;
    }

    OptionalLong seed() {
        if (seed != null && seed < 0) {
            throw new ParameterException(spec.commandLine(), "--seed is " + seed + "; write 0 or more");
        }
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    /** The settings, each {@code path=value}. */
    List<String> settings() {
        for (String setting : set) {
            if (setting.indexOf('=') < 1) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--set " + setting + " has no \"=\"; write for example --set traffic.rx.rate=1Mpps");
            }
        }
        return List.copyOf(set);
    }

    int jobs() {
        if (jobs != null && (jobs < 1 || jobs > 1024)) {
            throw new ParameterException(spec.commandLine(), "--jobs is " + jobs + "; write a number from 1 to 1024");
        }
        return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }

    boolean debug() {
        return debug;
    }
}
