package dev.vfgap.models.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.guest.SingleNic.Addresses;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

class GuestToolsTest {
    private static final long MS = 1_000_000;

    @Test
    void aNewNetdevHasItsAddressesAfterItWasOpenedAndHasCarrier() {
        Simulation simulation = new Simulation();
        Timeline timeline = new Timeline(simulation);
        GuestTools tools = new GuestTools(
                new Phases(
                        "guest",
                        new StoppableClock(simulation),
                        new FixedDelays().with("guest.toolsOpen", 70).with("guest.toolsAddress", 400)),
                new GuestTools.Port() {
                    @Override
                    public void open() {
                        timeline.note("open");
                    }

                    @Override
                    public void addresses(Addresses now) {
                        timeline.note("addresses " + now);
                    }
                });
        tools.fire(ToolsEvent.FOUND_AT_BOOT);
        tools.fire(ToolsEvent.LINK_DOWN);
        simulation.runUntil(10 * MS);
        tools.fire(ToolsEvent.NETDEV_GONE);
        simulation.runUntil(1_000 * MS);
        tools.fire(ToolsEvent.NETDEV_THERE);
        simulation.runUntil(1_100 * MS);
        tools.fire(ToolsEvent.LINK_UP);
        simulation.runUntil(1_200 * MS);
        tools.fire(ToolsEvent.LINK_DOWN);
        simulation.runUntil(1_700 * MS);
        tools.fire(ToolsEvent.LINK_UP);
        simulation.runUntil(3_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms addresses APPLIED
                        10 ms addresses MISSING
                        1070 ms open
                        2100 ms addresses APPLIED
                        """);
    }
}
