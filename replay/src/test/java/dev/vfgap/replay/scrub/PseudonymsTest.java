package dev.vfgap.replay.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Mac;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PseudonymsTest {
    private static final Pseudonyms NAMES = new Pseudonyms(new byte[] {7});

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoAddressesShareAsManyFirstBitsAfterwardsAsBefore(long seed) {
        Random random = new Random(seed);
        Pseudonyms names = new Pseudonyms(new byte[] {(byte) seed});
        for (int i = 0; i < 200; i++) {
            int one = 0x0a000000 | random.nextInt() & 0xffffff;
            int other = one ^ 1 << random.nextInt(24);
            assertThat(Integer.numberOfLeadingZeros(names.ipv4(one) ^ names.ipv4(other)))
                    .as("seed " + seed)
                    .isEqualTo(Integer.numberOfLeadingZeros(one ^ other));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoIpv6AddressesDoSoToo(long seed) {
        Random random = new Random(seed);
        byte[] one = new byte[16];
        random.nextBytes(one);
        one[0] = 0x20;
        for (int bit = 16; bit < 128; bit++) {
            byte[] other = one.clone();
            other[bit / 8] ^= (byte) (0x80 >> bit % 8);
            assertThat(firstDifference(NAMES.ipv6(one), NAMES.ipv6(other)))
                    .as("seed " + seed)
                    .isEqualTo(bit);
        }
    }

    private static int firstDifference(byte[] one, byte[] other) {
        for (int bit = 0; bit < 128; bit++) {
            if (((one[bit / 8] ^ other[bit / 8]) & 0x80 >> bit % 8) != 0) {
                return bit;
            }
        }
        return 128;
    }

    @Test
    void macsKeepWhatKindTheyAreAndNothingElse() {
        Random random = new Random(1);
        Set<Long> found = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            long mac = random.nextLong() & 0xfeff_ffff_ffffL;
            long other = NAMES.mac(mac);
            assertThat(other & 0x0300_0000_0000L).isEqualTo(mac & 0x0300_0000_0000L);
            assertThat(other >> 24).isNotEqualTo(mac >> 24);
            assertThat(NAMES.mac(mac)).isEqualTo(other);
            found.add(other);
        }
        assertThat(found).hasSize(5_000);
    }

    @Test
    void addressesOfNobodyStay() {
        assertThat(NAMES.mac(Mac.BROADCAST)).isEqualTo(Mac.BROADCAST);
        assertThat(NAMES.mac(0x01005e000001L)).isEqualTo(0x01005e000001L);
        assertThat(NAMES.mac(0x3333ff112233L) >> 32).isEqualTo(0x3333);
        assertThat(NAMES.mac(0x3333ff112233L)).isNotEqualTo(0x3333ff112233L);
        for (int address : new int[] {0, -1, 0x7f000001, 0xe0000001, 0xa9fe0001}) {
            assertThat(NAMES.ipv4(address)).isEqualTo(address);
        }
    }

    @Test
    void anotherKeyGivesOtherNames() {
        Pseudonyms others = new Pseudonyms(new byte[] {8});
        assertThat(others.ipv4(0x0a090002)).isNotEqualTo(NAMES.ipv4(0x0a090002));
        assertThat(others.mac(0x525400aabb01L)).isNotEqualTo(NAMES.mac(0x525400aabb01L));
        assertThat(others.word("if", "corp0")).isNotEqualTo(NAMES.word("if", "corp0"));
    }

    @Test
    void addressesAreFoundInTextsWhateverStandsAroundThem() {
        TextScrubber texts = new TextScrubber(NAMES);
        String mac = Mac.format(NAMES.mac(0x525400aabb01L));
        String ip = TextScrubber.ipv4(NAMES.ipv4(0x0a090002));
        assertThat(texts.scrub("[   15.293046] e1000e 0000:02:00.0 eth2: (PCI Express:2.5GT/s) 52:54:00:aa:bb:01"))
                .isEqualTo("[   15.293046] e1000e 0000:02:00.0 eth2: (PCI Express:2.5GT/s) " + mac);
        assertThat(texts.scrub("tcp:10.9.0.2:4444, addr:52:54:00:aa:bb:01. ::ffff:10.9.0.2 x10.9.0.2"))
                .isEqualTo("tcp:" + ip + ":4444, addr:" + mac + ". ::ffff:" + ip + " x10.9.0.2");
        assertThat(texts.scrub("at 2001:db8::1, not at ::1 nor 12:30:45 nor dead:beef"))
                .startsWith("at 2001:")
                .doesNotContain("2001:db8::1")
                .endsWith(" nor 12:30:45 nor dead:beef");
        assertThat(texts.scrub(":".repeat(100_000) + ".".repeat(100_000))).hasSize(200_000);
    }
}
