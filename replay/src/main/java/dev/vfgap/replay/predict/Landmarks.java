package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.PrimaryLife.Sign;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The moments of one recorded migration that a lab engineer would name, each with how far it is known.
 *
 * <p>They are what the bundle's events show, and one moment for each move of a filter that its captures show; what became
 * of frames is not looked at. Two lives of a primary are told of: the first that ends (it leaves) and the last that begins
 * (it returns), on whichever host.
 */
public final class Landmarks {

    /** Which moment. */
    public enum Landmark {
        // spotless:off
        UNPLUG_REQUEST ("unplug request",     "QEMU asks the guest to let its primary go"),
        DRIVER_STOP    ("driver stop",        "the driver's remove routine starts"),
        STOPPED        ("stopped",            "the primary's network device is closed"),
        UNREGISTERED   ("unregistered",       "net_failover clears its primary pointer"),
        GONE           ("gone",               "the guest's last link message of the primary"),
        DEVICE_DELETED ("device deleted",     "QEMU's DEVICE_DELETED"),
        LEAVE_COMMAND  ("filter command A",   "the command that leads the filter away from the leaving primary starts"),
        LEAVE_MOVED    ("filter moved A",     "it takes effect"),
        LEAVE_DONE     ("filter done A",      "it returns"),
        MIGRATE        ("migrate",            "the migrate command"),
        SETUP          ("setup",              "MIGRATION setup"),
        WAIT_UNPLUG    ("wait-unplug",        "MIGRATION wait-unplug"),
        SETUP_DONE     ("set up",             "the first MIGRATION status after setup"),
        ACTIVE         ("active",             "MIGRATION active"),
        STOP           ("stop",               "QEMU's STOP on A"),
        COMPLETED      ("completed",          "MIGRATION completed"),
        RESUME         ("resume",             "QEMU's RESUME on B"),
        ANNOUNCED      ("announced",          "QEMU's first announcement"),
        PLUG           ("plug",               "the returning primary is in its slot and the guest runs"),
        BUS_MASTER     ("probe",              "the PCI core enables the returning primary"),
        REGISTERED     ("register",           "its first link message with a master"),
        OPENED         ("open",               "its driver has opened it"),
        POINTER        ("pointer",            "net_failover sets its primary pointer"),
        LINK_UP        ("link",               "it has carrier"),
        RETURN_COMMAND ("filter command B",   "the command that leads the filter to the returning primary starts"),
        RETURN_MOVED   ("filter moved B",     "it takes effect"),
        RETURN_DONE    ("filter done B",      "it returns");
        // spotless:on

        private final String word;
        private final String meaning;

        Landmark(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        /** Its name in results. */
        public String word() {
            return word;
        }

        /** One clause in plain words. */
        public String meaning() {
            return meaning;
        }
    }

    private final CaptureBundle bundle;
    private final ControlEvents events;
    private final StartState start;
    private final Map<Landmark, Moment> moments = new EnumMap<>(Landmark.class);

    private Landmarks(CaptureBundle bundle) {
        this.bundle = bundle;
        this.events = ControlEvents.of(
                bundle, bundle.window().fromNanos(), bundle.window().untilNanos());
        this.start = StartState.of(bundle, events);
    }

    /** The landmarks of a bundle. */
    public static Landmarks of(CaptureBundle bundle) {
        Landmarks landmarks = new Landmarks(bundle);
        landmarks.addMigration();
        landmarks.addLives();
        landmarks.addFilters();
        return landmarks;
    }

    /** When it was; empty where the bundle does not show it, or it never came. */
    public Optional<Moment> at(Landmark landmark) {
        return Optional.ofNullable(moments.get(landmark));
    }

    private void put(Landmark landmark, Optional<Moment> moment) {
        moment.ifPresent(known -> moments.put(landmark, known));
    }

    private void addMigration() {
        put(Landmark.MIGRATE, first(Host.A, "cmd:migrate"));
        put(Landmark.SETUP, events.migration("setup"));
        put(Landmark.WAIT_UNPLUG, events.migration("wait-unplug"));
        put(Landmark.ACTIVE, events.migration("active"));
        put(Landmark.SETUP_DONE, Moment.firstKnown(at(Landmark.WAIT_UNPLUG), at(Landmark.ACTIVE)));
        put(Landmark.COMPLETED, events.migration("completed"));
        put(Landmark.STOP, first(Host.A, "STOP"));
        put(Landmark.RESUME, GuestRuns.resumedOnB(events));
        put(Landmark.ANNOUNCED, at(Landmark.RESUME).map(moment -> moment.after(Lag.RESUME_TO_ANNOUNCEMENT)));
    }

    private Optional<Moment> first(Host host, String name) {
        return events.qmp(host, name).findFirst().map(ControlEvents::moment);
    }

    private void addLives() {
        GuestClock clock = new GuestClock(events.log());
        List<PrimaryLife> lives = new ArrayList<>();
        for (Host host : Host.values()) {
            boolean fromBoot = host == Host.A && start.pluggedOnA();
            lives.addAll(PrimaryLives.of(bundle, events, clock, host, fromBoot));
        }
        PrimaryNic nic = PrimaryNic.of(bundle);
        lives.stream().filter(PrimaryLife::fromBoot).findFirst().ifPresent(life -> leaves(nic, life));
        lives.stream()
                .filter(life -> !life.fromBoot())
                .reduce((before, last) -> last)
                .ifPresent(life -> returns(nic, life));
    }

    private void leaves(PrimaryNic nic, PrimaryLife life) {
        PrimaryMoments some = PrimaryMoments.of(nic, life, PrimaryMoments.Made.WHILE_RUNNING, 0);
        put(
                Landmark.UNPLUG_REQUEST,
                events.events().stream()
                        .filter(ControlEvents::isRemovalRequest)
                        .filter(event ->
                                event.host().filter(life.host()::equals).isPresent())
                        .findFirst()
                        .map(ControlEvents::moment));
        put(Landmark.DRIVER_STOP, some.removeStarts());
        put(Landmark.STOPPED, life.at(Sign.CLOSED));
        put(Landmark.UNREGISTERED, some.pointerCleared());
        put(Landmark.GONE, life.at(Sign.GONE));
        put(
                Landmark.DEVICE_DELETED,
                events.qmp(life.host(), "DEVICE_DELETED")
                        .filter(events::isDeletion)
                        .findFirst()
                        .map(ControlEvents::moment));
    }

    private void returns(PrimaryNic nic, PrimaryLife life) {
        boolean hidden = life.host() == Host.B && start.hiddenOnB();
        PrimaryMoments.Made made = hidden ? PrimaryMoments.Made.WHILE_STOPPED : PrimaryMoments.Made.WHILE_RUNNING;
        PrimaryMoments some = PrimaryMoments.of(nic, life, made, 0);
        put(Landmark.PLUG, plug(life.host(), hidden));
        put(Landmark.BUS_MASTER, life.at(Sign.ENABLING_LINE));
        put(Landmark.REGISTERED, life.at(Sign.LINKED));
        put(Landmark.OPENED, life.at(Sign.OPENED));
        put(Landmark.POINTER, some.pointerSet());
        put(Landmark.LINK_UP, life.at(Sign.READY));
    }

    private Optional<Moment> plug(Host host, boolean hidden) {
        if (hidden) {
            return at(Landmark.RESUME);
        }
        Optional<Moment> added = first(host, "cmd:device_add").map(command -> command.after(Lag.ADDED_TO_DEVICE));
        return added.isPresent() || host == Host.B ? added : events.migration("cancelled");
    }

    /** The first move away from a primary, and the last towards one. */
    private void addFilters() {
        List<FilterMove.Command> commands = FilterMove.commands(events);
        List<FilterMove> moves = FilterMove.of(bundle, events, start);
        for (int i = 0; i < moves.size(); i++) {
            FilterMove move = moves.get(i);
            boolean away = move.to() == FilterTarget.STANDBY || move.to() == FilterTarget.BOTH;
            if (away && at(Landmark.LEAVE_MOVED).isEmpty()) {
                putMove(commands.get(i), move, Landmark.LEAVE_COMMAND, Landmark.LEAVE_MOVED, Landmark.LEAVE_DONE);
            } else if (move.to() == FilterTarget.PRIMARY) {
                putMove(commands.get(i), move, Landmark.RETURN_COMMAND, Landmark.RETURN_MOVED, Landmark.RETURN_DONE);
            }
        }
    }

    private void putMove(
            FilterMove.Command command, FilterMove move, Landmark starts, Landmark moved, Landmark returns) {
        moments.put(starts, Moment.shown(command.startNanos(), 0, "the command's start"));
        moments.put(moved, move.moment());
        if (command.told()) {
            moments.put(returns, Moment.shown(command.endNanos(), 0, "the command's return"));
        }
    }
}
