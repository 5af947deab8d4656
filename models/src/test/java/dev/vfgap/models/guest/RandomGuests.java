package dev.vfgap.models.guest;

import dev.vfgap.models.guest.ActiveBackup.InactiveFrames;
import dev.vfgap.models.guest.SingleNic.Addresses;
import dev.vfgap.models.machine.RowCensus;
import java.util.List;

/** What joins the guest's NICs, over a VF's driver that behaves as the driver does, in any order of whatever may come. */
public final class RandomGuests {
    private static final long MS = RandomVf.MS;

    private RandomGuests() {}

    /** Lets one guest of each kind live. */
    public static void run(long seed, RowCensus census) {
        List<RandomVf> guests = List.of(
                new DriverWorld(seed),
                new BondWorld(seed),
                new NetvscWorld(seed),
                new ToolsWorld(seed),
                new DpdkWorld(seed));
        for (RandomVf guest : guests) {
            guest.run();
            guest.count(census);
        }
    }

    /** A driver that anybody opens, closes and resets at any time. */
    private static final class DriverWorld extends RandomVf {
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
        void act(int choice) {
            switch (choice) {
                case 3, 4 -> driver.open();
                case 5 -> driver.close();
                case 6 -> driver.reset();
                default -> driver.resetDone();
            }
        }

        @Override
        void count(RowCensus census) {
            census.add("random guests", VfDriver.TABLE, driver::timesTaken);
        }
    }

    private static final class BondWorld extends RandomVf implements Bond.Port {
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
        void act(int choice) {
            switch (choice) {
                case 3 -> bond.standbyIs(LowerDevice.REGISTERED);
                case 4 -> bond.standbyIs(LowerDevice.READY);
                case 5 -> bond.detach();
                case 6 -> bond.attach();
                default -> {}
            }
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

        @Override
        void count(RowCensus census) {
            census.add("random guests", BondSlave.TABLE, bond::timesTaken);
        }
    }

    private static final class NetvscWorld extends RandomVf implements NetvscPath.Port {
        private final NetvscPath path = new NetvscPath(phases, this);

        NetvscWorld(long seed) {
            super(seed);
            if (random.nextBoolean()) {
                driver.foundAtBoot();
                path.fire(NetvscEvent.FOUND_AT_BOOT);
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
        void unplug() {
            path.fire(NetvscEvent.VF_GOING_DOWN);
        }

        @Override
        void act(int choice) {}

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

        @Override
        void count(RowCensus census) {
            census.add("random guests", NetvscPath.TABLE, path::timesTaken);
        }
    }

    private static final class ToolsWorld extends RandomVf implements GuestTools.Port {
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
        void act(int choice) {}

        @Override
        public void open() {
            driver.open();
        }

        @Override
        public void addresses(Addresses now) {}

        @Override
        void count(RowCensus census) {
            census.add("random guests", GuestTools.TABLE, tools::timesTaken);
        }
    }

    private static final class DpdkWorld extends RandomVf {
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
        }

        /** A slot may ask for the removal of a device that no driver took. */
        private void removeOfNothing() {
            if (!plugged && (member.state() == DpdkState.AWAY || member.state() == DpdkState.AWAITED)) {
                member.fire(DpdkEvent.REMOVE);
            }
        }

        @Override
        void count(RowCensus census) {
            census.add("random guests", DpdkMember.TABLE, member::timesTaken);
        }
    }
}
