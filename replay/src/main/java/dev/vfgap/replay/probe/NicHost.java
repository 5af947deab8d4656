package dev.vfgap.replay.probe;

import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.Outcome;
import dev.vfgap.models.nic.family.VirtualizedNic;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A host with a NIC of a family: takes an administrator's commands, and lets the family's drivers write the registers.
 *
 * <p>Whatever a driver has to do later is done at once: the probe looks at a step when it has settled. Unless it is told
 * otherwise a VF is not given to a driver when it is made, as {@code sriov_drivers_autoprobe} = 0 has it; only a command binds it. A device that no command
 * made and that is not the PF is taken for the netdev of the VF, when one is bound whose name is not known.
 */
final class NicHost implements Host {

    private static final String NO_DEVICE = "Cannot find device";
    private static final String INVALID = "RTNETLINK answers: Invalid argument";

    private final VirtualizedNic nic;
    private final Optional<String> pf;
    private final HostDevices devices = new HostDevices();
    private final TreeMap<String, Integer> vfNames = new TreeMap<>();
    private final SortedSet<Integer> bound = new TreeSet<>();
    private final SortedSet<Integer> open = new TreeSet<>();
    private final VfsTold told = new VfsTold();
    private boolean bindsByItself;
    private long pfMac;
    private boolean pfUp;
    private boolean promiscuous;
    private Optional<String> master = Optional.empty();
    private final SortedSet<Long> entries = new TreeSet<>();
    private final SortedSet<Long> addresses = new TreeSet<>();
    private final SortedSet<Integer> vlans = new TreeSet<>();
    private boolean askedPromiscuity;

    /**
     * A host whose PF is down.
     *
     * @param pf the name of the PF's netdev; empty when no command is about it
     */
    NicHost(NicFamily family, Optional<String> pf, long pfMac) {
        this.nic = new VirtualizedNic(family, pfMac);
        this.pf = pf;
        this.pfMac = pfMac;
    }

    VirtualizedNic nic() {
        return nic;
    }

    /** Lets the PF's netdev be up before the first command. */
    void bringPfUp() {
        pfUp = true;
        done(nic.pfUp());
    }

    /** Lets VFs be given to a driver when they are made, as {@code sriov_drivers_autoprobe} = 1 has it. */
    void bindByItself() {
        bindsByItself = true;
    }

    /** Lets a VF have a driver from before the first command; one of {@code vfio} does nothing to the function until a guest opens it. */
    void bindBefore(int vf, String driver) {
        if (driver.contains("vfio")) {
            bound.add(vf);
        } else {
            apply(new HostCommand.BindDriver(vf));
        }
    }

    /** What has become of the PF and a VF, as far as it can matter to an address. */
    ProbeState state(int vf, long address) {
        boolean held = pfMac == address || entries.contains(address) || addresses.contains(address);
        ProbeState.PfAsks other = askedPromiscuity ? ProbeState.PfAsks.EVERYTHING : ProbeState.PfAsks.NOTHING;
        return new ProbeState(
                nic.vfs(),
                told.holds(vf, address),
                told.vlan(vf),
                told.isReset(vf),
                open.contains(vf),
                pfUp,
                held ? ProbeState.PfAsks.ADDRESS : other);
    }

    private HostAnswer done(Outcome outcome) {
        nic.settle(outcome);
        return outcome.refusal().map(HostAnswer::refused).orElse(HostAnswer.APPLIED);
    }

    /** The same, and what follows if it was not refused. */
    private HostAnswer onceDone(Outcome outcome, Runnable then) {
        HostAnswer answer = done(outcome);
        if (answer.refusal().isEmpty()) {
            then.run();
        }
        return answer;
    }

    private boolean isPf(String device) {
        return pf.filter(device::equals).isPresent();
    }

    /** The VF whose netdev this is. */
    private Optional<Integer> vf(String device) {
        Optional<Integer> function = HostCommandReader.virtualFunction(device);
        if (function.isPresent()) {
            return function;
        }
        if (!vfNames.containsKey(device)
                && !isPf(device)
                && devices.find(device).isEmpty()) {
            bound.stream()
                    .filter(vf -> !vfNames.containsValue(vf))
                    .findFirst()
                    .ifPresent(vf -> vfNames.put(device, vf));
        }
        return Optional.ofNullable(vfNames.get(device));
    }

    /** Asks of the PF what its devices and its own settings now want, and no longer what they do not. */
    private HostAnswer refresh() {
        follow(addresses, devices.addresses(pf.orElse(""), pfMac), nic::removeAddress, nic::addAddress);
        boolean wants = promiscuous || master.isPresent() || devices.makePromiscuous(pf.orElse(""));
        if (wants != askedPromiscuity) {
            done(wants ? nic.addPromiscuity() : nic.dropPromiscuity());
            askedPromiscuity = wants;
        }
        follow(vlans, devices.vlans(pf.orElse("")), nic::removeVlan, nic::addVlan);
        return HostAnswer.APPLIED;
    }

    private <T> void follow(
            SortedSet<T> has, SortedSet<T> wanted, Function<T, Outcome> remove, Function<T, Outcome> add) {
        for (T gone : new TreeSet<>(has)) {
            if (!wanted.contains(gone)) {
                done(remove.apply(gone));
                has.remove(gone);
            }
        }
        wanted.stream().filter(has::add).forEach(one -> done(add.apply(one)));
    }

    // Devices.

    @Override
    public HostAnswer apply(HostCommand.Up command) {
        if (isPf(command.device())) {
            pfUp = true;
            HostAnswer answer = done(nic.pfUp());
            devices.carry(command.device(), true);
            refresh();
            return answer;
        }
        Optional<HostDevice> device = devices.find(command.device());
        if (device.isPresent()) {
            boolean parentDown =
                    device.get().isVlan() && !isUp(device.get().parent.orElse(""));
            if (parentDown) {
                return HostAnswer.refused("RTNETLINK answers: Network is down");
            }
            boolean busy = device.get().isMacvlan()
                    && !device.get().isPassthru()
                    && device.get().parent.filter(this::isPf).isPresent()
                    && device.get().address == pfMac;
            if (busy) {
                return HostAnswer.refused("RTNETLINK answers: Device or resource busy");
            }
            device.get().up = true;
            return refresh();
        }
        Optional<Integer> vf = vf(command.device()).filter(bound::contains);
        return vf.isPresent() && open.add(vf.get()) ? done(nic.openDriver(vf.get())) : HostAnswer.APPLIED;
    }

    private boolean isUp(String device) {
        return isPf(device) ? pfUp : devices.find(device).map(one -> one.up).orElse(true);
    }

    @Override
    public HostAnswer apply(HostCommand.Down command) {
        if (isPf(command.device())) {
            pfUp = false;
            HostAnswer answer = done(nic.pfDown());
            devices.carry(command.device(), false);
            refresh();
            return answer;
        }
        Optional<HostDevice> device = devices.find(command.device());
        if (device.isPresent()) {
            device.get().up = false;
            devices.carry(command.device(), false);
            return refresh();
        }
        Optional<Integer> vf = vf(command.device());
        return vf.isPresent() && open.remove(vf.get()) ? done(nic.closeDriver(vf.get())) : HostAnswer.APPLIED;
    }

    @Override
    public HostAnswer apply(HostCommand.Promiscuous command) {
        boolean on = command.to() == HostCommand.Switch.ON;
        if (isPf(command.device())) {
            promiscuous = on;
        } else {
            devices.find(command.device()).ifPresent(device -> device.promiscuous = on);
        }
        return refresh();
    }

    @Override
    public HostAnswer apply(HostCommand.Enslave command) {
        if (isPf(command.device())) {
            master = command.master();
        } else {
            devices.find(command.device()).ifPresent(device -> device.master = command.master());
        }
        return refresh();
    }

    @Override
    public HostAnswer apply(HostCommand.OwnAddress command) {
        if (isPf(command.device())) {
            pfMac = command.address();
            done(nic.pfAddress(pfMac));
            return refresh();
        }
        Optional<HostDevice> device = devices.find(command.device());
        if (device.isPresent()) {
            device.get().address = command.address();
            return refresh();
        }
        Optional<Integer> vf = vf(command.device()).filter(bound::contains);
        if (vf.isEmpty()) {
            return HostAnswer.APPLIED;
        }
        return onceDone(nic.ownMac(vf.get(), command.address()), () -> told.mac(vf.get(), command.address()));
    }

    @Override
    public HostAnswer apply(HostCommand.Rename command) {
        Optional<Integer> vf = vf(command.device());
        vf.ifPresent(one -> {
            vfNames.values().remove(one);
            vfNames.put(command.name(), one);
        });
        devices.rename(command.device(), command.name());
        return HostAnswer.APPLIED;
    }

    @Override
    public HostAnswer apply(HostCommand.AddDevice command) {
        Optional<Integer> vf = command.parent().flatMap(this::vf);
        HostAnswer answer = devices.add(command);
        if (answer.refusal().isPresent()) {
            return answer;
        }
        boolean guestVlan = vf.filter(bound::contains).isPresent()
                && command.type().equals("vlan")
                && command.vid().isPresent();
        return guestVlan ? done(nic.addVfVlan(vf.get(), command.vid().getAsInt())) : refresh();
    }

    @Override
    public HostAnswer apply(HostCommand.DeleteDevice command) {
        if (devices.find(command.device()).isEmpty()) {
            return HostAnswer.refused(NO_DEVICE);
        }
        devices.remove(command.device());
        if (master.filter(command.device()::equals).isPresent()) {
            master = Optional.empty();
        }
        return refresh();
    }

    @Override
    public HostAnswer apply(HostCommand.AddOwnEntry command) {
        if (isPf(command.device())) {
            boolean there = entries.contains(command.address()) || addresses.contains(command.address());
            if (there) {
                return HostAnswer.refused("RTNETLINK answers: File exists");
            }
            return onceDone(nic.addFdbSelf(command.address()), () -> entries.add(command.address()));
        }
        devices.find(command.device()).ifPresent(device -> device.ownEntries.add(command.address()));
        return refresh();
    }

    @Override
    public HostAnswer apply(HostCommand.DeleteOwnEntry command) {
        if (isPf(command.device())) {
            return entries.remove(command.address())
                    ? done(nic.removeAddress(command.address()))
                    : HostAnswer.refused("RTNETLINK answers: No such file or directory");
        }
        devices.find(command.device()).ifPresent(device -> device.ownEntries.remove(command.address()));
        return refresh();
    }

    // VFs.

    /** Does something to a VF of the PF, where there is such a one. */
    private HostAnswer onVf(String device, int vf, Supplier<Outcome> what) {
        return onVf(device, vf, what, () -> {});
    }

    private HostAnswer onVf(String device, int vf, Supplier<Outcome> what, Runnable then) {
        return isPf(device) && vf < nic.vfs() ? onceDone(what.get(), then) : HostAnswer.refused(INVALID);
    }

    @Override
    public HostAnswer apply(HostCommand.VfMac command) {
        return onVf(command.device(), command.vf(), () -> nic.adminMac(command.vf(), command.address()), () -> {
            told.mac(command.vf(), command.address());
            told.renew(command.vf());
        });
    }

    @Override
    public HostAnswer apply(HostCommand.VfVlan command) {
        return onVf(
                command.device(),
                command.vf(),
                () -> nic.adminVlan(command.vf(), command.vid()),
                () -> told.vlan(command.vf(), command.vid()));
    }

    @Override
    public HostAnswer apply(HostCommand.VfTrust command) {
        return onVf(
                command.device(),
                command.vf(),
                () -> nic.trust(command.vf(), command.to().setting()));
    }

    @Override
    public HostAnswer apply(HostCommand.VfSpoofCheck command) {
        return onVf(
                command.device(),
                command.vf(),
                () -> nic.spoofCheck(command.vf(), command.to().setting()));
    }

    @Override
    public HostAnswer apply(HostCommand.VfLinkState command) {
        return onVf(command.device(), command.vf(), () -> nic.linkState(command.vf(), command.linkState()));
    }

    @Override
    public HostAnswer apply(HostCommand.CreateVfs command) {
        if (command.count() == nic.vfs()) {
            return HostAnswer.APPLIED;
        }
        return onceDone(command.count() == 0 ? nic.removeVfs() : nic.createVfs(command.count()), () -> {
            bound.clear();
            open.clear();
            vfNames.clear();
            told.clear();
            for (int vf = 0; bindsByItself && vf < nic.vfs(); vf++) {
                apply(new HostCommand.BindDriver(vf));
            }
        });
    }

    @Override
    public HostAnswer apply(HostCommand.BindDriver command) {
        if (command.vf() >= nic.vfs()) {
            return HostAnswer.refused("there is no such VF");
        }
        told.renew(command.vf());
        return bound.add(command.vf()) ? done(nic.probeDriver(command.vf())) : HostAnswer.APPLIED;
    }

    @Override
    public HostAnswer apply(HostCommand.UnbindDriver command) {
        if (!bound.remove(command.vf())) {
            return HostAnswer.refused("write error: No such device");
        }
        open.remove(command.vf());
        vfNames.values().remove(command.vf());
        return done(nic.removeDriver(command.vf()));
    }

    @Override
    public HostAnswer apply(HostCommand.ResetFunction command) {
        if (command.vf() >= nic.vfs()) {
            return HostAnswer.refused("there is no such VF");
        }
        bound.remove(command.vf());
        open.remove(command.vf());
        told.reset(command.vf());
        return done(nic.resetFunction(command.vf()));
    }
}
