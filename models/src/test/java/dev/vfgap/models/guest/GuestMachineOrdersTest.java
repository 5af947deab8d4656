package dev.vfgap.models.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.guest.ActiveBackup.InactiveFrames;
import dev.vfgap.models.guest.SingleNic.Addresses;
import dev.vfgap.simcore.table.TransitionTable.Row;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What joins the guest's NICs, over a VF's driver that behaves as the driver does, in any order of whatever may come. */
class GuestMachineOrdersTest {
    private static final long MS = RandomVf.MS;

    private final Map<String, Long> taken = new TreeMap<>();

    static LongStream seeds() {
        return LongStream.range(0, 600);
    }

    @Test
    void noOrderMeetsAnErrorAndEveryTransitionIsTakenInSomeOrder() {
        seeds().forEach(seed -> {
            try {
                new DriverWorld(seed).run();
                new BondWorld(seed).run();
                new NetvscWorld(seed).run();
                new ToolsWorld(seed).run();
                new DpdkWorld(seed).run();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        });
        TreeSet<String> never = new TreeSet<>();
        taken.forEach((row, times) -> {
            if (times == 0) {
                never.add(row);
            }
        });

        assertThat(taken).as("rows").hasSizeGreaterThan(60);
        assertThat(never).isEmpty();
    }

    private void count(String table, Row<?, ?, ?> row, long times) {
        if (row.kind() == Row.Kind.TRANSITION) {
            taken.merge(table + ": " + row.from() + " " + row.event(), times, Long::sum);
        }
    }

    /** A driver that anybody opens, closes and resets at any time. */
    private final class DriverWorld extends RandomVf {
        DriverWorld(long seed) {
            super(seed, VfDriver.Opener.values());
            int start = random.nextInt(6);
            plugged = start < 3;
            switch (start) {
                case 0 -> driver.foundAtBoot();
                case 1 -> driver.cameBound(LowerDevice.READY);
                case 2 -> driver.cameBound(LowerDevice.REGISTERED);
                default -> {}
            }
        }

        @Override
        void ofDriver(VfCommand command) {
            boundOrRemoved(command);
        }

        @Override
        void plug() {
            driver.newDevice();
            driver.probe();
        }

        @Override
        void unplug() {
            driver.remove();
        }

        @Override
        void act(int choice) {
            switch (choice) {
                case 3, 4 -> driver.open();
                case 5 -> driver.close();
                case 6 -> driver.reset();
                default -> driver.resetDone();
            }
            VfDriver.TABLE.rows().forEach(row -> count("vf driver", row, driver.timesTaken(row)));
        }
    }

    private final class BondWorld extends RandomVf implements Bond.Port {
        private final Bond bond;

        BondWorld(long seed) {
            super(seed);
            long miimon = random.nextInt(4) == 0 ? 0 : 20 * MS;
            bond = new Bond(
                    phases,
                    new BondSettings(
                            miimon,
                            random.nextInt(4),
                            random.nextInt(4),
                            random.nextInt(4),
                            random.nextBoolean() ? Member.PRIMARY : Member.NONE,
                            InactiveFrames.DROPPED),
                    miimon == 0 ? 0 : random.nextLong(miimon),
                    this);
            boolean there = random.nextBoolean();
            bond.startAtBoot(there ? LowerDevice.READY : LowerDevice.ABSENT);
            if (there) {
                driver.foundAtBoot();
                plugged = true;
            }
        }

        @Override
        void ofDriver(VfCommand command) {
            switch (command) {
                case NETDEV_THERE -> bond.netdevThere();
                case LOWER_DEVICE_CHANGED -> bond.primaryIs(driver.state().lowerDevice());
                case GONE -> bond.primaryGone();
                default -> boundOrRemoved(command);
            }
        }

        @Override
        void plug() {
            driver.newDevice();
            driver.probe();
        }

        @Override
        void unplug() {
            driver.remove();
        }

        @Override
        void act(int choice) {
            switch (choice) {
                case 3 -> bond.standbyIs(LowerDevice.REGISTERED);
                case 4 -> bond.standbyIs(LowerDevice.READY);
                case 5 -> bond.detach();
                case 6 -> bond.attach();
                default -> {}
            }
            BondSlave.TABLE.rows().forEach(row -> count("bond slave", row, bond.timesTaken(row)));
        }

        @Override
        public void open() {
            driver.open();
        }

        @Override
        public void close() {
            driver.close();
        }

        @Override
        public void active(Member member) {}

        @Override
        public void announce() {}
    }

    private final class NetvscWorld extends RandomVf implements NetvscPath.Port {
        private final NetvscPath path = new NetvscPath(phases, this);

        NetvscWorld(long seed) {
            super(seed);
            if (random.nextBoolean()) {
                path.fire(NetvscEvent.FOUND_AT_BOOT);
                driver.foundAtBoot();
                plugged = true;
            }
        }

        @Override
        void ofDriver(VfCommand command) {
            switch (command) {
                case NETDEV_THERE -> path.fire(NetvscEvent.VF_REGISTERED);
                case RECEIVE_ON -> path.fire(NetvscEvent.VF_UP);
                default -> boundOrRemoved(command);
            }
        }

        @Override
        void plug() {
            driver.newDevice();
            driver.probe();
        }

        @Override
        void unplug() {
            path.fire(NetvscEvent.VF_GOING_DOWN);
        }

        @Override
        void act(int choice) {
            NetvscPath.TABLE.rows().forEach(row -> count("netvsc path", row, path.timesTaken(row)));
        }

        @Override
        public void open() {
            driver.open();
        }

        @Override
        public void hostLeads(Member to) {}

        @Override
        public void sends(Member by) {}

        @Override
        public void letGo() {
            driver.remove();
        }
    }

    private final class ToolsWorld extends RandomVf implements GuestTools.Port {
        private final GuestTools tools = new GuestTools(phases, this);

        ToolsWorld(long seed) {
            super(seed);
            if (random.nextBoolean()) {
                tools.fire(ToolsEvent.FOUND_AT_BOOT);
                driver.foundAtBoot();
                plugged = true;
            }
        }

        @Override
        void ofDriver(VfCommand command) {
            switch (command) {
                case NETDEV_THERE -> tools.fire(ToolsEvent.NETDEV_THERE);
                case LINK_UP -> tools.fire(ToolsEvent.LINK_UP);
                case LINK_DOWN -> tools.fire(ToolsEvent.LINK_DOWN);
                case GONE -> tools.fire(ToolsEvent.NETDEV_GONE);
                default -> boundOrRemoved(command);
            }
        }

        @Override
        void plug() {
            driver.newDevice();
            driver.probe();
        }

        @Override
        void unplug() {
            driver.remove();
        }

        @Override
        void act(int choice) {
            GuestTools.TABLE.rows().forEach(row -> count("guest tools", row, tools.timesTaken(row)));
        }

        @Override
        public void open() {
            driver.open();
        }

        @Override
        public void addresses(Addresses now) {}
    }

    private final class DpdkWorld extends RandomVf {
        private final DpdkMember member = new DpdkMember(this::execute);

        DpdkWorld(long seed) {
            super(seed);
            if (random.nextBoolean()) {
                member.fire(DpdkEvent.FOUND_AT_BOOT);
                driver.foundAtBoot();
                plugged = true;
            }
        }

        @Override
        void ofDriver(VfCommand command) {
            switch (command) {
                case NETDEV_THERE -> driver.open();
                case LOWER_DEVICE_CHANGED -> {
                    if (member.isAttaching() && driver.state().lowerDevice() != LowerDevice.ABSENT) {
                        member.fire(DpdkEvent.ATTACHED);
                    }
                }
                case PROBE_GAVE_UP -> member.fire(DpdkEvent.ATTACH_FAILED);
                case REMOVED -> member.fire(DpdkEvent.DETACHED);
                default -> {}
            }
        }

        private void execute(DpdkCommand command) {
            switch (command) {
                case BOUND -> bound();
                case OPEN -> driver.probe();
                case CLOSE -> driver.remove();
                case LET_GO -> removed();
            }
        }

        @Override
        void plug() {
            driver.newDevice();
            member.fire(DpdkEvent.DEVICE_THERE);
        }

        @Override
        void unplug() {
            member.fire(DpdkEvent.REMOVE);
        }

        @Override
        void act(int choice) {
            switch (choice) {
                case 3 -> member.attach();
                case 4 -> member.detach();
                case 5 -> removeOfNothing();
                default -> {}
            }
            DpdkMember.TABLE.rows().forEach(row -> count("dpdk member", row, member.timesTaken(row)));
        }

        /** A slot may ask for the removal of a device that no driver took. */
        private void removeOfNothing() {
            if (!plugged && (member.state() == DpdkState.AWAY || member.state() == DpdkState.AWAITED)) {
                member.fire(DpdkEvent.REMOVE);
            }
        }
    }
}
