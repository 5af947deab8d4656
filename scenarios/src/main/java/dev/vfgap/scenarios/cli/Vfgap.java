package dev.vfgap.scenarios.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry: parses the command line and ends the process with the command's exit code. */
@Command(
        name = "vfgap",
        mixinStandardHelpOptions = true,
        version = "vfgap 0.1.0-SNAPSHOT",
        description = "Predicts which frames a virtual machine loses while its SR-IOV virtual function is away.")
public final class Vfgap implements Runnable {

    public static void main(String[] args) {
        System.exit(new CommandLine(new Vfgap()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }
}
