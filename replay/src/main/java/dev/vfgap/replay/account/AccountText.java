package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.replay.bundle.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The result of {@code account} for people: counts of both directions, outages, and what the bundle cannot show. */
public final class AccountText {

    private AccountText() {}

    /** The account as lines of text, ending with a newline. */
    public static String of(Account account) {
        StringBuilder text = new StringBuilder();
        String basis =
                switch (account.basis()) {
                    case DELIVERIES -> "by the records of both ends";
                    case CAPTURES -> "by the captures alone";
                };
        line(text, "%s: what was captured, %s", account.bundle(), basis);
        line(text, "");
        line(text, "  %-26s %16s %16s", "frames", "rx peer->guest", "tx guest->peer");
        row(text, account, "sent", DirectionAccount::sent);
        row(text, account, "delivered", DirectionAccount::delivered);
        row(text, account, "lost", DirectionAccount::lost);
        row(text, account, "duplicated", DirectionAccount::duplicated);
        row(text, account, "late (over 50 ms)", DirectionAccount::late);
        row(text, account, "reordered", DirectionAccount::reordered);
        line(text, "  %-26s %16s %16s", "longest outage", longest(account.rx()), longest(account.tx()));
        for (Direction direction : Direction.values()) {
            outages(text, account.of(direction));
            open(text, account.of(direction));
        }
        findings(text, account.findings());
        return text.toString();
    }

    private static void row(StringBuilder text, Account account, String name, Function<DirectionAccount, Count> count) {
        line(text, "  %-26s %16s %16s", name, count.apply(account.rx()), count.apply(account.tx()));
    }

    private static String longest(DirectionAccount account) {
        String ms = String.format(Locale.ROOT, "%.1f ms", account.longestOutageNanos() / 1e6);
        return account.lost().isExact() ? ms : account.outages().isEmpty() ? "unknown" : "at least " + ms;
    }

    private static void outages(StringBuilder text, DirectionAccount account) {
        if (account.outages().isEmpty()) {
            return;
        }
        line(text, "");
        long start = account.sentNanos(0);
        line(text, "  %s outages%s", word(account), account.lost().isExact() ? "" : " that are certain");
        line(text, "  %14s %12s %8s   %s", "from (s)", "length (ms)", "lost", "last seen at");
        for (AccountedOutage accounted : account.outages()) {
            Outage outage = accounted.outage();
            line(
                    text,
                    "  %14.6f %12.1f %8d   %s",
                    (outage.fromNanos() - start) / 1e9,
                    outage.lengthNanos() / 1e6,
                    outage.lostFrames(),
                    places(accounted.lastSeen()));
        }
        line(text, "  from = after the first frame sent, at %d ns", start);
        if (account.sentUncertaintyNanos().isEmpty()) {
            line(text, "  how far these times are wrong against other clocks cannot be known");
        } else if (account.sentUncertaintyNanos().getAsLong() > 0) {
            double wrong = account.sentUncertaintyNanos().getAsLong() / 1e6;
            line(text, "  these times can be wrong by %.3f ms against other clocks", wrong);
        }
    }

    private static void open(StringBuilder text, DirectionAccount account) {
        if (account.openLastSeen().isEmpty()) {
            return;
        }
        line(text, "");
        line(text, "  %s frames whose arrival is not shown, by the point where they were last seen", word(account));
        account.openLastSeen().forEach((point, frames) -> line(text, "  %14d   %s", frames, point));
    }

    private static String word(DirectionAccount account) {
        return account.direction().name().toLowerCase(Locale.ROOT);
    }

    private static String places(Map<String, Long> lastSeen) {
        if (lastSeen.isEmpty()) {
            return "not known";
        }
        return lastSeen.entrySet().stream()
                .map(entry -> lastSeen.size() == 1 ? entry.getKey() : entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void findings(StringBuilder text, List<Finding> findings) {
        for (Finding.Kind kind : Finding.Kind.values()) {
            List<Finding> some =
                    findings.stream().filter(finding -> finding.kind() == kind).toList();
            if (some.isEmpty()) {
                continue;
            }
            String title =
                    switch (kind) {
                        case NOTE -> "notes";
                        case LIMIT -> "what this bundle cannot show";
                        case DOUBT -> "doubtful in this bundle";
                    };
            line(text, "");
            line(text, "  %s", title);
            some.forEach(finding -> line(text, "  - %s", finding));
        }
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
