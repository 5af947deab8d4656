package dev.vfgap.models.nic.family;

import static dev.vfgap.models.nic.family.HostCommand.*;
import static dev.vfgap.models.nic.family.TableSizes.VfEntries.FIRST_FREE;
import static dev.vfgap.models.nic.family.TableSizes.VfEntries.FROM_THE_END;

import dev.vfgap.models.nic.SameMacPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The families that come with the program. */
public final class NicFamilies {

    private static final String NOT_SUPPORTED = "RTNETLINK answers: Operation not supported";
    private static final Optional<String> PF_RESET = Optional.of("nic.pfReset");
    private static final Optional<String> NO_RESET = Optional.empty();

    // spotless:off
    private static final PortSettings IXGBE     = new PortSettings(true,  SameMacPolicy.ALL, false, true, false, false, HwMode.VEB);
    private static final PortSettings PRUNING   = new PortSettings(true,  SameMacPolicy.ALL, true,  true, false, false, HwMode.VEB);
    private static final PortSettings FIRMWARE  = new PortSettings(true,  SameMacPolicy.ALL, false, true, false, false, HwMode.VEB);
    private static final PortSettings SLOW_PATH = new PortSettings(false, SameMacPolicy.ALL, false, true, false, false, HwMode.VEB);

    private static final List<NicFamily> ALL = List.of(
        family("igb",            "82576 (igb, igbvf)",                                   FilterClass.EARLY,            new TableSizes(8, 7, 24, 32, 3, FROM_THE_END),       PortSettings.IGB, PF_RESET, VF_STATE, HWMODE),
        family("igb-i350",       "I350 (igb, igbvf)",                                    FilterClass.EARLY,            new TableSizes(8, 7, 32, 32, 3, FROM_THE_END),       IXGBE,            PF_RESET, VF_STATE, HWMODE),
        family("ixgbe",          "82599, X540, X550 (ixgbe, ixgbevf)",                   FilterClass.EARLY_FLR_CLEARS, new TableSizes(64, 63, 128, 64, 0, FIRST_FREE),      IXGBE,            PF_RESET),
        family("i40e",           "X710, XL710 (i40e, iavf)",                             FilterClass.EARLY_REBUILT,    new TableSizes(64, 63, 3072, 64, 0, FIRST_FREE),     PRUNING,          PF_RESET),
        family("ice",            "E810 in legacy mode (ice, iavf)",                      FilterClass.EARLY_REBUILT,    new TableSizes(64, 63, 4096, 64, 0, FIRST_FREE),     PRUNING,          NO_RESET),
        family("ice-switchdev",  "E810 in switchdev mode (ice, iavf)",                   FilterClass.SWITCHDEV,        new TableSizes(64, 63, 4096, 64, 0, FIRST_FREE),     SLOW_PATH,        NO_RESET),
        family("mlx4",           "ConnectX-3 (mlx4)",                                    FilterClass.LATE,             new TableSizes(64, 63, 128, 64, 0, FIRST_FREE),      FIRMWARE,         NO_RESET, VF_TRUST, HWMODE),
        family("mlx5",           "ConnectX-4 to ConnectX-7 in legacy mode (mlx5)",       FilterClass.LATE,             new TableSizes(64, 63, 1024, 64, 0, FIRST_FREE),     FIRMWARE,         NO_RESET),
        family("mlx5-switchdev", "ConnectX-4 to ConnectX-7 in switchdev mode (mlx5)",    FilterClass.SWITCHDEV,        new TableSizes(64, 63, 1024, 64, 0, FIRST_FREE),     SLOW_PATH,        NO_RESET, VF_VLAN),
        family("bnxt",           "BCM574xx, BCM575xx (bnxt)",                            FilterClass.LATE,             new TableSizes(64, 63, 1024, 64, 0, FIRST_FREE),     FIRMWARE,         NO_RESET),
        family("qed",            "FastLinQ (qed, qede)",                                 FilterClass.LATE,             new TableSizes(64, 63, 1024, 64, 0, FIRST_FREE),     FIRMWARE,         NO_RESET, HWMODE),
        family("hns3",           "Kunpeng (hns3)",                                       FilterClass.LATE,             new TableSizes(64, 63, 1024, 64, 0, FIRST_FREE),     FIRMWARE,         NO_RESET, HWMODE),
        family("enic",           "Cisco VIC (enic)",                                     FilterClass.EARLY,            new TableSizes(64, 63, 1024, 64, 0, FIRST_FREE),     FIRMWARE,         NO_RESET, VF_STATE, VF_TRUST, VF_SPOOFCHK, VF_VLAN, HWMODE),
        family("be2net",         "Emulex OneConnect (be2net)",                           FilterClass.EARLY,            new TableSizes(64, 63, 1024, 64, 0, FIRST_FREE),     FIRMWARE,         NO_RESET, VF_TRUST));
    // spotless:on

    private NicFamilies() {}

    /** All of them, Intel's first. */
    public static List<NicFamily> all() {
        return ALL;
    }

    /** The family of this name, if there is one. */
    public static Optional<NicFamily> of(String name) {
        return ALL.stream().filter(family -> family.name().equals(name)).findFirst();
    }

    private static NicFamily family(
            String name,
            String title,
            FilterClass filterClass,
            TableSizes sizes,
            PortSettings settings,
            Optional<String> portReset,
            HostCommand... unsupported) {
        Map<HostCommand, String> refused = new EnumMap<>(HostCommand.class);
        for (HostCommand command : unsupported) {
            refused.put(command, NOT_SUPPORTED);
        }
        return new NicFamily(
                name,
                title,
                filterClass,
                sizes,
                settings,
                portReset,
                refused,
                FamilyTable.column(name),
                FamilyFacts.of(name));
    }
}
