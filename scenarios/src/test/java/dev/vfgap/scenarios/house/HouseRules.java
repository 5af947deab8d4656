package dev.vfgap.scenarios.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a reader of the sources should never meet: rules on lines and names that a compiler does not know. */
final class HouseRules {

    /** The longest a file may be that is not one table. */
    static final int MOST_LINES = 400;

    /** Files that are one table each and may be longer. */
    private static final Set<String> LONG_TABLES = Set.of();

    private static final String ENTRY = "scenarios/src/main/java/dev/vfgap/scenarios/cli/Vfgap.java";

    private static final Predicate<String> ANY_FILE = path -> true;
    private static final Predicate<String> JAVA = path -> path.endsWith(".java");
    private static final Predicate<String> MAIN_JAVA = path -> path.endsWith(".java") && path.contains("/src/main/");

    private record Rule(String why, Predicate<String> files, Pattern line) {}

    // Words are cut in two so that this file keeps the rules itself.
    // spotless:off
    private static final List<Rule> RULES = List.of(
            rule("an error is told to the user, not dumped",      MAIN_JAVA.and(path -> !path.equals(ENTRY)), "\\bprintStack" + "Trace\\("),
            rule("only the entry ends the process",               MAIN_JAVA.and(path -> !path.equals(ENTRY)), "\\bSystem\\.ex" + "it\\("),
            rule("catch what can be handled, by its type",        MAIN_JAVA.and(path -> !path.equals(ENTRY)), "\\bcatch \\((Exception|RuntimeException|Throwable|Error) "),
            rule("nothing waits for the wall clock",              JAVA,      "\\bThread\\.sl" + "eep\\("),
            rule("a name says what a thing is",                   JAVA,      "\\b(class|record|interface|enum) (Abs" + "tract\\w+|\\w+(Im" + "pl|Mana" + "ger|Ut" + "ils?))\\b"),
            rule("a file of the project names no machine",        ANY_FILE,  "(?<![\\w.~$}-])/(wo" + "rk|ro" + "ot)/|/ho" + "me/(?!user\\b)\\w"),
            rule("a file of the project names no download host",  ANY_FILE,  "repo1?\\.mav" + "en|mav" + "en\\.(org|google)|central\\.sona" + "type|registry\\.np" + "mjs|py" + "pi\\.|proxy\\.gol" + "ang|cra" + "tes\\.io|artif" + "actory|nex" + "us[.-]"));
    // spotless:on

    private HouseRules() {}

    /** Every breach in one file, each as {@code path:line: why}; the path is relative to the top of the project. */
    static List<String> breaches(String path, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (Rule rule : RULES) {
            for (int i = 0; rule.files().test(path) && i < lines.size(); i++) {
                if (rule.line().matcher(lines.get(i)).find()) {
                    found.add(path + ":" + (i + 1) + ": " + rule.why());
                }
            }
        }
        if (JAVA.test(path) && lines.size() > MOST_LINES && !LONG_TABLES.contains(path)) {
            found.add(path + ":" + lines.size() + ": a file over " + MOST_LINES + " lines that is not one table");
        }
        return found;
    }

    private static Rule rule(String why, Predicate<String> files, String line) {
        return new Rule(why, files, Pattern.compile(line));
    }
}
