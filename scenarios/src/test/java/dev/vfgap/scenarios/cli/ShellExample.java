package dev.vfgap.scenarios.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a page that a reader can type: {@code vfgap …}, with {@code | grep -E '…'} or {@code | head -n N} behind it, or
 * {@code for X in a b; do …; done} around it. What it prints is what a shell would.
 */
final class ShellExample {
    /** The whole line is one loop; a loop in it is dealt with by its own turn. */
    private static final Pattern LOOP = Pattern.compile("for (\\w+) in ([^;]+); do (.*); done");

    private static final Pattern GREP = Pattern.compile("grep -E '([^']+)'");
    private static final Pattern HEAD = Pattern.compile("head -n (\\d+)");

    private ShellExample() {}

    /** What the line prints on standard output. */
    static String output(String line) {
        Matcher loop = LOOP.matcher(line);
        if (loop.matches()) {
            StringBuilder text = new StringBuilder();
            for (String word : loop.group(2).split(" ")) {
                text.append(output(loop.group(3).replace("$" + loop.group(1), word)));
            }
            return text.toString();
        }
        StringBuilder text = new StringBuilder();
        for (String command : line.split("; ")) {
            text.append(simple(command));
        }
        return text.toString();
    }

    private static String simple(String command) {
        if (command.startsWith("echo ")) {
            return command.substring("echo ".length()) + "\n";
        }
        int pipe = command.indexOf(" | ");
        String first = pipe < 0 ? command : command.substring(0, pipe);
        List<String> words = Arrays.asList(first.split(" "));
        if (!words.get(0).equals("vfgap") && !words.get(0).equals("./vfgap")) {
            throw new IllegalArgumentException("not a command of vfgap: " + command);
        }
        String out =
                Ran.vfgap(words.subList(1, words.size()).toArray(String[]::new)).out();
        return pipe < 0 ? out : filtered(out, command.substring(pipe + " | ".length()));
    }

    private static String filtered(String text, String filter) {
        Matcher grep = GREP.matcher(filter);
        if (grep.matches()) {
            Pattern wanted = Pattern.compile(grep.group(1));
            return joined(
                    text.lines().filter(line -> wanted.matcher(line).find()).toList());
        }
        Matcher head = HEAD.matcher(filter);
        if (head.matches()) {
            return joined(text.lines().limit(Long.parseLong(head.group(1))).toList());
        }
        throw new IllegalArgumentException("a page may filter by grep -E '…' and head -n N only, not by " + filter);
    }

    private static String joined(List<String> lines) {
        return Optional.of(String.join("\n", lines))
                .filter(text -> !text.isEmpty())
                .map(text -> text + "\n")
                .orElse("");
    }
}
