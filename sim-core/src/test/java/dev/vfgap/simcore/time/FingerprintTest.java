package dev.vfgap.simcore.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private static String of(Consumer<Fingerprint> content) {
        Fingerprint fingerprint = new Fingerprint();
        content.accept(fingerprint);
        return fingerprint.hex();
    }

    @Test
    void isTheSameNumberOnEveryMachine() {
        // Computed by a separate program in another language from the class's description.
        assertThat(of(f -> {})).isEqualTo("d8a310150df90781");
        assertThat(of(f -> {
                    f.add(1);
                    f.add(2);
                    f.add(-1);
                    f.add("vf-unbind");
                }))
                .isEqualTo("02bb392205c7d521");
    }

    /** Test vectors of the FNV authors (isthe.com/chongo/tech/comp/fnv, RFC 9923). */
    @ParameterizedTest
    @CsvSource({"'',cbf29ce484222325", "a,af63dc4c8601ec8c", "foobar,85944171f73967e8"})
    void hashesTextAsPublished(String text, String hash) {
        assertThat(Long.toHexString(Fingerprint.hash(text))).isEqualTo(hash);
    }

    @Test
    void dependsOnOrderBordersAndEveryValue() {
        assertThat(List.of(
                        of(f -> {}),
                        of(f -> f.add(0)),
                        of(f -> f.add("")),
                        of(f -> {
                            f.add(0);
                            f.add(0);
                        }),
                        of(f -> {
                            f.add(1);
                            f.add(2);
                        }),
                        of(f -> {
                            f.add(2);
                            f.add(1);
                        }),
                        of(f -> {
                            f.add("ab");
                            f.add("c");
                        }),
                        of(f -> {
                            f.add("a");
                            f.add("bc");
                        }),
                        of(f -> f.add("abc"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void printsSixteenDigits() {
        Fingerprint fingerprint = new Fingerprint();
        boolean leadingZero = false;
        for (int i = 0; i < 1000; i++) {
            fingerprint.add(i);
            assertThat(fingerprint.hex()).isEqualTo(String.format("%016x", fingerprint.value()));
            leadingZero |= fingerprint.hex().startsWith("0");
        }
        assertThat(leadingZero).isTrue();
    }

    @Test
    void readingItDoesNotChangeIt() {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(7);
        long value = fingerprint.value();
        assertThat(fingerprint.value()).isEqualTo(value);
    }

    @Test
    void oneFlippedBitFlipsAboutHalfOfTheResult() {
        SplittableRandom random = new SplittableRandom(1);
        long flipped = 0;
        int trials = 64 * 100;
        for (int i = 0; i < trials; i++) {
            long value = random.nextLong();
            Fingerprint one = new Fingerprint();
            one.add(value);
            one.add(5);
            Fingerprint other = new Fingerprint();
            other.add(value ^ 1L << i % 64);
            other.add(5);
            flipped += Long.bitCount(one.value() ^ other.value());
        }
        assertThat((double) flipped / trials).isBetween(31.0, 33.0);
    }
}
