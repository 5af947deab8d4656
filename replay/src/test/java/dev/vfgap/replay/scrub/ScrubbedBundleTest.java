package dev.vfgap.replay.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.AccountJson;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.predict.ReplayJson;
import dev.vfgap.replay.predict.ReplayResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A scrubbed bundle says the same numbers as the given one and none of its names. */
class ScrubbedBundleTest {
    @TempDir
    private Path temporary;

    static Stream<Path> samples() {
        return Samples.migrations().stream();
    }

    private Path scrubbed(Path sample) {
        Path copy = temporary.resolve("copy");
        ScrubbedBundle.copy(
                CaptureBundle.read(sample), "copy", new Pseudonyms(new byte[] {1, 2, 3}), (name, content) -> {
                    try {
                        Files.createDirectories(copy);
                        try (OutputStream out = Files.newOutputStream(copy.resolve(name))) {
                            content.writeTo(out);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return copy;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void accountAndReplaySayTheSame(Path sample) {
        Path copy = scrubbed(sample);

        assertThat(replay(copy)).isEqualTo(replay(sample));
        assertThat(account(copy)).isEqualTo(account(sample));
    }

    private static String replay(Path folder) {
        CaptureBundle bundle = CaptureBundle.read(folder);
        return placed(ReplayJson.toJson(ReplayResult.of(bundle), "test"), bundle);
    }

    private static String account(Path folder) {
        CaptureBundle bundle = CaptureBundle.read(folder);
        return placed(AccountJson.toJson(Account.of(bundle), "test"), bundle);
    }

    /** A result without the bundle's name and folder, and with places instead of the points' own names. */
    private static String placed(ObjectNode json, CaptureBundle bundle) {
        json.remove("bundle");
        String text = json.toPrettyString().replace(bundle.folder().toString(), "FOLDER");
        for (CapturePoint point : bundle.points()) {
            String place = point.at() + " " + point.host().map(Enum::name).orElse("");
            text = text.replace("\"" + point.name() + "\"", "\"" + place + "\"");
        }
        return text;
    }

    @Test
    void noFileHoldsAnAddressANameOrAPathOfTheGivenOne() throws IOException {
        Path copy = scrubbed(Samples.migration("S1-1"));

        List<byte[]> secrets = List.of(
                new byte[] {0x52, 0x54, 0x00, (byte) 0xaa, (byte) 0xbb, 0x01},
                new byte[] {0x02, 0, 0, 0, 0, 0x01, 0x52},
                new byte[] {10, 9, 0, 1},
                new byte[] {10, 9, 0, 2},
                "LABB".getBytes(StandardCharsets.US_ASCII),
                "52:54:00:aa:bb:01".getBytes(StandardCharsets.US_ASCII),
                "10.9.0.".getBytes(StandardCharsets.US_ASCII),
                "mig.sock".getBytes(StandardCharsets.US_ASCII),
                "S1-1".getBytes(StandardCharsets.US_ASCII),
                "vmlinuz".getBytes(StandardCharsets.US_ASCII));
        try (Stream<Path> files = Files.list(copy)) {
            for (Path file : files.toList()) {
                String bytes = new String(unpacked(file), StandardCharsets.ISO_8859_1);
                for (byte[] secret : secrets) {
                    assertThat(bytes.contains(new String(secret, StandardCharsets.ISO_8859_1)))
                            .as(file.getFileName() + " holds " + new String(secret, StandardCharsets.ISO_8859_1))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void theIpv4HeadersOfACopyHaveRightChecksums() {
        Path sample = Samples.migration("S1-1");
        Path copy = scrubbed(sample);

        assertThat(rightHeaders(copy.resolve("peer.pcap.gz")))
                .isPositive()
                .isEqualTo(rightHeaders(sample.resolve("peer.pcap.gz")));
    }

    /** The frames of a capture with an IPv4 header; each must have the right checksum. */
    private static int rightHeaders(Path capture) {
        int checked = 0;
        try (CaptureReader reader = CaptureReader.open(capture, "capture")) {
            while (reader.next()) {
                if (reader.frame().etherType() == 0x0800) {
                    int sum = 0;
                    for (int i = 14; i < 34; i += 2) {
                        sum += reader.frame().byteAt(i) << 8 | reader.frame().byteAt(i + 1);
                    }
                    assertThat((sum & 0xffff) + (sum >>> 16)).isEqualTo(0xffff);
                    checked++;
                }
            }
        }
        return checked;
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return plain.readAllBytes();
        }
    }
}
