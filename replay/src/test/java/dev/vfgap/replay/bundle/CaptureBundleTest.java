package dev.vfgap.replay.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.AwaitedStatus;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.replay.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureBundleTest {

    @TempDir
    private Path folder;

    static List<Path> samples() {
        return Samples.migrations();
    }

    @Test
    void readsTheManifestOfAnS1() {
        CaptureBundle bundle = CaptureBundle.read(Samples.migration("S1-1"));

        assertThat(bundle.name()).isEqualTo("S1-1");
        assertThat(bundle.guest()).isEqualTo(new Endpoint(0x525400aabb01L, 0x0a090002, 7000));
        assertThat(bundle.traffic(Direction.RX).orElseThrow().framesPerSecond()).hasValue(500);
        assertThat(bundle.traffic(Direction.RX).orElseThrow().payloadBytes()).hasValue(40);
        assertThat(bundle.traffic(Direction.TX).orElseThrow().sequence())
                .contains(new SequenceField(8, 8, SequenceField.Order.LITTLE));
        assertThat(bundle.points())
                .map(point -> point.name() + "=" + point.place())
                .containsExactly(
                        "peer=PEER",
                        "uplinkA=UPLINK_A",
                        "tapA-virtio=STANDBY_A",
                        "tapA-primary=PRIMARY_A",
                        "uplinkB=UPLINK_B",
                        "tapB-virtio=STANDBY_B",
                        "tapB-primary=PRIMARY_B");
        assertThat(bundle.environment().announce())
                .contains(new Environment.Announce(50_000_000, 100_000_000, 550_000_000, 5));
        assertThat(bundle.environment().maxBandwidthBytesPerSecond()).hasValue(40 << 20);
        assertThat(bundle.environment().downtimeLimitNanos()).hasValue(300_000_000);
        assertThat(bundle.environment().primaryQueueFrames()).hasValue(64);
        assertThat(bundle.environment().failoverByQemu()).isTrue();
        assertThat(bundle.initial())
                .contains(new Initial(
                        FilterTarget.PRIMARY, FilterTarget.STANDBY, PrimaryPresence.PLUGGED, PrimaryPresence.HIDDEN));
        assertThat(bundle.plan())
                .isEqualTo(new Plan(List.of(
                        new Action.Migrate(),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.ACTIVE)),
                        new Action.SetFilter(Host.A, FilterTarget.STANDBY),
                        Await.unlimited(new Condition.Resumed(Host.B)),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.COMPLETED)),
                        Await.unlimited(new Condition.GuestPrimaryLinkUp(Host.B)),
                        new Action.SetFilter(Host.B, FilterTarget.PRIMARY))));
        assertThat(bundle.window()).isEqualTo(new Window(1795379565606363967L, 1795379575138838437L));
        assertThat(bundle.interfaces().isPrimary("eth2")).isTrue();
        assertThat(bundle.interfaces().isPrimary("eth1")).isFalse();
    }

    @Test
    void takesTheManifestForItsFolder() {
        Path sample = Samples.migration("S7-1");

        assertThat(CaptureBundle.read(sample.resolve("bundle.json"))).isEqualTo(CaptureBundle.read(sample));
    }

    @Test
    void readsStepsThatNoGivenBundleHas() {
        Path built = BundleFolder.in(folder)
                .with(manifest -> {
                    var plan = manifest.putArray("plan");
                    plan.addObject().put("do", "set-filter").put("host", "B").put("to", "both");
                    plan.addObject().put("do", "set-link").put("host", "A").put("up", false);
                    plan.addObject().put("do", "netdev-del").put("host", "A");
                    plan.addObject().put("wait", "100ms..200ms");
                    plan.addObject().put("wait", "1s");
                    plan.addObject().put("do", "kill-destination");
                    plan.addObject().put("await", "migration").put("status", "failed");
                })
                .write();

        assertThat(CaptureBundle.read(built).plan())
                .isEqualTo(new Plan(List.of(
                        new Action.SetFilter(Host.B, FilterTarget.BOTH),
                        new Action.SetLink(Host.A, LinkSetting.DOWN),
                        new Action.NetdevDel(Host.A),
                        new Wait(100_000_000, 200_000_000),
                        new Wait(1_000_000_000, 1_000_000_000),
                        new Action.KillDestination(),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.FAILED)))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsReadWithoutAFinding(Path sample) {
        CaptureBundle bundle = CaptureBundle.read(sample);

        assertThat(bundle.findings()).isEmpty();
        assertThat(bundle.plan().steps()).isNotEmpty();
        assertThat(bundle.points()).hasSize(7);
        assertThat(bundle.events().first("driver", "begin")).isPresent();
        assertThat(bundle.events().first("driver", "end")).isPresent();
    }

    @Test
    void eventsAreOrderedByTheirBestStampAndThenByArrival() throws IOException {
        Files.writeString(folder.resolve("events.jsonl"), """
                {"t_ns": 500, "source": "guest", "name": "link", "detail": {"via": "B", "op": "newlink", "dev": "eth2", "idx": "4", "master": "2", "up": "1", "lower_up": "1", "carrier": "0", "t_guest_est_ns": 200}}
                {"t_ns": 400, "source": "qmp-A", "name": "STOP", "detail": {"qemu_t_ns": 100}}
                {"t_ns": 300, "source": "driver", "name": "filterA_standby", "detail": {"done_ns": 350}}
                {"t_ns": 200, "source": "guest", "name": "link", "detail": {"via": "A", "op": "dellink", "dev": "eth2"}}
                {"t_ns": 310, "source": "qmp-A", "name": "MIGRATION", "detail": {"data": {"status": "active"}}}
                """);
        EventLog log = CaptureBundle.read(BundleFolder.in(folder).write()).events();

        assertThat(log.events())
                .map(event -> event.atNanos() + " " + event.name() + " line " + event.line())
                .containsExactly(
                        "100 STOP line 2",
                        "200 link line 1",
                        "200 link line 4",
                        "300 filterA_standby line 3",
                        "310 MIGRATION line 5");
        assertThat(log.links())
                .containsExactly(
                        new GuestLink(200, Host.B, "eth2", 4, 2, false, true, true, false),
                        new GuestLink(200, Host.A, "eth2", 0, 0, true, false, false, false));
        assertThat(log.first("driver", "filterA_standby").orElseThrow().doneNanos())
                .hasValue(350);
        assertThat(log.first("qmp-A", "MIGRATION").orElseThrow().migrationStatus())
                .contains("active");
        assertThat(log.first("qmp-A", "STOP").orElseThrow().readAtNanos()).isEqualTo(400);
    }

    @Test
    void eventsOfAHostWithItsOwnClockAreBroughtOntoTheBundles() throws IOException {
        Files.writeString(folder.resolve("events.jsonl"), """
                {"t_ns": 5000, "source": "qmp-B", "name": "RESUME", "detail": {"qemu_t_ns": 4900}}
                {"t_ns": 5000, "source": "guest", "name": "kmsg", "detail": {"via": "B"}}
                {"t_ns": 5000, "source": "guest", "name": "link", "detail": {"via": "B", "t_guest_est_ns": 4321}}
                {"t_ns": 5000, "source": "driver", "name": "begin", "detail": {}}
                """);
        CaptureBundle bundle = CaptureBundle.read(BundleFolder.in(folder)
                .with(manifest -> {
                    ObjectNode clock = manifest.putObject("clock").put("kind", "per-host");
                    clock.putObject("hosts").putObject("B").put("offsetNs", 1000);
                })
                .write());

        assertThat(bundle.events().events())
                .map(event -> event.name() + " " + event.atNanos() + " " + event.readAtNanos())
                .containsExactly("RESUME 3900 4000", "kmsg 4000 4000", "link 4321 4000", "begin 5000 5000");
    }

    @Test
    void aBareBundleSaysWhatItCannotShow() throws IOException {
        Files.writeString(folder.resolve("bundle.json"), """
                {"format": "vfgap-capture-bundle/1", "name": "bare",
                 "guest": {"mac": "52:54:00:aa:bb:01", "ipv4": "10.9.0.2", "udpPort": 7000},
                 "peer": {"mac": "02:00:00:00:00:01", "ipv4": "10.9.0.1", "udpPort": 7000}}
                """);
        CaptureBundle bundle = CaptureBundle.read(folder);

        assertThat(bundle.findings())
                .containsExactly(
                        Finding.limit("clock", "is not given; all files are taken to be stamped by one clock"),
                        Finding.limit("traffic", "tells nothing of rx"),
                        Finding.limit("traffic", "tells nothing of tx"),
                        Finding.limit("deliveries", "is not given: what was received is told by the captures alone"),
                        Finding.limit(
                                "events",
                                "is not given: nothing can be said about what caused a loss, and nothing replayed"),
                        Finding.limit("initial", "is not given, so nothing can be replayed"),
                        Finding.limit("window", "is not given; every frame that was seen counts"));
        assertThat(bundle.window().contains(Long.MAX_VALUE)).isTrue();
        assertThat(bundle.initial()).isEqualTo(Optional.empty());
    }

    @Test
    void pointsArePutInPathOrder() {
        Path built = BundleFolder.in(folder)
                .point("inside", "guest", "")
                .point("upA", "uplink", "A")
                .point("peer", "peer", "")
                .write();

        assertThat(CaptureBundle.read(built).points())
                .extracting(CapturePoint::at)
                .containsExactly(Place.Kind.PEER, Place.Kind.UPLINK, Place.Kind.GUEST);
    }
}
