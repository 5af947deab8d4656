package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real bundle, broken in one place, and the exact words that {@code check} and {@code account} have for it. */
class BrokenBundleTest {
    private static final Path SAMPLE = Path.of("..", "replay", "samples", "migration", "S7-1");

    @TempDir
    private Path bundle;

    /** Breaks one thing in a bundle. */
    private interface Damage {
        void to(Path bundle) throws IOException;
    }

    private static Arguments row(String name, Damage damage, String message) {
        return Arguments.of(name, damage, message);
    }

    private static Damage manifest(String good, String broken) {
        return bundle -> {
            Path file = bundle.resolve("bundle.json");
            String text = Files.readString(file);
            assertThat(text).contains(good);
            Files.writeString(file, text.replaceFirst(Pattern.quote(good), broken));
        };
    }

    private static Damage peer(byte[] content) {
        return bundle -> Files.write(bundle.resolve("peer.pcap.gz"), content);
    }

    // spotless:off
    static Stream<Arguments> brokenBundles() throws IOException {
        byte[] gzip = Files.readAllBytes(SAMPLE.resolve("peer.pcap.gz"));
        byte[] pcap = new GZIPInputStream(Files.newInputStream(SAMPLE.resolve("peer.pcap.gz"))).readAllBytes();
        return Stream.of(
                row("manifest that is gone", bundle -> Files.delete(bundle.resolve("bundle.json")),
                        "BUNDLE: holds no bundle.json, so it is no capture bundle; give a bundle's folder"),
                row("format of another version", manifest("bundle/1", "bundle/9"),
                        "BUNDLE/bundle.json:2:12: \"format\" is \"vfgap-capture-bundle/9\", not \"vfgap-capture-bundle/1\"; see"
                                + " docs/capture-bundle.md"),
                row("rate without unit", manifest("500pps", "500"),
                        "BUNDLE/bundle.json:45:12: \"traffic.0.rate\": '500' has no unit: write a frame rate such as 1.488Mpps"
                                + " (units: pps, kpps, Mpps, Gpps)"),
                row("unknown step", manifest("\"migrate\"", "\"migrat\""),
                        "BUNDLE/bundle.json:118:10: \"plan.0.do\": \"migrat\" is not one of set-filter, device-del, device-add,"
                                + " set-link, netdev-del, migrate, migrate-cancel, kill-destination"),
                row("file outside of the bundle", manifest("\"peer.pcap.gz\"", "\"../peer.pcap.gz\""),
                        "BUNDLE/bundle.json:68:12: \"points.0.file\": \"../peer.pcap.gz\" leads out of the bundle; a bundle"
                                + " names only files of its own folder"),
                row("capture of length 0", peer(new byte[0]),
                        "BUNDLE/peer.pcap.gz: byte 0: is empty; a capture without packets still has a header of 24 bytes; copy"
                                + " the file again or capture again"),
                row("capture that is cut in its gzip data", peer(Arrays.copyOf(gzip, 2000)),
                        "BUNDLE/peer.pcap.gz: byte 17702: ends in the middle of its compressed data; copy the file again"),
                row("capture that is no gzip data", peer(pcap),
                        "BUNDLE/peer.pcap.gz: is named .gz but is not gzip data; compress it, or name it without .gz"),
                row("capture with a wrong magic number", peer(gzip("hello, I am no capture at all".getBytes(StandardCharsets.UTF_8))),
                        "BUNDLE/peer.pcap.gz: byte 0: starts with 68656c6c, which is no capture; give a pcap or pcapng file, plain or gzip"),
                row("capture with a record longer than a frame can be", peer(gzip(withLongRecord(pcap))),
                        "BUNDLE/peer.pcap.gz: byte 32: packet 1 has a captured length of 2147483647 bytes, more than the"
                                + " capture's limit of 74; copy the file again or capture again"),
                row("delivery file without its first line", bundle -> Files.write(
                                bundle.resolve("packets.csv.gz"), gzip("dir,seq\n".getBytes(StandardCharsets.UTF_8))),
                        "BUNDLE/packets.csv.gz:1:1: must be a comment with the start, # t0_ns=…; see docs/capture-bundle.md"));
    }
    // spotless:on

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBundles")
    void aBrokenBundleIsToldInOneSentence(String name, Damage damage, String message) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SAMPLE)) {
            for (Path file : files) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
        }
        damage.to(bundle);
        for (String verb : new String[] {"check", "account"}) {
            Ran ran = assertTimeout(Duration.ofSeconds(2), () -> Ran.vfgap(verb, bundle.toString()));
            assertThat(ran.errLines())
                    .as(name + ", " + verb)
                    .containsExactly(message.replace("BUNDLE", bundle.toString()));
            assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.showsStackTrace()).isFalse();
        }
    }

    private static byte[] withLongRecord(byte[] pcap) {
        byte[] broken = Arrays.copyOf(pcap, 24 + 16);
        ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN).putInt(24 + 8, Integer.MAX_VALUE);
        return broken;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
