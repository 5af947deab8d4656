package dev.vfgap.models.pci;

import static dev.vfgap.models.pci.PciehpCommand.*;
import static dev.vfgap.models.pci.PciehpEvent.*;
import static dev.vfgap.models.pci.PciehpState.*;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.pci.PciePort.PowerSetting;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.Notification;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/**
 * A native PCI Express hot-plug slot: QEMU's port and Linux's pciehp in the guest.
 *
 * <p>Sources: Linux 6.12 {@code drivers/pci/hotplug/pciehp_ctrl.c} ({@code pciehp_handle_button_press}, {@code
 * pciehp_handle_disable_request}, {@code pciehp_handle_presence_or_link_change}, {@code board_added}, {@code
 * remove_board}) and {@code pciehp_hpc.c} ({@code pciehp_ist}, {@code pciehp_check_link_status}, {@code pcie_wait_cmd},
 * {@code pciehp_poll}); for the port {@link PciePort}.
 *
 * <p>Events go into the port's status bits; the guest's interrupt thread takes them, the button before a request to
 * disable, that before presence and link, when the guest runs and has pciehp. QEMU has no way to take a card out
 * unasked, and raises no link event: {@link #pullCard()} and {@link #flapLink()} are what hardware does.
 *
 * <p>Not modelled: a wait of an indicator's command for the one before it (only power commands wait), power faults,
 * errors of link training, multi-function cards.
 */
public final class PciehpSlot implements HotplugSlot {

    /** pciehp as a table. */
    public static final TransitionTable<PciehpState, PciehpEvent, PciehpCommand> TABLE = PciehpTable.TABLE;

    /** QEMU's {@code pending_deleted_expires_ms} for PCI Express: a repeated request is refused for 5 s. */
    private static final long REPEAT_AFTER_NANOS = 5_000_000_000L;

    /** {@code pcie_wait_for_link_delay}: 20 ms, then a second in which the link does not come up. */
    private static final long NO_LINK_NANOS = 1_020_000_000L;

    /** {@code pci_bus_check_dev}: a second of reading, each 20 ms. */
    private static final long NO_DEVICE_NANOS = 1_000_000_000L;

    private static final String CMD_TIMEOUT = "pciehp.cmdTimeout";
    private static final String CMD_TIMEOUT_POLLING = "pciehp.cmdTimeoutPolling";
    private static final String LINK_WAIT_BLIND = "pciehp.linkWaitBlind";

    private final Phases timing;
    private final SlotOptions options;
    private final HotplugPort port;
    private final PciePort registers;
    private final PollClock polls;
    private final Machine<PciehpState, PciehpEvent, PciehpCommand> machine;
    private final Map<SlotPhase, Phase> phases = new EnumMap<>(SlotPhase.class);

    /** Requests of the guest's own that its thread has not taken yet. */
    private boolean disableRequested;

    private boolean enableRequested;
    private boolean lookAgain;
    private PciehpEvent linkResult = LINK_WAITED;
    private PciehpEvent commandResult = COMMAND_COMPLETED;

    /** An empty slot. */
    public PciehpSlot(Phases timing, SlotOptions options, HotplugPort port) {
        this.timing = timing;
        this.options = options;
        this.port = port;
        this.registers = new PciePort(options, this::raiseInterrupt, port::unplugged);
        this.polls = new PollClock(timing);
        this.machine = new Machine<>(TABLE, this::execute);
        add(SlotPhase.INTERRUPT, this::takePendingEvents);
        add(SlotPhase.POLL, this::takePendingEvents);
        add(SlotPhase.DETECT, registers::noticeChange);
        add(SlotPhase.BUTTON_WINDOW, () -> machine.fire(BUTTON_WINDOW_ENDED));
        add(SlotPhase.FUNCTION_RESET, this::awaitCommand);
        add(SlotPhase.COMMAND, () -> machine.fire(commandResult));
        add(SlotPhase.POWER_OFF_SLEEP, () -> machine.fire(POWER_OFF_SLEPT));
        add(SlotPhase.LINK_WAIT, () -> machine.fire(linkResult));
        add(SlotPhase.PRESENCE_WAIT, () -> machine.fire(PRESENCE_WAITED));
        add(SlotPhase.DEVICE_ID_POLL, () -> machine.fire(registers.cardPresent() ? DEVICE_ANSWERS : DEVICE_MISSING));
        add(SlotPhase.ENUMERATE, () -> machine.fire(ENUMERATED));
        if (options.guest().attends()) {
            machine.fire(DRIVER_STARTS_EMPTY);
        }
    }

    private void add(SlotPhase phase, Runnable ended) {
        phases.put(phase, timing.phase(phase.key(), ended));
    }

    private void begin(SlotPhase phase) {
        phases.get(phase).begin();
    }

    public PciehpState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<PciehpState, PciehpEvent, PciehpCommand> row) {
        return machine.timesTaken(row);
    }

    @Override
    public void foundAtBoot() {
        registers.foundAtReset();
        machine.fire(FOUND_AT_BOOT);
    }

    @Override
    public Answer plugAnswer() {
        return registers.plugAnswer();
    }

    @Override
    public Answer unplugAnswer() {
        return registers.unplugAnswer();
    }

    @Override
    public Answer requestUnplug() {
        Answer answer = unplugAnswer();
        if (answer.isAccepted()) {
            registers.requestUnplug();
        }
        return answer;
    }

    @Override
    public void plug() {
        registers.plug();
    }

    @Override
    public long repeatAfterNanos() {
        return REPEAT_AFTER_NANOS;
    }

    /** The machine is reset: the registers are as at start, the guest boots, and {@link #driverStarts()} is to come. */
    @Override
    public void systemReset() {
        machine.fire(SYSTEM_RESET);
        registers.reset();
    }

    @Override
    public Answer pressAttentionButton() {
        registers.pressButton();
        return Answer.accepted();
    }

    @Override
    public void pullCard() {
        registers.loseCard();
        changeDetected();
    }

    /** The link goes down and comes back, with the card in its slot. */
    public void flapLink() {
        changeDetected();
    }

    private void changeDetected() {
        if (!phases.get(SlotPhase.DETECT).running()) {
            begin(SlotPhase.DETECT);
        }
    }

    @Override
    public void driverStarts() {
        if (isPolling()) {
            polls.startsNow();
        }
        machine.fire(registers.functionVisible() ? DRIVER_STARTS_OCCUPIED : DRIVER_STARTS_EMPTY);
    }

    @Override
    public boolean functionKnown() {
        return state().functionKnown();
    }

    @Override
    public void stateLoaded(Occupancy source) {
        phases.get(isPolling() ? SlotPhase.POLL : SlotPhase.INTERRUPT).cancel();
        registers.loaded(source);
        if (source == Occupancy.IN_USE) {
            machine.fire(FOUND_AT_BOOT);
        }
    }

    @Override
    public void driverBound() {
        machine.fire(DRIVER_BOUND);
    }

    @Override
    public void driverRemoved() {
        machine.fire(DRIVER_REMOVED);
    }

    /** The guest's {@code echo 0 > /sys/bus/pci/slots/N/power}: removal without button and window. */
    public Answer disableBySysfs() {
        if (!state().functionKnown()) {
            return Answer.refused("pciehp: Slot(0): Already disabled, or on its way");
        }
        requestDisable();
        return Answer.accepted();
    }

    /** The guest's {@code echo 1 > /sys/bus/pci/slots/N/power}. */
    public Answer enableBySysfs() {
        if (state() != OFF && state() != BLINKINGON) {
            return Answer.refused("pciehp: Slot(0): Already enabled, or on its way");
        }
        requestEnable();
        return Answer.accepted();
    }

    /** The guest writes the interlock's control bit. Linux's pciehp never does. */
    public void toggleInterlock() {
        registers.toggleInterlock();
    }

    @Override
    public boolean finish(SlotPhase phase) {
        Phase known = phases.get(phase);
        return known != null && known.finish();
    }

    private void requestDisable() {
        disableRequested = true;
        wakeThread();
    }

    private void requestEnable() {
        enableRequested = true;
        wakeThread();
    }

    /** {@code pciehp_request}: at once with interrupts; in poll mode the request waits until pciehp looks. */
    private void wakeThread() {
        if (isPolling()) {
            raiseInterrupt();
        } else {
            takePendingEvents();
        }
    }

    private boolean isPolling() {
        return options.notification() == Notification.POLLING;
    }

    private void raiseInterrupt() {
        Phase notice = phases.get(isPolling() ? SlotPhase.POLL : SlotPhase.INTERRUPT);
        if (notice.running() || state() == NO_DRIVER) {
            return;
        }
        if (isPolling()) {
            notice.begin(polls.untilNextNanos());
        } else {
            notice.begin();
        }
    }

    /** What {@code pciehp_ist} does with one reading of the status; nothing while its thread powers the slot on or off. */
    private void takePendingEvents() {
        if (!state().takesEvents()) {
            return;
        }
        if (lookAgain) {
            lookAgain = false;
            if (registers.cardPresent()) {
                machine.fire(OCCUPIED);
                return;
            }
        }
        EnumSet<SlotEvent> events = registers.takeEvents();
        boolean disable = disableRequested;
        boolean enable = enableRequested;
        disableRequested = false;
        enableRequested = false;
        if (isPolling()) {
            polls.looked();
        }
        if (events.contains(SlotEvent.ATTENTION_BUTTON)) {
            machine.fire(ATTENTION_BUTTON);
        }
        if (disable) {
            machine.fire(DISABLE_REQUESTED);
        } else if (events.contains(SlotEvent.LINK)) {
            machine.fire(LINK_CHANGED);
        } else if (enable || events.contains(SlotEvent.PRESENCE)) {
            machine.fire(PRESENCE_CHANGED);
        }
    }

    private void writePower(PowerSetting to) {
        if (!options.has(Feature.POWER_CONTROLLER)) {
            machine.fire(NO_POWER_CONTROLLER);
        } else if (registers.writePower(to)) {
            port.functionReset();
            begin(SlotPhase.FUNCTION_RESET);
        } else {
            phases.get(SlotPhase.FUNCTION_RESET).begin(0);
        }
    }

    /** {@code pcie_wait_cmd}: the write has returned; QEMU completes within it, hardware later or never. */
    private void awaitCommand() {
        long completion = timing.next(SlotPhase.COMMAND.key());
        if (completion == 0) {
            machine.fire(COMMAND_COMPLETED);
            return;
        }
        long limit = timing.next(isPolling() ? CMD_TIMEOUT_POLLING : CMD_TIMEOUT);
        boolean inTime = completion != Delays.EXTERNAL && (completion <= limit || limit == Delays.EXTERNAL);
        commandResult = inTime ? COMMAND_COMPLETED : COMMAND_TIMED_OUT;
        phases.get(SlotPhase.COMMAND).begin(inTime ? completion : limit);
    }

    private void waitForLink() {
        Phase wait = phases.get(SlotPhase.LINK_WAIT);
        linkResult = registers.linkSeen() ? LINK_WAITED : NO_LINK;
        if (!options.has(Feature.LINK_ACTIVE)) {
            wait.begin(timing.next(LINK_WAIT_BLIND));
        } else if (linkResult == LINK_WAITED) {
            wait.begin();
        } else {
            wait.begin(NO_LINK_NANOS);
        }
    }

    private void pollDeviceId() {
        Phase poll = phases.get(SlotPhase.DEVICE_ID_POLL);
        if (registers.cardPresent()) {
            poll.begin();
        } else {
            poll.begin(NO_DEVICE_NANOS);
        }
    }

    private void waitForPresence() {
        if (options.has(Feature.IN_BAND_PRESENCE)) {
            machine.fire(PRESENCE_WAITED);
        } else {
            begin(SlotPhase.PRESENCE_WAIT);
        }
    }

    private void noticeEarlierEvents() {
        if (registers.anyRaised()) {
            raiseInterrupt();
        }
    }

    private void giveUp() {
        phases.values().forEach(Phase::cancel);
        disableRequested = false;
        enableRequested = false;
        lookAgain = false;
    }

    private void unbindLost() {
        lookAgain = true;
        port.unbindDriver(HotplugPort.Removal.SURPRISE);
    }

    private void execute(PciehpCommand command) {
        switch (command) {
            case START_BUTTON_WINDOW -> begin(SlotPhase.BUTTON_WINDOW);
            case CANCEL_BUTTON_WINDOW -> phases.get(SlotPhase.BUTTON_WINDOW).cancel();
            case REQUEST_DISABLE -> requestDisable();
            case REQUEST_ENABLE -> requestEnable();
            case LOOK -> machine.fire(registers.cardPresent() ? OCCUPIED : EMPTY);
            case INDICATOR_ON -> registers.indicatorOn();
            case INDICATOR_BLINKS -> registers.indicatorBlinks();
            case INDICATOR_OFF -> registers.indicatorOff();
            case POWER_ON -> writePower(PowerSetting.ON);
            case WAIT_FOR_LINK -> waitForLink();
            case WAIT_FOR_PRESENCE -> waitForPresence();
            case POLL_DEVICE_ID -> pollDeviceId();
            case ENUMERATE -> begin(SlotPhase.ENUMERATE);
            case PROBE_DRIVER -> port.probeDriver();
            case UNBIND_DRIVER -> port.unbindDriver(HotplugPort.Removal.SAFE);
            case UNBIND_LOST_DEVICE -> unbindLost();
            case POWER_OFF -> writePower(PowerSetting.OFF);
            case SLEEP -> begin(SlotPhase.POWER_OFF_SLEEP);
            case IGNORE_CHANGES -> registers.ignoreChanges();
            case TAKE_PENDING_EVENTS -> takePendingEvents();
            case NOTICE_EARLIER_EVENTS -> noticeEarlierEvents();
            case GIVE_UP_PHASES -> giveUp();
        }
    }
}
