package dev.vfgap.models.machine;

import java.util.LinkedHashMap;
import java.util.Map;

/** Delays for tests: every phase lasts what a short table says, 0 when it is not in it. */
public final class FixedDelays implements Delays {

    private static final long NANOS_PER_MS = 1_000_000;

    private final Map<String, Long> nanos = new LinkedHashMap<>();

    /** The delays of a small round world in milliseconds: each phase is told from its neighbours by its length. */
    public static FixedDelays round() {
        return new FixedDelays()
                .with("pciehp.buttonDelay", 5000)
                .with("pciehp.powerOffSleep", 1000)
                .with("pciehp.linkWait", 120)
                .with("vfio.flr", 100)
                .with("acpi.notify", 3)
                .with("acpi.ejectOverhead", 20)
                .with("pci.enumerate", 40)
                .with("guest.vfProbe", 100)
                .with("guest.vfOpen", 30)
                .with("guest.vfPointer", 1)
                .with("guest.vfCarrierFirst", 500)
                .with("guest.vfRemoveStop", 20)
                .with("guest.vfUnregister", 50)
                .with("guest.vfRemoveTail", 10)
                .with("qemu.waitUnplugPoll", 250)
                .with("qemu.cancelUnplugWait", 30_000)
                .with("mig.setup", 4)
                .with("mig.deviceState", 15)
                .with("mig.preSwitchover", 12)
                .with("mig.libvirtResume", 6)
                .with("mig.cancelNotice", 2)
                .with("mig.failureNotice", 60)
                .with("mig.postcopyNotice", 7)
                .with("vfio.loadPerMiB", 3)
                .with("vdpa.pinPerGiB", 1024)
                .with("vdpa.mapPerGiB", 512)
                .with("vdpa.configure", 9)
                .with("mgmt.eventToNetlink", 5)
                .with("mgmt.filterMove", 8)
                .with("mgmt.filterReturn", 3);
    }

    public FixedDelays with(String key, long millis) {
        nanos.put(key, millis * NANOS_PER_MS);
        return this;
    }

    /** Nobody ends the phases of this key. */
    public FixedDelays never(String key) {
        nanos.put(key, EXTERNAL);
        return this;
    }

    @Override
    public long next(String parameterKey) {
        return nanos.getOrDefault(parameterKey, 0L);
    }
}
