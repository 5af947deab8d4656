package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.SingleNic;
import dev.vfgap.models.guest.SingleNic.Addresses;
import dev.vfgap.models.host.HostTimes;
import dev.vfgap.models.lab.LabState.Device;
import dev.vfgap.models.lab.LabState.Driver;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A guest whose only NIC is the VF: what the hosts' PFs receive for it, a frame each 100 ns from 0 to 10 µs. */
class NoStandbyTest {
    private static final Cause START = new Cause(0, "the start");
    private static final Flow RX =
            new Flow(0, "rx", Flow.Kind.TO_GUEST, new SendTimes.Periodic(0, Period.ofNanos(100), 100));

    private final DataPath path;
    private final LabState lab;

    NoStandbyTest() {
        HostTimes times = new HostTimes(0, 0, 0, 1_000_000, 0, 1);
        PathLayout layout = new PathLayout(0, 0, 0, 0, 0, 0, 1_000, 1_000, 1, 0, 0, 1_000_000, 0, times);
        path = new DataPath(
                layout,
                List.of(RX),
                new DataPath.Initial(FilterTarget.PRIMARY, FilterTarget.STANDBY, Host.B, 0),
                Tracer.NOBODY);
        lab = new LabState(
                path, PrimaryKind.VF, LabState.Sender.PROGRAM, new SingleNic(LowerDevice.ABSENT, Addresses.APPLIED));
        lab.startWithPrimary(START);
    }

    private static Cause at(long nanos) {
        return new Cause(nanos, "the test");
    }

    /** Runs of one fate, as "first frame: fate, host". */
    private List<String> fates() {
        path.giveUpWaiting(at(20_000));
        path.assertConserved();
        byte[] fates = path.ledger().fates(RX);
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < fates.length; i++) {
            if (i == 0 || fates[i] != fates[i - 1]) {
                runs.add(i + ": " + Ledger.fateOf(fates[i]) + ", " + Ledger.hostOf(fates[i]));
            }
        }
        return runs;
    }

    @Test
    void nothingWaitsOnBForAGuestThatArrivesWithItsVf() {
        lab.guestStops(at(2_000));
        lab.device(Host.B, Device.PLUGGED, at(4_000));
        lab.driver(Host.B, Driver.RECEIVING, at(4_000));
        lab.guestRuns(Host.B, at(4_000));
        lab.led(Host.B, FilterTarget.PRIMARY, at(6_000));

        assertThat(fates()).containsExactly("0: NO_STANDBY, B", "60: DELIVERED_BY_PRIMARY, B");
    }

    @Test
    void nothingWaitsOnBForAGuestThatArrivesWithoutAVf() {
        lab.guestStops(at(2_000));
        lab.lowerPrimary(LowerDevice.ABSENT, at(2_000));
        lab.guestRuns(Host.B, at(4_000));

        assertThat(fates()).containsExactly("0: NO_STANDBY, B");
    }

    @Test
    void aQemuThatDiesTakesNoBackEndOfAStandbyAway() {
        lab.qemuDied(Host.B, at(5_000));

        assertThat(fates()).containsExactly("0: NO_STANDBY, B");
        assertThat(FrameFate.NO_STANDBY.isLoss()).isTrue();
    }
}
