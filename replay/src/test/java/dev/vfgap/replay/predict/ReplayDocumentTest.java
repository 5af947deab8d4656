package dev.vfgap.replay.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReplayDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "replay.md");
    private static final int NANO_TO_MILLI = 6;

    @Test
    void thePagesTableOfConstantsIsTheProgramsOwn() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table());
    }

    @Test
    void eachConstantLiesInItsRangeAndHasItsOwnKey() {
        assertThat(Lag.values()).allSatisfy(lag -> {
            assertThat(lag.nanos()).isBetween(lag.leastNanos(), lag.mostNanos());
            assertThat(lag.meaning()).isNotBlank();
        });
        assertThat(Arrays.stream(Lag.values()).map(Lag::key)).doesNotHaveDuplicates();
    }

    private static String table() {
        return Arrays.stream(Lag.values())
                .map(lag -> "| `%s` | %s | %s to %s | %s | %s |"
                        .formatted(
                                lag.key(),
                                millis(lag.nanos()),
                                millis(lag.leastNanos()),
                                millis(lag.mostNanos()),
                                lag.kind().name().toLowerCase(Locale.ROOT),
                                lag.meaning()))
                .collect(Collectors.joining(
                        "\n", "| constant | ms | range | kind | from what to what |\n|---|---|---|---|---|\n", "\n"));
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos, NANO_TO_MILLI).stripTrailingZeros().toPlainString();
    }
}
