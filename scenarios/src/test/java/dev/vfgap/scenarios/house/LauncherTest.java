package dev.vfgap.scenarios.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code vfgap} in a copy of the project whose java and mvn are scripts that note how they were called. */
@Timeout(60)
class LauncherTest {

    private static final List<String> TOOLS =
            List.of("sh", "dirname", "readlink", "sed", "head", "find", "mkdir", "rm", "rmdir", "mv", "cat", "sleep");

    @TempDir
    Path temporary;

    private Path project;
    private Path bin;
    private Path jdk;

    @BeforeEach
    void layOutAProjectWithSpacesInItsPath() throws IOException {
        project = Files.createDirectories(temporary.resolve("a project"));
        bin = Files.createDirectories(temporary.resolve("bin"));
        jdk = temporary.resolve("a jdk");
        Files.copy(Path.of("..", "vfgap"), project.resolve("vfgap"));
        makeExecutable(project.resolve("vfgap"));
        for (String tool : TOOLS) {
            Path usual = Path.of("/usr/bin", tool);
            script(bin.resolve(tool), "exec " + (Files.exists(usual) ? usual : Path.of("/bin", tool)) + " \"$@\"");
        }
        write(project.resolve("pom.xml"), "");
        for (String module : List.of("sim-core", "models", "replay", "scenarios")) {
            write(project.resolve(module).resolve("pom.xml"), "");
            write(project.resolve(module).resolve("src/main/java/A.java"), "");
        }
        installJdk("17.0.15");
        installMaven("echo built >>../builds\nmkdir -p scenarios/target\n: >scenarios/target/vfgap.jar");
    }

    @Test
    void buildsOnceAndThenStartsWithoutMaven() throws Exception {
        assertThat(start("run", "two words")).isEqualTo(ran("run", "two words"));
        assertThat(start("run")).isEqualTo(ran("run"));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenAnythingItIsMadeOfIsNewer() throws Exception {
        start("run");
        List<String> parts = List.of("pom.xml", "replay/pom.xml", "sim-core/src/main/java/A.java");
        for (int i = 0; i < parts.size(); i++) {
            ageAllBut(parts.get(i));
            start("run");
            assertThat(builds()).as(parts.get(i)).isEqualTo(2 + i);
        }
    }

    @Test
    void buildsAgainWhenASourceWasRemoved() throws Exception {
        start("run");
        ageAllBut("models/src/main/java");
        start("run");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void doesNotTakeAFailedBuildForAProgram() throws Exception {
        installMaven("echo built >>../builds\nmkdir -p scenarios/target\n: >scenarios/target/vfgap.jar\n"
                + "echo 'Foo.java:3 does not compile'\nexit 1");
        Outcome first = start("run");
        assertThat(first.exitCode()).isEqualTo(4);
        assertThat(first.err()).contains("Foo.java:3 does not compile").contains("vfgap: the build failed");
        assertThat(start("run").exitCode()).isEqualTo(4);
        assertThat(builds()).isEqualTo(2);
        assertThat(project.resolve("scenarios/target/vfgap.lock")).doesNotExist();
    }

    @Test
    void worksThroughASymbolicLinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link to it"), Path.of("a project", "vfgap"));
        Outcome outcome = finish(process(temporary, link.toString(), "run"));
        assertThat(outcome).isEqualTo(ran("run"));
    }

    @Test
    void namesThePackageWhenThereIsNoJava() throws Exception {
        Files.delete(jdk.resolve("bin/java"));
        assertThat(start("run"))
                .isEqualTo(refused("needs a JDK 17 or newer in JAVA_HOME or PATH"
                        + " (Debian: apt install openjdk-17-jdk-headless)"));
    }

    @Test
    void saysWhichJavaIsTooOld() throws Exception {
        installJdk("1.8.0_402");
        assertThat(start("run"))
                .isEqualTo(refused("needs a JDK 17 or newer in JAVA_HOME or PATH; " + jdk.resolve("bin/java")
                        + " is version 1 (Debian: apt install openjdk-17-jdk-headless)"));
    }

    @Test
    void namesThePackageWhenThereIsNoCompiler() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));
        assertThat(start("run").err())
                .isEqualTo("vfgap: building needs a JDK, " + jdk.toRealPath()
                        + " has no javac (Debian: apt install openjdk-17-jdk-headless)\n");
    }

    @Test
    void namesThePackageWhenThereIsNoMaven() throws Exception {
        Files.delete(bin.resolve("mvn"));
        assertThat(start("run")).isEqualTo(refused("building needs Maven 3.6.3 or newer (Debian: apt install maven)"));
    }

    @Test
    void needsNoMavenOnceBuilt() throws Exception {
        start("run");
        Files.delete(bin.resolve("mvn"));
        assertThat(start("run")).isEqualTo(ran("run"));
    }

    @Test
    void allowsNativeAccessWhereJavaAsksForIt() throws Exception {
        installJdk("25");
        assertThat(start("run").out()).contains("[--enable-native-access=ALL-UNNAMED]");
    }

    @Test
    void passesItsOptionsAndLeavesTheCollectorToThem() throws Exception {
        assertThat(start("run").out()).contains("[-XX:+UseSerialGC]");
        ProcessBuilder builder = process(temporary, project.resolve("vfgap").toString(), "run");
        builder.environment().put("VFGAP_OPTS", "-Xmx1g -XX:+UseParallelGC");
        assertThat(finish(builder).out())
                .contains("[-Xmx1g]\n[-XX:+UseParallelGC]\n")
                .doesNotContain("[-XX:+UseSerialGC]");
    }

    @Test
    void waitsForABuildThatIsUnderWayInsteadOfBuildingToo() throws Exception {
        assertThat(finish(process(temporary, "/bin/sh", "-c", "PATH=/usr/bin:/bin mkfifo gate"))
                        .exitCode())
                .isZero();
        installMaven("read -r line <../gate\necho built >>../builds\n: >scenarios/target/vfgap.jar");
        String launcher = project.resolve("vfgap").toString();
        Process first = process(temporary, launcher, "first").start();
        // Opening the gate for writing returns when the first starter's build has opened it for reading.
        try (var gate = Files.newBufferedWriter(temporary.resolve("gate"), UTF_8)) {
            Process second = process(temporary, launcher, "second").start();
            BufferedReader announcements = second.errorReader(UTF_8);
            assertThat(announcements.readLine()).startsWith("vfgap: another vfgap is building");
            gate.write("go\n");
            gate.flush();
            assertThat(first.waitFor()).isZero();
            assertThat(second.waitFor()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void takesOverTheLockOfABuildThatWasKilled() throws Exception {
        Process dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        dead.waitFor();
        write(project.resolve("scenarios/target/vfgap.lock/pid"), dead.pid() + "\n");
        assertThat(start("run").exitCode()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    private record Outcome(int exitCode, String out, String err) {}

    /** What a start without a build prints here: the arguments of java, one a line. */
    private Outcome ran(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-jar",
                project.toRealPath().resolve("scenarios/target/vfgap.jar").toString()));
        words.addAll(List.of(arguments));
        StringBuilder lines = new StringBuilder();
        words.forEach(word -> lines.append('[').append(word).append("]\n"));
        return new Outcome(0, lines.toString(), "");
    }

    private static Outcome refused(String why) {
        return new Outcome(4, "", "vfgap: " + why + "\n");
    }

    /** Starts the launcher; what it says about building is left out. */
    private Outcome start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(project.resolve("vfgap").toString()));
        command.addAll(List.of(arguments));
        return finish(process(temporary, command.toArray(String[]::new)));
    }

    private ProcessBuilder process(Path folder, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        return builder;
    }

    private static Outcome finish(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String news = err.lines()
                .filter(line -> !line.startsWith("vfgap: building the program")
                        && !line.startsWith("vfgap: the sources are newer"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
        return new Outcome(process.exitValue(), out, news);
    }

    private long builds() throws IOException {
        return Files.readAllLines(temporary.resolve("builds")).size();
    }

    /** Makes every file an hour older than the last build, and one part newer than it. */
    private void ageAllBut(String part) throws IOException {
        Instant built = Files.getLastModifiedTime(project.resolve("scenarios/target/vfgap.built"))
                .toInstant();
        try (var paths = Files.walk(project)) {
            for (Path path : paths.filter(path -> !path.endsWith("vfgap.built")).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(built.minusSeconds(3600)));
            }
        }
        Files.setLastModifiedTime(
                project.resolve("scenarios/target/vfgap.built"), FileTime.from(built.minusSeconds(1)));
        Files.setLastModifiedTime(project.resolve(part), FileTime.from(built));
    }

    private void installJdk(String version) throws IOException {
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), "for word; do printf '[%s]\\n' \"$word\"; done");
        script(jdk.resolve("bin/javac"), "exit 1");
    }

    private void installMaven(String body) throws IOException {
        script(bin.resolve("mvn"), body);
    }

    private static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body + "\n");
        makeExecutable(file);
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
