package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Environment;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose a reading or a prediction is.
 *
 * @param lab the lab; empty where nothing tells it
 * @param nic the model of the primary; empty where nothing tells it
 */
public record Origin(Optional<String> lab, Optional<String> nic) {
    /** A lab and a NIC that no bundle has. */
    public static final Origin ANOTHER = new Origin(Optional.of(Origin.NONE), Optional.of(Origin.NONE));

    /** Stands for a lab or a NIC that no bundle has: names are not empty. */
    private static final String NONE = "";

    public Origin {
        Objects.requireNonNull(lab, "lab");
        Objects.requireNonNull(nic, "nic");
    }

    /**
     * Where a bundle is from: the lab that its environment names, else what surrounds its guest. Bundles that tell the
     * same hypervisor, guest kernel and accelerator are taken for one lab's.
     */
    public static Origin of(CaptureBundle bundle) {
        Environment environment = bundle.environment();
        String surroundings = Stream.of(environment.hypervisor(), environment.guestKernel(), environment.accelerator())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return new Origin(
                environment.lab().or(() -> Optional.of(surroundings).filter(text -> !text.isEmpty())),
                environment.primaryNic());
    }

    /** The same NIC in a lab of this name. */
    public Origin in(String name) {
        return new Origin(Optional.of(name), nic);
    }

    /** The same NIC in a lab that no bundle has. */
    public Origin inAnotherLab() {
        return new Origin(ANOTHER.lab, nic);
    }

    /** A NIC that no bundle has, in the same lab. */
    public Origin withAnotherNic() {
        return new Origin(lab, ANOTHER.nic);
    }

    /** The name at a level; empty where it is not told. */
    Optional<String> at(Level level) {
        return level == Level.LAB ? lab : nic;
    }
}
