package dev.vfgap.scenarios.cli;

import picocli.CommandLine.IVersionProvider;

/** The program's version, as its build wrote it into the jar. */
public final class Version implements IVersionProvider {

    /** The version, or "unpackaged" where the classes do not come from the jar. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"vfgap " + text()};
    }
}
