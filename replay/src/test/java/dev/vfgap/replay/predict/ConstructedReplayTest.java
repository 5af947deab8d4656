package dev.vfgap.replay.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control events that no shipped recording shows, with the losses that follow from the code of kernel and QEMU. */
class ConstructedReplayTest {
    private static final String DOWN = "{\"args\": {\"name\": \"primary\", \"up\": false}}";
    private static final String UP = "{\"args\": {\"name\": \"primary\", \"up\": true}}";
    private static final String DELETED = "{\"data\": {\"device\": \"primary\"}}";

    @TempDir
    private Path folder;

    private BuiltMigration with(String nic, int frames) {
        return BuiltMigration.of(folder.resolve("built"), nic, frames).initial("primary", "standby", "plugged", "none");
    }

    @Test
    void aCutLinkOfAnE1000eHoldsFramesUntilItHasNegotiatedAnew() {
        ReplayResult result = with("e1000e", 2000)
                .qmp("A", "cmd:set_link", 500, DOWN)
                .qmp("A", "cmd:set_link", 900, UP)
                .replay();

        // 60 frames fit, the one in QEMU's hands included; the part negotiates for 500 ms after the mend.
        assertThat(BuiltMigration.losses(result, Direction.RX)).containsExactly("561..1400 840 LINK_CUT PRIMARY_A");
        assertThat(BuiltMigration.losses(result, Direction.TX)).containsExactly("501..508 8 LINK_CUT GUEST");
        assertThat(result.assumed()).containsExactly("e1000e.carrierLost", "qemu.setLinkToEffect");
    }

    @Test
    void aMendedLinkReceivesBeforeTheGuestSaysSo() {
        ReplayResult result = with("e1000e", 2000)
                .qmp("A", "cmd:set_link", 500, DOWN)
                .link("A", "carrier", 10)
                .kernel("A", "e1000e 0000:02:00.0 eth2: NIC Link is Down", 505.4)
                .qmp("A", "cmd:set_link", 900, UP)
                .kernel("A", "e1000e 0000:02:00.0 eth2: NIC Link is Up 1000 Mbps", 1300.3)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX)).containsExactly("561..1290 730 LINK_CUT PRIMARY_A");
        assertThat(BuiltMigration.losses(result, Direction.TX)).containsExactly("501..505 5 LINK_CUT GUEST");
    }

    @Test
    void aCutLinkOfAVmxnet3ThrowsFramesAway() {
        ReplayResult result = with("vmxnet3", 2000)
                .qmp("A", "cmd:set_link", 500, DOWN)
                .qmp("A", "cmd:set_link", 900, UP)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX)).containsExactly("501..902 402 LINK_CUT PRIMARY_A");
        assertThat(BuiltMigration.losses(result, Direction.TX)).containsExactly("501..502 2 LINK_CUT GUEST");
    }

    @Test
    void aLinkThatIsCutAtTheBackEndThrowsFramesOfAnE1000eAwayToo() {
        ReplayResult result = with("e1000e", 2000)
                .qmp("A", "cmd:set_link", 500, "{\"args\": {\"name\": \"np\", \"up\": false}}")
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX)).containsExactly("501..1999 1499 LINK_CUT PRIMARY_A");
    }

    @Test
    void framesDieAtTheUplinkOnceTheBackEndIsGone() {
        ReplayResult result = with("e1000e", 2000)
                .qmp("A", "cmd:netdev_del", 500, "{\"args\": {\"id\": \"np\"}}")
                .filter("A", "standby", 700, 710)
                .qmp("A", "cmd:device_del", 800, "{\"args\": {\"id\": \"primary\"}}")
                .link("A", "closed", 890)
                .link("A", "gone", 907)
                .qmp("A", "DEVICE_DELETED", 1012, DELETED)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX))
                .containsExactly("501..706 206 BACKEND_GONE UPLINK_A", "707..900 194 STANDBY_SHADOWED STANDBY_A");
        assertThat(BuiltMigration.losses(result, Direction.TX)).containsExactly("501..508 8 LINK_CUT GUEST");
    }

    @Test
    void withBothPortsTheStandbyTakesOverWhenThePrimaryIsUnregistered() {
        ReplayResult result = with("vmxnet3", 2000)
                .filter("A", "both", 300, 310)
                .qmp("A", "cmd:device_del", 500, "{\"args\": {\"id\": \"primary\"}}")
                .link("A", "closed", 590)
                .link("A", "gone", 607)
                .qmp("A", "DEVICE_DELETED", 712, DELETED)
                .filter("A", "standby", 800, 810)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX))
                .containsExactly("575..600 26 STANDBY_SHADOWED STANDBY_A");
        assertThat(BuiltMigration.losses(result, Direction.TX)).isEmpty();
    }

    @Test
    void aDestinationThatIsKilledLeavesTheGuestToTheSourceWithWhatItsQueueHeld() {
        ReplayResult result = with("e1000e", 2000)
                .initial("standby", "standby", "none", "none")
                .qmp("A", "cmd:migrate", 100)
                .qmp("A", "STOP", 500)
                .driver("kill_dest", 520)
                .qmp("A", "MIGRATION", 540, "{\"data\": {\"status\": \"failed\"}}")
                .qmp("A", "RESUME", 560)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX)).isEmpty();
        assertThat(BuiltMigration.losses(result, Direction.TX)).isEmpty();
    }

    @Test
    void aDestinationThatIsKilledAfterItRanTakesTheGuestAlong() {
        ReplayResult result = with("e1000e", 2000)
                .initial("standby", "standby", "none", "none")
                .qmp("A", "STOP", 500)
                .qmp("B", "RESUME", 540)
                .driver("kill_dest", 600)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX))
                .containsExactly("500..539 40 LEFT_AT_SOURCE STANDBY_A", "600..1999 1400 BACKEND_GONE UPLINK_B");
    }

    @Test
    void aVmxnet3ReceivesOnceItIsOpenAndDiscardsWhatCameBefore() {
        ReplayResult result = with("vmxnet3", 2000)
                .initial("standby", "standby", "none", "none")
                .filter("A", "primary", 300, 310)
                .qmp("A", "cmd:device_add", 400, "{\"args\": {\"id\": \"primary\"}}")
                .link("A", "linked", 700)
                .link("A", "up", 720)
                .link("A", "carrier", 721)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX))
                .containsExactly("307..401 95 NO_DEVICE PRIMARY_A", "402..719 318 FILTER_AHEAD_OF_DRIVER PRIMARY_A");
    }

    @Test
    void anUnknownNicReceivesWithItsCarrierAndStopsBeforeItIsClosed() {
        ReplayResult result = with("igbvf", 2000)
                .filter("A", "standby", 610, 620)
                .link("A", "closed", 500)
                .link("A", "gone", 560)
                .filter("A", "primary", 900, 910)
                .link("A", "linked", 1000)
                .link("A", "up", 1050)
                .link("A", "carrier", 1200)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX))
                .containsExactly(
                        "495..616 122 FILTER_BEHIND_DRIVER PRIMARY_A", "907..1198 292 FILTER_BEHIND_DRIVER PRIMARY_A");
    }

    @Test
    void anUnplugThatIsCancelledLeavesTheOldestFramesToTheReopen() {
        ReplayResult result = with("e1000e", 3000)
                .qmp("A", "cmd:migrate", 100)
                .qmp("A", "UNPLUG_PRIMARY", 105, "{\"data\": {\"device-id\": \"primary\"}}")
                .link("A", "closed", 200)
                .link("A", "gone", 217)
                .qmp("A", "cmd:migrate_cancel", 150)
                .qmp("A", "MIGRATION", 300, "{\"data\": {\"status\": \"cancelled\"}}")
                .link("A", "linked", 440)
                .link("A", "up", 530)
                .link("A", "carrier", 1016)
                .replay();

        // One more frame is served; 8 come into a ring that nobody reads; 60 wait. The open drops the 22 oldest of
        // them,
        // and lets in 16 new ones. What waits is handed over when the link has been negotiated.
        assertThat(BuiltMigration.losses(result, Direction.RX))
                .containsExactly(
                        "132..161 30 FILTER_BEHIND_DRIVER PRIMARY_A",
                        "200..515 316 FILTER_BEHIND_DRIVER PRIMARY_A",
                        "532..994 463 FILTER_BEHIND_DRIVER PRIMARY_A");
        assertThat(BuiltMigration.losses(result, Direction.TX))
                .containsExactly(
                        "131..132 2 DRIVER_STOPPED_WITH_FRAME GUEST", "1013..1014 2 SENT_INTO_COMING_LINK GUEST");
    }

    @Test
    void aCommandThatQemuRefusedChangesNothing() {
        ReplayResult result = with("vmxnet3", 1000)
                .qmp("A", "cmd:set_link", 500, DOWN)
                .qmp("A", "error:set_link", 501)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX)).isEmpty();
        assertThat(result.findings())
                .extracting(finding -> finding.text())
                .contains("QEMU refused set_link; it changed nothing");
    }

    @Test
    void aDeviceThatIsNotNamedIsKnownByItsDriver() {
        CaptureBundle bundle = with("e1000e", 1000)
                .unnamedNic()
                .kernel("A", "e1000e 0000:02:00.0 eth2: NIC Link is Up 1000 Mbps", 1)
                .read();

        assertThat(PrimaryNic.of(bundle)).isEqualTo(PrimaryNic.E1000E);
        assertThat(PrimaryNic.of(with("igbvf", 1).unnamedNic().read())).isEqualTo(PrimaryNic.OTHER);
    }

    @Test
    void aRemovalOfWhichTheGuestToldNothingIsKnownByItsDeletion() {
        ReplayResult result = with("igbvf", 1000)
                .link("A", "carrier", 10)
                .qmp("A", "DEVICE_DELETED", 605, DELETED)
                .filter("A", "standby", 700, 710)
                .replay();

        assertThat(BuiltMigration.losses(result, Direction.RX))
                .containsExactly("485..604 120 FILTER_BEHIND_DRIVER PRIMARY_A", "605..706 102 NO_DEVICE PRIMARY_A");
    }
}
