package dev.vfgap.scenarios.device;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.Otherwise;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Step;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.device.EarlyFilterPlan.Change;
import dev.vfgap.scenarios.device.EarlyFilterPlan.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through a plan with what it knows of both hosts at each step, and writes {@link EarlyFilterPlan}'s. */
final class EarlyFilterWalk {
    private static final String BEFORE_THE_VF_GOES =
            "the NIC leads the MAC to the VF whether a driver runs or not; with the MAC on the PF too, the standby has the"
                    + " frames as soon as the guest lets the primary go";
    private static final String BEFORE_THE_VF_COMES =
            "the NIC leads the MAC to the VF before the VF can receive; until the VF is up the PF has it too";
    private static final String BEFORE_THE_PLUG =
            "a VF without the MAC takes a random one, and net_failover pairs by the MAC; the PF, which has it already, keeps it"
                    + " until the VF is up";
    private static final String VF_IS_UP = "the VF is up: the PF lets the MAC go, and frames come once";
    private static final String STANDBY_UNTIL_UP = "not before the VF is up: until then frames come by the standby";
    private static final String NO_VF_IS_UP = "without a VF that is up the PF keeps the MAC";

    private final Strategy strategy;
    private final List<Change> changes = new ArrayList<>();
    private final List<Step> steps;

    /** A step for when the VF of a host is up. */
    private record Later(Step step, Kind kind, String why) {}

    /** What the plan knows of one host. */
    private static final class Side {
        private boolean vfIsUp;
        private boolean primaryGoesWithMigration;
        private boolean primaryComesBackIfItFails;
        private FilterTarget filter;
        private LinkSetting macvtap = LinkSetting.UP;
        private boolean macvtapIsUpAhead;
        private final List<Later> whenUp = new ArrayList<>();

        Side(FilterTarget filter, boolean vfIsUp, boolean primaryGoesWithMigration) {
            this.filter = filter;
            this.vfIsUp = vfIsUp;
            this.primaryGoesWithMigration = primaryGoesWithMigration;
        }

        Side copy() {
            Side copy = new Side(filter, vfIsUp, primaryGoesWithMigration);
            copy.primaryComesBackIfItFails = primaryComesBackIfItFails;
            copy.macvtap = macvtap;
            copy.macvtapIsUpAhead = macvtapIsUpAhead;
            copy.whenUp.addAll(whenUp);
            return copy;
        }

        void whenUp(Step step, Kind kind, String why) {
            whenUp.add(new Later(step, kind, why));
        }

        void filterIsSettled() {
            whenUp.removeIf(later -> later.step() instanceof Action.SetFilter);
        }
    }

    /** The steps of a plan or of a branch, with the numbers that a runbook gives them. */
    private final class Branch {
        private final String prefix;
        private final Map<Host, Side> sides;
        private final List<Step> written = new ArrayList<>();

        Branch(String prefix, Map<Host, Side> sides) {
            this.prefix = prefix;
            this.sides = sides;
        }

        private String number() {
            return prefix + (written.size() + 1);
        }

        private void change(Step step, Kind kind, String why) {
            changes.add(new Change(number(), kind, step, why));
            written.add(step);
        }

        List<Step> walk(List<Step> plan) {
            for (int i = 0; i < plan.size(); i++) {
                List<Step> rest = plan.subList(i + 1, plan.size());
                Step step = plan.get(i);
                if (step instanceof Await await) {
                    await(await, rest);
                } else if (step instanceof Action action) {
                    act(action, rest);
                } else {
                    written.add(step);
                }
            }
            return List.copyOf(written);
        }

        /** An await; with "continue" the steps behind it would take the MAC from the PF although no VF is up. */
        private void await(Await await, List<Step> rest) {
            Optional<Side> comesUp = upOn(await.condition()).map(sides::get);
            boolean waits = comesUp.isPresent() && !comesUp.get().whenUp.isEmpty();
            if (waits && goesOn(await)) {
                changes.add(new Change(number(), Kind.CHANGED, await, NO_VF_IS_UP));
                written.add(with(await, rest.isEmpty() ? new Otherwise.Abort() : new Otherwise.Instead(branch(rest))));
            } else if (await.limit().isPresent()
                    && await.limit().get().otherwise() instanceof Otherwise.Instead instead) {
                written.add(with(await, new Otherwise.Instead(branch(instead.steps()))));
            } else {
                written.add(await);
            }
            comesUp.ifPresent(side -> {
                side.vfIsUp = true;
                for (Later later : side.whenUp) {
                    change(later.step(), later.kind(), later.why());
                    note(side, later.step());
                }
                side.whenUp.clear();
            });
        }

        private List<Step> branch(List<Step> plan) {
            Map<Host, Side> copies = new EnumMap<>(Host.class);
            sides.forEach((host, side) -> copies.put(host, side.copy()));
            return new Branch(number() + ".", copies).walk(plan);
        }

        private void act(Action action, List<Step> rest) {
            if (action instanceof Action.SetFilter filter) {
                setFilter(filter, rest);
            } else if (action instanceof Action.SetMacvtap macvtap) {
                setMacvtap(macvtap, rest);
            } else if (action instanceof Action.SetStandbyLink standby
                    && standby.link() == LinkSetting.DOWN
                    && isAwaited(standby.host(), rest)) {
                sides.get(standby.host()).whenUp(standby, Kind.MOVED, STANDBY_UNTIL_UP);
            } else if (action instanceof Action.DeviceAdd add) {
                come(add.host(), rest);
                written.add(add);
            } else if (action instanceof Action.Migrate) {
                migrate(rest);
                written.add(action);
            } else if (action instanceof Action.MigrateCancel || action instanceof Action.KillDestination) {
                comeBack(rest);
                written.add(action);
            } else {
                leaving(action).filter(host -> sides.get(host).vfIsUp).ifPresent(host -> {
                    hold(host, rest, BEFORE_THE_VF_GOES);
                    gone(sides.get(host));
                });
                written.add(action);
            }
        }

        /** QEMU unplugs a failover primary on A for the migration, and plugs a hidden one on B when the guest is there. */
        private void migrate(List<Step> rest) {
            for (Host host : Host.values()) {
                Side side = sides.get(host);
                if (side.primaryGoesWithMigration && side.vfIsUp) {
                    hold(host, rest, BEFORE_THE_VF_GOES);
                    gone(side);
                    side.primaryComesBackIfItFails = true;
                } else if (side.primaryGoesWithMigration) {
                    come(host, rest);
                    gone(side);
                }
            }
        }

        /** QEMU plugs the primary again that it has unplugged for a migration which does not succeed. */
        private void comeBack(List<Step> rest) {
            for (Host host : Host.values()) {
                if (sides.get(host).primaryComesBackIfItFails) {
                    sides.get(host).primaryComesBackIfItFails = false;
                    come(host, rest);
                }
            }
        }

        /** A VF that is to be plugged has the MAC before, and so has the PF. */
        private void come(Host host, List<Step> rest) {
            Side side = sides.get(host);
            if (side.filter != FilterTarget.STANDBY || standsOnMacvtap(host)) {
                hold(host, rest, BEFORE_THE_VF_COMES);
                return;
            }
            side.filter = FilterTarget.BOTH;
            change(new Action.SetFilter(host, FilterTarget.BOTH), Kind.INSERTED, BEFORE_THE_PLUG);
            boolean movesLater =
                    rest.stream().anyMatch(step -> step instanceof Action.SetFilter later && later.host() == host);
            if (!movesLater) {
                side.whenUp(new Action.SetFilter(host, FilterTarget.PRIMARY), Kind.INSERTED, VF_IS_UP);
            }
        }

        private void gone(Side side) {
            side.vfIsUp = false;
            side.primaryGoesWithMigration = false;
        }

        private void setFilter(Action.SetFilter step, List<Step> rest) {
            Side side = sides.get(step.host());
            if (step.to() != FilterTarget.PRIMARY || side.vfIsUp || standsOnMacvtap(step.host())) {
                side.filterIsSettled();
                side.filter = step.to();
                written.add(step);
                return;
            }
            boolean hasBoth = side.filter == FilterTarget.BOTH && isAwaited(step.host(), rest);
            side.filterIsSettled();
            if (hasBoth) {
                side.whenUp(step, Kind.MOVED, VF_IS_UP);
            } else {
                side.filter = FilterTarget.BOTH;
                change(new Action.SetFilter(step.host(), FilterTarget.BOTH), Kind.CHANGED, BEFORE_THE_VF_COMES);
                side.whenUp(step, Kind.INSERTED, VF_IS_UP);
            }
        }

        private void setMacvtap(Action.SetMacvtap step, List<Step> rest) {
            Side side = sides.get(step.host());
            if (step.link() == LinkSetting.DOWN && isAwaited(step.host(), rest)) {
                side.whenUp(step, Kind.MOVED, STANDBY_UNTIL_UP);
            } else if (step.link() == LinkSetting.UP && side.macvtapIsUpAhead) {
                side.macvtapIsUpAhead = false;
            } else {
                note(side, step);
                written.add(step);
            }
        }

        /** Whether the VF of a host is not up, and a later step awaits that it is. */
        private boolean isAwaited(Host host, List<Step> rest) {
            return !sides.get(host).vfIsUp
                    && rest.stream()
                            .anyMatch(step -> step instanceof Await await
                                    && upOn(await.condition()).equals(Optional.of(host)));
        }

        /** Gives the PF the MAC too, where it has not. */
        private void hold(Host host, List<Step> rest, String why) {
            Side side = sides.get(host);
            if (standsOnMacvtap(host)) {
                if (side.macvtap == LinkSetting.DOWN) {
                    Step up = new Action.SetMacvtap(host, LinkSetting.UP);
                    side.macvtapIsUpAhead = rest.contains(up);
                    change(up, side.macvtapIsUpAhead ? Kind.MOVED : Kind.INSERTED, why);
                    note(side, up);
                    if (!side.macvtapIsUpAhead) {
                        side.whenUp(new Action.SetMacvtap(host, LinkSetting.DOWN), Kind.INSERTED, VF_IS_UP);
                    }
                }
            } else if (side.filter == FilterTarget.PRIMARY || side.filter == FilterTarget.NONE) {
                side.filter = FilterTarget.BOTH;
                change(new Action.SetFilter(host, FilterTarget.BOTH), Kind.INSERTED, why);
                side.whenUp(new Action.SetFilter(host, FilterTarget.PRIMARY), Kind.INSERTED, VF_IS_UP);
            }
        }
    }

    EarlyFilterWalk(Strategy strategy) {
        this.strategy = strategy;
        Initial initial = strategy.initial();
        boolean byQemu = strategy.requires().standby() == Standby.FAILOVER;
        boolean plugged = initial.primaryA() == PrimaryPresence.PLUGGED;
        Map<Host, Side> sides = new EnumMap<>(Host.class);
        sides.put(Host.A, new Side(initial.filterA(), plugged, plugged && byQemu));
        sides.put(Host.B, new Side(initial.filterB(), false, initial.primaryB() == PrimaryPresence.HIDDEN && byQemu));
        this.steps = new Branch("", sides).walk(strategy.plan().steps());
    }

    List<Step> steps() {
        return steps;
    }

    /** What was changed, in the order of the steps. */
    List<Change> changes() {
        List<Change> sorted = new ArrayList<>(changes);
        sorted.sort(Comparator.comparing(Change::number, EarlyFilterWalk::compareNumbers));
        return sorted;
    }

    /** "2" before "2.1" before "10". */
    private static int compareNumbers(String one, String other) {
        String[] a = one.split("\\.");
        String[] b = other.split("\\.");
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int difference = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    /** Whether the plan gives the PF the MAC by a macvtap on this host. */
    private boolean standsOnMacvtap(Host host) {
        return strategy.has(step -> step instanceof Action.SetMacvtap macvtap && macvtap.host() == host);
    }

    private static void note(Side side, Step step) {
        if (step instanceof Action.SetFilter filter) {
            side.filter = filter.to();
        } else if (step instanceof Action.SetMacvtap macvtap) {
            side.macvtap = macvtap.link();
        }
    }

    private static boolean goesOn(Await await) {
        return await.limit()
                .filter(limit -> limit.otherwise() instanceof Otherwise.Continue)
                .isPresent();
    }

    private static Await with(Await await, Otherwise otherwise) {
        return Await.limited(await.condition(), await.limit().orElseThrow().nanos(), otherwise);
    }

    /** The host whose VF is up when this holds. */
    private static Optional<Host> upOn(Condition condition) {
        if (condition instanceof Condition.GuestPrimaryLinkUp up) {
            return Optional.of(up.host());
        }
        return condition instanceof Condition.VfQueuesOn on ? Optional.of(on.host()) : Optional.empty();
    }

    /** The host on which this takes the VF from the guest. */
    private static Optional<Host> leaving(Action action) {
        if (action instanceof Action.DeviceDel del) {
            return Optional.of(del.host());
        }
        if (action instanceof Action.SurpriseRemove remove) {
            return Optional.of(remove.host());
        }
        if (action instanceof Action.NetdevDel del) {
            return Optional.of(del.host());
        }
        if (action instanceof Action.SetLink cut && cut.link() == LinkSetting.DOWN) {
            return Optional.of(cut.host());
        }
        if (action instanceof Action.PressButton button) {
            return Optional.of(button.host());
        }
        return action instanceof Action.GuestDetach detach ? Optional.of(detach.host()) : Optional.empty();
    }
}
