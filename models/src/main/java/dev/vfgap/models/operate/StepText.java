package dev.vfgap.models.operate;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.StepForm.Field;
import dev.vfgap.models.operate.StepForm.Keyword;
import dev.vfgap.simcore.unit.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Steps as the keys and values that files hold, in the vocabulary of {@link StepForm}: what the writers of YAML and JSON
 * write.
 *
 * <p>Values are texts, but {@code up} and {@code enabled} are booleans, and {@code otherwise} may be a list of steps.
 */
public final class StepText {
    private static final String WAIT = "wait";
    private static final String LIMIT = "limit";
    private static final String OTHERWISE = "otherwise";
    private static final String CONTINUE = "continue";
    private static final String ABORT = "abort";

    private StepText() {}

    /** The keys and values of each step, in the order of {@link StepForm}. */
    public static List<Map<String, Object>> of(Plan plan) {
        return plan.steps().stream().map(StepText::of).toList();
    }

    /** The keys and values of a step. */
    public static Map<String, Object> of(Step step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (step instanceof Wait wait) {
            String low = Quantity.formatNanos(wait.minNanos());
            fields.put(
                    WAIT,
                    wait.minNanos() == wait.maxNanos() ? low : low + ".." + Quantity.formatNanos(wait.maxNanos()));
        } else if (step instanceof Action action) {
            action.carryOut(new ActionFields(fields));
        } else {
            Await await = (Await) step;
            await.condition().read(new ConditionFields(fields));
            await.limit().ifPresent(limit -> {
                fields.put(LIMIT, Quantity.formatNanos(limit.nanos()));
                fields.put(OTHERWISE, otherwise(limit.otherwise()));
            });
        }
        return fields;
    }

    private static Object otherwise(Otherwise otherwise) {
        if (otherwise instanceof Otherwise.Continue) {
            return CONTINUE;
        }
        if (otherwise instanceof Otherwise.Abort) {
            return ABORT;
        }
        List<Step> steps = ((Otherwise.Instead) otherwise).steps();
        Map<String, Object> first = of(steps.get(0));
        boolean oneWord = steps.size() == 1 && first.size() == 1 && first.containsKey(Keyword.DO.word());
        return oneWord
                ? first.get(Keyword.DO.word())
                : steps.stream().map(StepText::of).toList();
    }

    private record ActionFields(Map<String, Object> fields) implements Operator {
        private void put(StepForm form) {
            fields.put(form.keyword().word(), form.word());
        }

        private void put(StepForm form, Host host) {
            put(form);
            fields.put(Field.HOST.word(), host.name());
        }

        private void put(StepForm form, Host host, LinkSetting link) {
            put(form, host);
            fields.put(Field.UP.word(), link == LinkSetting.UP);
        }

        @Override
        public void setFilter(Host host, FilterTarget to) {
            put(StepForm.SET_FILTER, host);
            fields.put(Field.TO.word(), to.word());
        }

        @Override
        public void deviceDel(Host host) {
            put(StepForm.DEVICE_DEL, host);
        }

        @Override
        public void deviceAdd(Host host) {
            put(StepForm.DEVICE_ADD, host);
        }

        @Override
        public void setLink(Host host, LinkSetting link) {
            put(StepForm.SET_LINK, host, link);
        }

        @Override
        public void netdevDel(Host host) {
            put(StepForm.NETDEV_DEL, host);
        }

        @Override
        public void migrate() {
            put(StepForm.MIGRATE);
        }

        @Override
        public void migrateCancel() {
            put(StepForm.MIGRATE_CANCEL);
        }

        @Override
        public void killDestination() {
            put(StepForm.KILL_DESTINATION);
        }

        @Override
        public void setStandbyLink(Host host, LinkSetting link) {
            put(StepForm.SET_STANDBY_LINK, host, link);
        }

        @Override
        public void setMacvtap(Host host, LinkSetting link) {
            put(StepForm.SET_MACVTAP, host, link);
        }

        @Override
        public void setPf(Host host, LinkSetting link) {
            put(StepForm.SET_PF, host, link);
        }

        @Override
        public void surpriseRemove(Host host) {
            put(StepForm.SURPRISE_REMOVE, host);
        }

        @Override
        public void pressButton(Host host) {
            put(StepForm.PRESS_BUTTON, host);
        }

        @Override
        public void announce(Host host) {
            put(StepForm.ANNOUNCE, host);
        }

        @Override
        public void releaseVcpu(Host host) {
            put(StepForm.RELEASE_VCPU, host);
        }

        @Override
        public void guestDetach(Host host) {
            put(StepForm.GUEST_DETACH, host);
        }

        @Override
        public void guestAttach(Host host) {
            put(StepForm.GUEST_ATTACH, host);
        }

        @Override
        public void migrateStartPostcopy() {
            put(StepForm.MIGRATE_START_POSTCOPY);
        }
    }

    private record ConditionFields(Map<String, Object> fields) implements Condition.Reader<StepForm> {
        private StepForm put(StepForm form) {
            fields.put(form.keyword().word(), form.word());
            return form;
        }

        private StepForm put(StepForm form, Host host) {
            put(form);
            fields.put(Field.HOST.word(), host.name());
            return form;
        }

        @Override
        public StepForm migrationReached(AwaitedStatus status) {
            put(StepForm.MIGRATION);
            fields.put(Field.STATUS.word(), status.word());
            return StepForm.MIGRATION;
        }

        @Override
        public StepForm deviceDeleted(Host host) {
            return put(StepForm.DEVICE_DELETED, host);
        }

        @Override
        public StepForm resumed(Host host) {
            return put(StepForm.RESUME, host);
        }

        @Override
        public StepForm guestPrimaryDown(Host host) {
            return put(StepForm.GUEST_PRIMARY_DOWN, host);
        }

        @Override
        public StepForm guestPrimaryGone(Host host) {
            return put(StepForm.GUEST_PRIMARY_GONE, host);
        }

        @Override
        public StepForm guestPrimaryLinkUp(Host host) {
            return put(StepForm.GUEST_PRIMARY_LINK_UP, host);
        }

        @Override
        public StepForm busMaster(Host host, BusMastering state) {
            put(StepForm.BUS_MASTER, host);
            fields.put(Field.ENABLED.word(), state == BusMastering.ENABLED);
            return StepForm.BUS_MASTER;
        }

        @Override
        public StepForm vfReset(Host host) {
            return put(StepForm.VF_RESET, host);
        }

        @Override
        public StepForm vfQueuesOn(Host host) {
            return put(StepForm.VF_QUEUES_ON, host);
        }

        @Override
        public StepForm guestPrimaryRegistered(Host host) {
            return put(StepForm.GUEST_PRIMARY_REGISTERED, host);
        }

        @Override
        public StepForm failoverNegotiated(Host host) {
            return put(StepForm.FAILOVER_NEGOTIATED, host);
        }
    }
}
