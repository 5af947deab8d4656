package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever damage a bundle has, there is an account or a list of problems, never another exception. */
class DamagedBundleTest {

    private static final List<String> FILES =
            List.of("bundle.json", "events.jsonl", "packets.csv.gz", "peer.pcap", "vfA.pcap");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("seeds")
    void damageEndsInAnAccountOrInProblems(long seed) throws IOException {
        Random random = new Random(seed);
        Path bundle = whole();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            damage(bundle.resolve(FILES.get(random.nextInt(FILES.size()))), random);
        }
        try {
            Account account = Account.of(CaptureBundle.read(bundle));
            AccountJson.toJson(account, "");
            assertThat(AccountText.of(account)).as("seed %d", seed).isNotEmpty();
        } catch (BadInputException e) {
            assertThat(e.problems()).as("seed %d", seed).isNotEmpty().allSatisfy(problem -> assertThat(
                            problem.sentence())
                    .startsWith(bundle.toString()));
        }
    }

    static LongStream seeds() {
        // The last two broke it once: zero bytes look like UTF-32 to the JSON parser.
        return LongStream.concat(LongStream.range(0, 200), LongStream.of(1520, 2276));
    }

    private Path whole() throws IOException {
        Files.createDirectories(folder.resolve("bundle"));
        Files.writeString(
                folder.resolve("bundle").resolve("events.jsonl"),
                "{\"t_ns\": 5, \"source\": \"guest\", \"name\": \"link\", \"detail\": {\"via\": \"B\", \"dev\": \"e\"}}\n");
        BundleFolder bundle = BundleFolder.in(folder.resolve("bundle"))
                .point("peer", "peer", "")
                .point("vfA", "primary", "A");
        for (int frame = 0; frame < 8; frame++) {
            bundle.rx("peer", frame, frame).rx("vfA", frame, frame).tx("vfA", frame, frame);
            bundle.delivery(0, frame, frame, "" + frame, 1).delivery(1, frame, frame, "", 0);
        }
        return bundle.write();
    }

    private static void damage(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(64));
            default -> {
                for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                    bytes[random.nextInt(bytes.length)] =
                            (byte) (random.nextBoolean() ? random.nextInt() : '0' + random.nextInt(10));
                }
            }
        }
        Files.write(file, bytes);
    }
}
