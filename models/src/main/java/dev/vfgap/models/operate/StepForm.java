package dev.vfgap.models.operate;

import dev.vfgap.models.frame.Host;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The words of the plan vocabulary: what can stand after {@code do:} and {@code await:}, with which fields.
 *
 * <p>Readers of strategy files and bundles, the JSON Schema, the writers and the messages all go by this table, so that
 * a word is spelled in one place. {@code wait} has a duration instead of a word and is not in it.
 */
public enum StepForm {
    // spotless:off
    SET_FILTER            (Keyword.DO,    "set-filter",            "move the NIC's filter entry for the guest's MAC", Field.HOST, Field.TO),
    DEVICE_DEL            (Keyword.DO,    "device-del",            "request ordered removal of the primary",          Field.HOST),
    DEVICE_ADD            (Keyword.DO,    "device-add",            "hot-plug a primary",                              Field.HOST),
    SET_LINK              (Keyword.DO,    "set-link",              "cut or give back the primary's link",             Field.HOST, Field.UP),
    NETDEV_DEL            (Keyword.DO,    "netdev-del",            "take the primary's back end away",                Field.HOST),
    MIGRATE               (Keyword.DO,    "migrate",               "start the migration from A to B"),
    MIGRATE_CANCEL        (Keyword.DO,    "migrate-cancel",        "give the migration up"),
    KILL_DESTINATION      (Keyword.DO,    "kill-destination",      "end the destination's QEMU at once"),
    SET_STANDBY_LINK      (Keyword.DO,    "set-standby-link",      "cut or give back the standby's link",             Field.HOST, Field.UP),
    SET_MACVTAP           (Keyword.DO,    "set-macvtap",           "take the macvtap down or up, with the PF's filter", Field.HOST, Field.UP),
    SET_PF                (Keyword.DO,    "set-pf",                "take the physical function down or up",           Field.HOST, Field.UP),
    SURPRISE_REMOVE       (Keyword.DO,    "surprise-remove",       "pull the primary's hardware without a word",      Field.HOST),
    PRESS_BUTTON          (Keyword.DO,    "press-button",          "press the slot's attention button",               Field.HOST),
    ANNOUNCE              (Keyword.DO,    "announce",              "have QEMU announce the guest's MAC",              Field.HOST),
    RELEASE_VCPU          (Keyword.DO,    "release-vcpu",          "let a vCPU go on that a bus-master write holds",  Field.HOST),
    GUEST_DETACH          (Keyword.DO,    "guest-detach",          "in the guest: take the primary out of the bond",  Field.HOST),
    GUEST_ATTACH          (Keyword.DO,    "guest-attach",          "in the guest: take the primary into the bond",    Field.HOST),
    MIGRATE_START_POSTCOPY(Keyword.DO,    "migrate-start-postcopy", "have the guest run on B before its memory is there"),
    MIGRATION             (Keyword.AWAIT, "migration",             "QEMU's status on A has been reached",             Field.STATUS),
    DEVICE_DELETED        (Keyword.AWAIT, "device-deleted",        "QEMU has deleted the primary",                    Field.HOST),
    RESUME                (Keyword.AWAIT, "resume",                "the guest runs on this host",                     Field.HOST),
    GUEST_PRIMARY_DOWN    (Keyword.AWAIT, "guest-primary-down",    "the guest's driver has stopped its primary",      Field.HOST),
    GUEST_PRIMARY_GONE    (Keyword.AWAIT, "guest-primary-gone",    "the guest has let its primary go",                Field.HOST),
    GUEST_PRIMARY_LINK_UP (Keyword.AWAIT, "guest-primary-link-up", "the guest's primary is up and has carrier",       Field.HOST),
    BUS_MASTER            (Keyword.AWAIT, "bus-master",            "the guest has switched the primary's bus mastering", Field.HOST, Field.ENABLED),
    VF_RESET              (Keyword.AWAIT, "vf-reset",              "the primary's driver has sent its reset message", Field.HOST),
    VF_QUEUES_ON          (Keyword.AWAIT, "vf-queues-on",          "the primary's driver has switched its queues on", Field.HOST),
    GUEST_PRIMARY_REGISTERED(Keyword.AWAIT, "guest-primary-registered", "the failover device has its primary",        Field.HOST),
    FAILOVER_NEGOTIATED   (Keyword.AWAIT, "failover-negotiated",   "the guest has negotiated the standby feature",    Field.HOST);
    // spotless:on

    /** What a step begins with. */
    public enum Keyword {
        DO("do"),
        AWAIT("await");

        private final String word;

        Keyword(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** A field of a step; every field has a closed set of words. */
    public enum Field {
        HOST("host", Arrays.stream(Host.values()).map(Host::name).toList()),
        TO("to", Arrays.stream(FilterTarget.values()).map(FilterTarget::word).toList()),
        UP("up", List.of("true", "false")),
        ENABLED("enabled", List.of("true", "false")),
        STATUS(
                "status",
                Arrays.stream(AwaitedStatus.values()).map(AwaitedStatus::word).toList());

        private final String word;
        private final List<String> choices;

        Field(String word, List<String> choices) {
            this.word = word;
            this.choices = choices;
        }

        public String word() {
            return word;
        }

        /** The words that may stand here in a capture bundle. */
        public List<String> choicesInBundles() {
            return switch (this) {
                case TO ->
                    FilterTarget.ofBundles().stream().map(FilterTarget::word).toList();
                case STATUS ->
                    AwaitedStatus.ofBundles().stream().map(AwaitedStatus::word).toList();
                case HOST, UP, ENABLED -> choices;
            };
        }

        /** The words that may stand here, in the order of their meaning. */
        public List<String> choices() {
            return choices;
        }
    }

    private final Keyword keyword;
    private final String word;
    private final String meaning;
    private final List<Field> fields;

    StepForm(Keyword keyword, String word, String meaning, Field... fields) {
        this.keyword = keyword;
        this.word = word;
        this.meaning = meaning;
        this.fields = List.of(fields);
    }

    public Keyword keyword() {
        return keyword;
    }

    public String word() {
        return word;
    }

    /** What it does, or when it holds, in one clause. */
    public String meaning() {
        return meaning;
    }

    /** The fields beside the keyword, all of them required. */
    public List<Field> fields() {
        return fields;
    }

    /**
     * Whether a capture bundle's plan may have it: what the lab's driver of experiments knows. The others are for
     * strategies.
     */
    public boolean inBundles() {
        return switch (this) {
            case SET_FILTER, DEVICE_DEL, DEVICE_ADD, SET_LINK, NETDEV_DEL -> true;
            case MIGRATE, MIGRATE_CANCEL, KILL_DESTINATION -> true;
            case MIGRATION, DEVICE_DELETED, RESUME, GUEST_PRIMARY_GONE, GUEST_PRIMARY_LINK_UP -> true;
            default -> false;
        };
    }

    /** The words that may follow a keyword in a strategy. */
    public static List<String> words(Keyword keyword) {
        return Arrays.stream(values())
                .filter(form -> form.keyword == keyword)
                .map(StepForm::word)
                .collect(Collectors.toUnmodifiableList());
    }

    /** The words that may follow a keyword in a capture bundle. */
    public static List<String> wordsInBundles(Keyword keyword) {
        return Arrays.stream(values())
                .filter(form -> form.keyword == keyword && form.inBundles())
                .map(StepForm::word)
                .toList();
    }

    public static Optional<StepForm> find(Keyword keyword, String word) {
        return Arrays.stream(values())
                .filter(form -> form.keyword == keyword && form.word.equals(word))
                .findFirst();
    }

    /**
     * The action of these values.
     *
     * @param values for each of {@link #fields()} one of its words
     * @throws IllegalStateException when this form is no action
     */
    public Action action(Map<Field, String> values) {
        return switch (this) {
            case SET_FILTER -> new Action.SetFilter(host(values), target(values.get(Field.TO)));
            case DEVICE_DEL -> new Action.DeviceDel(host(values));
            case DEVICE_ADD -> new Action.DeviceAdd(host(values));
            case SET_LINK -> new Action.SetLink(host(values), link(values));
            case NETDEV_DEL -> new Action.NetdevDel(host(values));
            case MIGRATE -> new Action.Migrate();
            case MIGRATE_CANCEL -> new Action.MigrateCancel();
            case KILL_DESTINATION -> new Action.KillDestination();
            case SET_STANDBY_LINK -> new Action.SetStandbyLink(host(values), link(values));
            case SET_MACVTAP -> new Action.SetMacvtap(host(values), link(values));
            case SET_PF -> new Action.SetPf(host(values), link(values));
            case SURPRISE_REMOVE -> new Action.SurpriseRemove(host(values));
            case PRESS_BUTTON -> new Action.PressButton(host(values));
            case ANNOUNCE -> new Action.Announce(host(values));
            case RELEASE_VCPU -> new Action.ReleaseVcpu(host(values));
            case GUEST_DETACH -> new Action.GuestDetach(host(values));
            case GUEST_ATTACH -> new Action.GuestAttach(host(values));
            case MIGRATE_START_POSTCOPY -> new Action.MigrateStartPostcopy();
            default -> throw new IllegalStateException(word + " is no action");
        };
    }

    /**
     * The condition of these values.
     *
     * @param values for each of {@link #fields()} one of its words
     * @throws IllegalStateException when this form is no condition
     */
    public Condition condition(Map<Field, String> values) {
        return switch (this) {
            case MIGRATION -> new Condition.MigrationReached(status(values.get(Field.STATUS)));
            case DEVICE_DELETED -> new Condition.DeviceDeleted(host(values));
            case RESUME -> new Condition.Resumed(host(values));
            case GUEST_PRIMARY_DOWN -> new Condition.GuestPrimaryDown(host(values));
            case GUEST_PRIMARY_GONE -> new Condition.GuestPrimaryGone(host(values));
            case GUEST_PRIMARY_LINK_UP -> new Condition.GuestPrimaryLinkUp(host(values));
            case BUS_MASTER -> new Condition.BusMaster(host(values), mastering(values));
            case VF_RESET -> new Condition.VfReset(host(values));
            case VF_QUEUES_ON -> new Condition.VfQueuesOn(host(values));
            case GUEST_PRIMARY_REGISTERED -> new Condition.GuestPrimaryRegistered(host(values));
            case FAILOVER_NEGOTIATED -> new Condition.FailoverNegotiated(host(values));
            default -> throw new IllegalStateException(word + " is no condition");
        };
    }

    private static Host host(Map<Field, String> values) {
        return Host.valueOf(values.get(Field.HOST));
    }

    private static LinkSetting link(Map<Field, String> values) {
        return values.get(Field.UP).equals("true") ? LinkSetting.UP : LinkSetting.DOWN;
    }

    private static BusMastering mastering(Map<Field, String> values) {
        return values.get(Field.ENABLED).equals("true") ? BusMastering.ENABLED : BusMastering.DISABLED;
    }

    private static FilterTarget target(String word) {
        return Arrays.stream(FilterTarget.values())
                .filter(target -> target.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static AwaitedStatus status(String word) {
        return Arrays.stream(AwaitedStatus.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
