package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.capture.EthernetBytes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles whose captures suggest what was not so: the account says what is certain, and no more. */
class MisleadingBundlesTest {
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    @TempDir
    Path folder;

    private static void perHost(ObjectNode manifest) {
        manifest.putObject("clock").put("kind", "per-host").put("unit", "ns");
    }

    private static void noNumber(ObjectNode manifest) {
        manifest.path("traffic").forEach(stream -> ((ObjectNode) stream).remove("sequence"));
    }

    /** A frame of the stream with any identification and payload. */
    private static byte[] frame(boolean rx, int id, byte[] payload) {
        long guest = 0x525400aabb01L;
        long peer = 0x020000000001L;
        byte[] bytes = rx
                ? EthernetBytes.frame(guest, peer).udp(0x0a090001, 0x0a090002, 7000, 7000, 0, payload)
                : EthernetBytes.frame(peer, guest).udp(0x0a090002, 0x0a090001, 7000, 7000, 0, payload);
        bytes[18] = (byte) (id >> 8);
        bytes[19] = (byte) id;
        return bytes;
    }

    private static Account account(BundleFolder bundle) {
        return Account.of(CaptureBundle.read(bundle.write()));
    }

    /** 300 frames go through the VF (PF and taps see nothing of them), 700 through the standby. None is lost. */
    @Test
    void aPfThatSawAllFramesOfTheStandbySaysNothingOfThoseOfTheVf() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("pf"))
                .point("peer", "peer", "")
                .point("pfA", "uplink", "A").point("tapA", "standby", "A")
                .point("pfB", "uplink", "B").point("tapB", "standby", "B");
        for (int frame = 0; frame < 1000; frame++) {
            bundle.rx("peer", frame, frame * MILLI);
            if (frame >= 300) {
                bundle.rx("pfA", frame, frame * MILLI + 10_000).rx("tapA", frame, frame * MILLI + 20_000);
            }
        }
        assertThat(account(bundle).rx().lost()).isEqualTo(new Count(0, 1000));
    }
}
