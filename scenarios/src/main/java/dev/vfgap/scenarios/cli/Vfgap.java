package dev.vfgap.scenarios.cli;

import dev.vfgap.models.lab.SendList;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.scenarios.config.Nearest;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's entry: parses the command line and ends with the verb's exit code. */
@Command(
        name = "vfgap",
        versionProvider = Version.class,
        description = "Predicts which frames a virtual machine loses while its SR-IOV virtual function is away.",
        subcommands = {
            AccountCommand.class,
            BundleCommand.class,
            CalibrateCommand.class,
            CaptureCommand.class,
            CheckCommand.class,
            CompareCommand.class,
            DescribeCommand.class,
            DoctorCommand.class,
            ExplainCommand.class,
            ProbeCommand.class,
            ReplayCommand.class,
            RunCommand.class,
            ScrubCommand.class,
            SensitivityCommand.class,
            SweepCommand.class,
            ValidateCommand.class,
            HelpCommand.class,
            GenerateCompletion.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:answered no",
            "2:bad usage or bad input",
            "3:internal error",
            "4:the machine refused",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap account replay/samples/migration/S1-1",
            "  vfgap run default",
            "  vfgap describe strategies",
            "  vfgap describe strategy qemu-failover-acpi",
            "  vfgap check my-strategy.yaml"
        })
public final class Vfgap implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    public static void main(String[] args) {
        System.exit(run(args, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err)));
    }

    /** Runs one command line and gives its exit code; see {@link ExitCode}. */
    public static int run(String[] args, OutputStream out, OutputStream err) {
        return run(args, out, err, CommandLine.defaultFactory());
    }

    /** The same with verbs that are made by this factory: a test gives them another host. */
    static int run(String[] args, OutputStream out, OutputStream err, CommandLine.IFactory verbs) {
        WatchedStream watched = new WatchedStream(out);
        PrintWriter outWriter = new PrintWriter(new OutputStreamWriter(watched, StandardCharsets.UTF_8), false);
        PrintWriter errWriter = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        int exitCode = execute(args, commandLine(outWriter, errWriter, verbs));
        outWriter.flush();
        if (watched.failure().isPresent()) {
            errWriter.println("standard output: cannot be written to ("
                    + watched.failure().get().getMessage() + "); free some space or write to another place");
            exitCode = ExitCode.MACHINE_REFUSED;
        }
        errWriter.flush();
        return exitCode;
    }

    private static int execute(String[] args, CommandLine line) {
        PrintWriter err = line.getErr();
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            err.println("vfgap: needs more memory than Java was given; start it with VFGAP_OPTS=-Xmx4g");
            return ExitCode.MACHINE_REFUSED;
        } catch (StackOverflowError e) {
            return internalError(e, err);
        }
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(out, err, CommandLine.defaultFactory());
    }

    private static CommandLine commandLine(PrintWriter out, PrintWriter err, CommandLine.IFactory verbs) {
        CommandLine line = new CommandLine(new Vfgap(), verbs);
        line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // a file may be called @this
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(Vfgap::badUsage)
                .setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, command));
        examples(
                line,
                "generate-completion",
                "  source <(vfgap generate-completion)",
                "  vfgap generate-completion >/etc/bash_completion.d/vfgap");
        examples(line, "help", "  vfgap help account", "  vfgap help describe");
        return line;
    }

    /** Gives a verb of picocli's what each of ours has. */
    private static void examples(CommandLine line, String verb, String... examples) {
        line.getSubcommands()
                .get(verb)
                .getCommandSpec()
                .usageMessage()
                .footerHeading("%nExamples:%n")
                .footer(examples);
    }

    /** Without a verb: says what to do next. */
    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        err.println("vfgap predicts which frames a guest loses while its virtual function is away.");
        err.println();
        spec.commandLine().usage(err);
        return ExitCode.BAD_INPUT;
    }

    private static int badUsage(ParameterException exception, String[] args) {
        CommandLine command = exception.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (List.of(args).contains("--debug")) {
            exception.printStackTrace(command.getErr());
        }
        command.getErr().println(name + ": " + sentence(exception) + " (\"" + name + " --help\" shows how)");
        return ExitCode.BAD_INPUT;
    }

    private static String sentence(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            CommandSpec spec = exception.getCommandLine().getCommandSpec();
            List<String> known = new ArrayList<>();
            if (unmatched.isUnknownOption()) {
                spec.options().forEach(option -> known.addAll(List.of(option.names())));
            } else {
                known.addAll(spec.subcommands().keySet());
            }
            String what = unmatched.isUnknownOption()
                    ? "there is no option " + word
                    : known.isEmpty() ? "\"" + word + "\" is one word too many" : "there is no \"" + word + "\"";
            return what
                    + Nearest.to(word, known)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("");
        }
        String message = ("" + exception.getMessage())
                .replaceFirst("^Error: ", "")
                .replaceFirst("^Unknown subcommand '(.*)'\\.$", "there is no \"$1\"")
                .replaceFirst(" is not an? (int|long)$", " is no whole number in range");
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static int failed(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        if (command.getParseResult() != null && command.getParseResult().hasMatchedOption("--debug")) {
            exception.printStackTrace(err);
        }
        if (exception instanceof BadInputException bad) {
            bad.problems().forEach(problem -> err.println(problem.sentence()));
            return ExitCode.BAD_INPUT;
        }
        if (exception instanceof SendList.TooLongException tooLong) {
            err.println("traffic: " + tooLong.getMessage() + "; " + SendList.TooLongException.MEND);
            return ExitCode.BAD_INPUT;
        }
        if (exception instanceof MachineRefusedException refused) {
            err.println(refused.problem().sentence());
            return ExitCode.MACHINE_REFUSED;
        }
        return internalError(exception, err);
    }

    private static int internalError(Throwable thrown, PrintWriter err) {
        err.println("vfgap: internal error: " + thrown + "; run it again with --debug and report what it shows");
        return ExitCode.INTERNAL_ERROR;
    }
}
