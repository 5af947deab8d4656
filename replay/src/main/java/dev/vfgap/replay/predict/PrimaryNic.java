package dev.vfgap.replay.predict;

import dev.vfgap.models.lab.PrimaryKind;
import dev.vfgap.replay.bundle.CaptureBundle;

/** What kind of device a primary is: by which rules its driver and its model in QEMU start and stop to receive. */
enum PrimaryNic {
    /** QEMU's e1000e under Linux' e1000e: frames wait while it cannot receive; its link negotiates for 500 ms. */
    E1000E("e1000e", PrimaryKind.WhileDeaf.HOLDS),
    /** QEMU's vmxnet3 under Linux' vmxnet3: frames are thrown away while it is not active; carrier once it is open. */
    VMXNET3("vmxnet3", PrimaryKind.WhileDeaf.DROPS),
    /** Any other: a VF drops what comes while its driver does not run. */
    OTHER("other", PrimaryKind.WhileDeaf.DROPS);

    private final PrimaryKind kind;

    PrimaryNic(String name, PrimaryKind.WhileDeaf whileDeaf) {
        this.kind = new PrimaryKind(name, whileDeaf);
    }

    static PrimaryNic of(CaptureBundle bundle) {
        return bundle.environment().primaryNic().map(PrimaryNic::named).orElseGet(() -> driven(bundle));
    }

    private static PrimaryNic named(String name) {
        if (name.startsWith("e1000")) {
            return E1000E;
        }
        return name.startsWith("vmxnet3") ? VMXNET3 : OTHER;
    }

    /** By the driver's own kernel lines, where the bundle does not name the device. */
    private static PrimaryNic driven(CaptureBundle bundle) {
        return bundle.events()
                .named("guest", "kmsg")
                .map(event -> event.text("line").orElse(""))
                .filter(line -> line.contains("] e1000e ") || line.contains("] vmxnet3 "))
                .map(line -> line.contains("] e1000e ") ? E1000E : VMXNET3)
                .findFirst()
                .orElse(OTHER);
    }

    PrimaryKind kind() {
        return kind;
    }
}
