package dev.vfgap.scenarios.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    /** The file that a Markdown link to another page names. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!\\w+:|#)([^)#\\s]+)[^)]*\\)");

    /** What the project's own files lie under; results and notes that somebody keeps beside them are not ours. */
    private static final List<String> OURS = List.of(
            ".ci",
            ".mvn",
            "benchmarks",
            "docs",
            "models",
            "replay",
            "scenarios",
            "sim-core",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "README.md",
            "pom.xml",
            "vfgap");

    private static final Set<String> TEXT = Set.of(
            "java",
            "xml",
            "md",
            "yaml",
            "yml",
            "json",
            "jsonl",
            "csv",
            "txt",
            "properties",
            "config",
            "sh",
            "py",
            "svg",
            "html",
            "run",
            "vfgap");

    @Test
    void everyFileKeepsTheRules() throws IOException {
        List<String> breaches = new ArrayList<>();
        List<Path> files = ourTextFiles();
        for (Path file : files) {
            String path = TOP.relativize(file).toString().replace('\\', '/');
            breaches.addAll(HouseRules.breaches(path, Files.readAllLines(file)));
        }
        assertThat(files).contains(TOP.resolve("pom.xml"), TOP.resolve("vfgap"));
        assertThat(breaches).isEmpty();
    }

    @Test
    void everyLinkBetweenPagesLeadsToAFile() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : ourTextFiles()) {
            if (page.toString().endsWith(".md")) {
                LINK.matcher(Files.readString(page))
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !Files.exists(page.resolveSibling(link)))
                        .forEach(link -> dead.add(TOP.relativize(page) + " -> " + link));
            }
        }
        assertThat(dead).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("offences")
    void theRulesCatch(String path, String line, String breach) {
        assertThat(HouseRules.breaches(path, List.of("fine", line))).containsExactly(breach);
    }

    static Stream<Arguments> offences() {
        String main = "models/src/main/java/A.java";
        String test = "models/src/test/java/ATest.java";
        return Stream.of(
                offence(main, "e.printStack|Trace();", "an error is told to the user, not dumped"),
                offence(main, "System.ex|it(1);", "only the entry ends the process"),
                offence(main, "} catch (Exception e) {", "catch what can be handled, by its type"),
                offence(test, "Thread.sl|eep(10);", "nothing waits for the wall clock"),
                offence(main, "final class LinkIm|pl {", "a name says what a thing is"),
                offence(main, "final class LinkMana|ger {", "a name says what a thing is"),
                offence(main, "final class LinkUt|ils {", "a name says what a thing is"),
                offence(main, "class Abs|tractLink {", "a name says what a thing is"),
                offence("docs/a.md", "see `/ro|ot/x`", "a file of the project names no machine"),
                offence("docs/a.md", "in /ho|me/alice/captures", "a file of the project names no machine"),
                offence(
                        "pom.xml",
                        "<url>https://repo.mav|en.example</url>",
                        "a file of the project names no download host"));
    }

    @Test
    void theRulesLeaveWhatIsAllowedAlone() {
        List<String> lines =
                List.of("final class Implicit {", "`~/lab`, see docs/work-in-hand", "catch (IOException e) {");
        assertThat(HouseRules.breaches("models/src/main/java/Implicit.java", lines))
                .isEmpty();
    }

    @Test
    void aLongFileIsCaughtUnlessItIsListedAsATable() {
        String path = "models/src/main/java/A.java";
        assertThat(HouseRules.breaches(path, Collections.nCopies(HouseRules.MOST_LINES, "x")))
                .isEmpty();
        assertThat(HouseRules.breaches(path, Collections.nCopies(HouseRules.MOST_LINES + 1, "x")))
                .containsExactly(path + ":401: a file over 400 lines that is not one table");
    }

    /** The bar is taken out, so that this file keeps the rules itself. */
    private static Arguments offence(String path, String line, String why) {
        return arguments(path, line.replace("|", ""), path + ":2: " + why);
    }

    private static List<Path> ourTextFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String ours : OURS) {
            Files.walkFileTree(TOP.resolve(ours), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean isBuilt = folder.endsWith("target");
                    return isBuilt ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (TEXT.contains(name.substring(name.lastIndexOf('.') + 1))) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return found;
    }
}
