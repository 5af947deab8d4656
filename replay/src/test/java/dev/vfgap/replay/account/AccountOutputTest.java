package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts and people get to see of an account, whole. */
class AccountOutputTest {

    @TempDir
    private Path folder;

    @Test
    void theJsonHasTheKeysOfTheContractFirstAndInOrder() {
        Account account = Account.of(CaptureBundle.read(Samples.migration("S7-1")));

        assertThat(AccountJson.toJson(account, "1.2.3").toPrettyString().replace("\r", ""))
                .isEqualTo("""
                        {
                          "schema" : "vfgap/account/1",
                          "bundle" : "S7-1",
                          "rx" : {
                            "sentFrames" : 4164,
                            "deliveredFrames" : 4143,
                            "lostFrames" : 21,
                            "duplicatedFrames" : 0,
                            "lateFrames" : 3,
                            "outages" : [ {
                              "fromNs" : 1795379537706424219,
                              "untilNs" : 1795379537746435219,
                              "lostFrames" : 21,
                              "lastSeen" : "tapA-virtio",
                              "lastSeenFrames" : {
                                "tapA-virtio" : 21
                              }
                            } ],
                            "longestOutageMs" : 40.011,
                            "reorderedFrames" : 0,
                            "lastSeenFrames" : {
                              "tapA-virtio" : 21
                            },
                            "matching" : {
                              "by" : "sequence",
                              "confidence" : 1.0,
                              "ambiguousFrames" : 0
                            }
                          },
                          "tx" : {
                            "sentFrames" : 4094,
                            "deliveredFrames" : 4094,
                            "lostFrames" : 0,
                            "duplicatedFrames" : 0,
                            "lateFrames" : 0,
                            "outages" : [ ],
                            "longestOutageMs" : 0.0,
                            "reorderedFrames" : 0,
                            "lastSeenFrames" : { },
                            "matching" : {
                              "by" : "sequence",
                              "confidence" : 1.0,
                              "ambiguousFrames" : 0
                            }
                          },
                          "clocks" : [ ],
                          "basis" : "deliveries",
                          "findings" : [ ],
                          "assumed" : [ ],
                          "version" : "1.2.3"
                        }""");
    }

    @Test
    void theTextTellsCountsOutagesAndWhatCannotBeShown() {
        BundleFolder bundle = BundleFolder.in(folder)
                .point("peer", "peer", "")
                .point("upA", "uplink", "A")
                .point("virtioA", "standby", "A")
                .point("vfA", "primary", "A")
                .point("virtioB", "standby", "B")
                .point("vfB", "primary", "B");
        for (int frame = 0; frame < 20; frame++) {
            long at = frame * 1_000_000L;
            bundle.rx("peer", frame, at).tx("vfA", frame, at);
            if (frame < 5 || frame > 9) {
                bundle.rx("vfA", frame, at + 10).tx("peer", frame, at + 10);
            }
        }
        bundle.other("peer", 1_000_000_000L);

        assertThat(AccountText.of(Account.of(CaptureBundle.read(bundle.write()))))
                .isEqualTo("""
                        built: what was captured, by the captures alone

                          frames                       rx peer->guest   tx guest->peer
                          sent                                     20      at least 20
                          delivered                             0..15               15
                          lost                                  5..20       at least 5
                          duplicated                          unknown                0
                          late (over 50 ms)                     0..15            0..15
                          reordered                             0..15                0
                          longest outage              at least 4.0 ms  at least 4.0 ms

                          rx outages that are certain
                                from (s)  length (ms)     lost   last seen at
                                0.005000          4.0        5   peer
                          from = after the first frame sent, at 1795000000000000000 ns

                          rx frames whose arrival is not shown, by the point where they were last seen
                                      15   vfA

                          tx outages that are certain
                                from (s)  length (ms)     lost   last seen at
                                0.005000          4.0        5   vfA
                          from = after the first frame sent, at 1795000000000000000 ns

                          what this bundle cannot show
                          - deliveries: is not given: what was received is told by the captures alone
                          - points: nothing was captured at the uplink of B: a frame lost in the fabric is not told from one lost in the NIC
                          - rx: without a delivery file or a capture inside the guest, what the guest received cannot be shown: frames seen at a tap may have been lost behind it, so counts are bounds
                          - tx: frames were seen in a part of the window only: whether the guest sent more before the first or after the last, and lost them, cannot be known
                          - tx: delivered means seen at the peer's interface
                          - tx: send times are those of the first capture: how long a frame took to get there is not known, and one sent at an end of the window may be counted or not
                        """);
    }
}
