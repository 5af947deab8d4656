package dev.vfgap.replay.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of shell as a recorded step holds it, split into simple commands.
 *
 * <p>Quotes, backslashes, {@code ;}, {@code &&}, {@code ||}, redirections and assignments are read as POSIX says; a command
 * substitution stays in its word as it is written, a variable is replaced by what was assigned. The words of loops and
 * conditions are passed over and what is in them is taken as run once. Not modelled: here-documents, functions, arithmetic;
 * a pipe is a sequence.
 */
final class ShellText {

    /** How a command hangs on the one before it. */
    enum Link {
        /** It is the first, or runs in any case. */
        ALWAYS,
        /** It runs when the one before it ended well. */
        AND,
        /** It runs when the one before it failed. */
        OR
    }

    /**
     * A simple command.
     *
     * @param link how it hangs on the one before
     * @param words the command and what follows it, at least one
     * @param target the file that its output is written to
     */
    record Command(Link link, List<String> words, Optional<String> target) {

        String word(int index) {
            return index < words.size() ? words.get(index) : "";
        }

        @Override
        public String toString() {
            return String.join(" ", words) + target.map(file -> " > " + file).orElse("");
        }
    }

    private static final List<String> KEYWORDS =
            List.of("do", "done", "then", "else", "fi", "if", "elif", "while", "until", "{", "}", "!", "time");

    /** A word grows no longer by its variables: a text that doubles one again and again must not fill the memory. */
    private static final int LONGEST_EXPANSION = 8_192;

    private final String text;
    private final List<Command> commands = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private int at;
    private int wordEnd = -1;

    private Link link = Link.ALWAYS;
    private List<String> words = new ArrayList<>();
    private String target;

    private ShellText(String text) {
        this.text = text;
    }

    /** The commands of a text, in order. */
    static List<Command> commands(String text) {
        ShellText shell = new ShellText(text);
        shell.read();
        return shell.commands;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (text.startsWith("&&", at)) {
                end(Link.AND, 2);
            } else if (text.startsWith("||", at)) {
                end(Link.OR, 2);
            } else if (c == '>') {
                redirect();
            } else if (c == ';' || c == '\n' || c == '&' || c == '|' || c == '(' || c == ')') {
                end(Link.ALWAYS, 1);
            } else if (c == '#') {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else {
                add(word());
                wordEnd = at;
            }
        }
        end(Link.ALWAYS, 0);
    }

    private void redirect() {
        boolean ofErrors =
                wordEnd == at && !words.isEmpty() && words.get(words.size() - 1).equals("2");
        at++;
        boolean toDescriptor = at < text.length() && text.charAt(at) == '&';
        while (at < text.length() && ">|& ".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at < text.length()) {
            String file = word();
            // "2>/dev/null" and "2>&1" are of no interest; "echo 2 >file" is.
            if (ofErrors) {
                words.remove(words.size() - 1);
            } else if (!toDescriptor) {
                target = file;
            }
        }
    }

    private void add(String word) {
        int equals = word.indexOf('=');
        if (words.isEmpty() && KEYWORDS.contains(word)) {
            return;
        }
        if (words.isEmpty() && equals > 0 && word.substring(0, equals).matches("[A-Za-z_]\\w*")) {
            String value = word.substring(equals + 1);
            variables.put(word.substring(0, equals), value.length() > LONGEST_EXPANSION ? "" : value);
            return;
        }
        words.add(word);
    }

    private void end(Link next, int length) {
        at += length;
        if (!words.isEmpty() && !words.get(0).equals("for")) {
            commands.add(new Command(link, List.copyOf(words), Optional.ofNullable(target)));
            link = next;
        } else if (next != Link.ALWAYS) {
            link = next;
        }
        words = new ArrayList<>();
        target = null;
    }

    /** A word, without its quotes, with its variables replaced and its substitutions as they are written. */
    private String word() {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quote == 0 && " \t\r\n;&|<>()".indexOf(c) >= 0) {
                break;
            }
            if (c == quote) {
                quote = 0;
                at++;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                at++;
            } else if (c == '\\' && quote != '\'' && at + 1 < text.length()) {
                word.append(text.charAt(at + 1));
                at += 2;
            } else if (text.startsWith("$(", at) && quote != '\'') {
                word.append(substitution(word.length()));
            } else if (c == '`' && quote != '\'') {
                int close = text.indexOf('`', at + 1);
                int until = close < 0 ? text.length() : close + 1;
                word.append(text, at, until);
                at = until;
            } else if (c == '$' && quote != '\'') {
                word.append(variable(word.length()));
            } else {
                word.append(c);
                at++;
            }
        }
        if (at < text.length() && text.charAt(at) == '<') {
            at++;
        }
        return word.toString();
    }

    private String substitution(int before) {
        int start = at;
        int depth = 0;
        do {
            char c = text.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        } while (at < text.length() && (depth > 0 || at == start + 1));
        String raw = text.substring(start, at);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (before + raw.length() > LONGEST_EXPANSION) {
                return raw;
            }
            raw = raw.replace("$" + variable.getKey(), variable.getValue());
        }
        return raw;
    }

    private String variable(int before) {
        int start = at++;
        boolean braced = at < text.length() && text.charAt(at) == '{';
        at += braced ? 1 : 0;
        int name = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String key = text.substring(name, at);
        at += braced && at < text.length() && text.charAt(at) == '}' ? 1 : 0;
        String raw = text.substring(start, at);
        return before > LONGEST_EXPANSION ? raw : variables.getOrDefault(key, raw);
    }
}
