package dev.vfgap.models.nic.family;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The windows of every family, whole: what begins a loss, what can end it, and why frames are lost in between. */
class BlackholeWindowsTest {

    @Test
    void ofAPromiscuousPf() {
        assertThat(windows(PfReception.PROMISCUOUS)).isEqualTo("""
                        igb: CREATE_VFS until nic.pfReset after CREATE_VFS (RX_DISABLED)
                        igb: PF_RESET until nic.pfReset after PF_RESET (RX_DISABLED)
                        igb: REMOVE_VFS until nic.pfReset after REMOVE_VFS (RX_DISABLED)
                        igb: SET_ADMIN_MAC until CLEAR_ADMIN_MAC or DRIVER_OPEN (POOL_RX_DISABLED, QUEUE_DISABLED)
                        igb: DRIVER_CLOSE until CLEAR_ADMIN_MAC or DRIVER_OPEN or DRIVER_PROBE (QUEUE_DISABLED, POOL_RX_DISABLED)
                        igb-i350: CREATE_VFS until nic.pfReset after CREATE_VFS (RX_DISABLED)
                        igb-i350: PF_RESET until nic.pfReset after PF_RESET (RX_DISABLED)
                        igb-i350: REMOVE_VFS until nic.pfReset after REMOVE_VFS (RX_DISABLED)
                        igb-i350: SET_ADMIN_MAC until CLEAR_ADMIN_MAC or DRIVER_OPEN (POOL_RX_DISABLED, QUEUE_DISABLED)
                        igb-i350: DRIVER_CLOSE until CLEAR_ADMIN_MAC or DRIVER_OPEN or DRIVER_PROBE (QUEUE_DISABLED, POOL_RX_DISABLED)
                        ixgbe: CREATE_VFS until nic.pfReset after CREATE_VFS (RX_DISABLED)
                        ixgbe: PF_RESET until nic.pfReset after PF_RESET (RX_DISABLED)
                        ixgbe: REMOVE_VFS until nic.pfReset after REMOVE_VFS (RX_DISABLED)
                        ixgbe: SET_ADMIN_MAC until CLEAR_ADMIN_MAC or FUNCTION_RESET or DRIVER_OPEN (QUEUE_DISABLED, POOL_RX_DISABLED)
                        ixgbe: DRIVER_PROBE until CLEAR_ADMIN_MAC or DRIVER_OPEN or FUNCTION_RESET (QUEUE_DISABLED)
                        ixgbe: DRIVER_CLOSE until CLEAR_ADMIN_MAC or DRIVER_OPEN or FUNCTION_RESET (QUEUE_DISABLED)
                        i40e: CREATE_VFS until nic.pfReset after CREATE_VFS (RX_DISABLED)
                        i40e: PF_RESET until nic.pfReset after PF_RESET (RX_DISABLED)
                        i40e: REMOVE_VFS until nic.pfReset after REMOVE_VFS (RX_DISABLED)
                        i40e: nic.vfResetI40e after SET_ADMIN_MAC until nic.iavfReinit after SET_ADMIN_MAC or DRIVER_OPEN or nic.vfResetI40e after CLEAR_ADMIN_MAC (POOL_RX_DISABLED)
                        i40e: SET_ADMIN_MAC until nic.iavfReinit after SET_ADMIN_MAC (POOL_RX_DISABLED)
                        i40e: CLEAR_ADMIN_MAC until nic.vfResetI40e after CLEAR_ADMIN_MAC (POOL_RX_DISABLED)
                        i40e: DRIVER_CLOSE until DRIVER_OPEN or nic.vfResetI40e after CLEAR_ADMIN_MAC (POOL_RX_DISABLED)
                        ice: nic.vfResetIce after SET_ADMIN_MAC until nic.iavfReinit after SET_ADMIN_MAC or DRIVER_OPEN or nic.vfResetIce after CLEAR_ADMIN_MAC (POOL_RX_DISABLED)
                        ice: SET_ADMIN_MAC until nic.iavfReinit after SET_ADMIN_MAC (POOL_RX_DISABLED)
                        ice: CLEAR_ADMIN_MAC until nic.vfResetIce after CLEAR_ADMIN_MAC (POOL_RX_DISABLED)
                        ice: DRIVER_CLOSE until DRIVER_OPEN or nic.vfResetIce after CLEAR_ADMIN_MAC (POOL_RX_DISABLED)
                        ice-switchdev: hw.fdbMove after STEER_TO_VF until DRIVER_OPEN or hw.fdbMove after STEER_AWAY (POOL_RX_DISABLED)
                        ice-switchdev: SET_ADMIN_MAC until nic.iavfReinit after SET_ADMIN_MAC (POOL_RX_DISABLED)
                        ice-switchdev: CLEAR_ADMIN_MAC until nic.iavfReinit after CLEAR_ADMIN_MAC (POOL_RX_DISABLED)
                        ice-switchdev: DRIVER_CLOSE until DRIVER_OPEN or hw.fdbMove after STEER_AWAY (POOL_RX_DISABLED)
                        mlx5: DRIVER_CLOSE until mlx5.eventToRule after DRIVER_CLOSE (QUEUE_DISABLED)
                        mlx5-switchdev: hw.fdbMove after STEER_TO_VF until DRIVER_OPEN or hw.fdbMove after STEER_AWAY (POOL_RX_DISABLED)
                        mlx5-switchdev: DRIVER_CLOSE until DRIVER_OPEN or hw.fdbMove after STEER_AWAY (POOL_RX_DISABLED)
                        hns3: DRIVER_PROBE until DRIVER_OPEN or DRIVER_REMOVE (POOL_RX_DISABLED)
                        hns3: nic.vfDriverRecovery after SET_ADMIN_MAC until DRIVER_OPEN or DRIVER_REMOVE (POOL_RX_DISABLED)
                        hns3: SET_ADMIN_MAC until nic.vfDriverRecovery after SET_ADMIN_MAC (POOL_RX_DISABLED)
                        hns3: DRIVER_CLOSE until DRIVER_OPEN or DRIVER_REMOVE (QUEUE_DISABLED, POOL_RX_DISABLED)
                        enic: SET_ADMIN_MAC until CLEAR_ADMIN_MAC or DRIVER_OPEN (POOL_RX_DISABLED, QUEUE_DISABLED)
                        enic: DRIVER_CLOSE until CLEAR_ADMIN_MAC or DRIVER_OPEN (QUEUE_DISABLED, POOL_RX_DISABLED)
                        be2net: SET_ADMIN_MAC until DRIVER_OPEN (POOL_RX_DISABLED, QUEUE_DISABLED)
                        be2net: DRIVER_CLOSE until DRIVER_OPEN (QUEUE_DISABLED, POOL_RX_DISABLED)""");
    }

    @Test
    void ofAPfWithAnEntryOfItsOwnAreThoseOfThePortAlone() {
        assertThat(windows(PfReception.EXPLICIT)).isEqualTo("""
                        igb: CREATE_VFS until nic.pfReset after CREATE_VFS (RX_DISABLED)
                        igb: PF_RESET until nic.pfReset after PF_RESET (RX_DISABLED)
                        igb: REMOVE_VFS until nic.pfReset after REMOVE_VFS (RX_DISABLED)
                        igb-i350: CREATE_VFS until nic.pfReset after CREATE_VFS (RX_DISABLED)
                        igb-i350: PF_RESET until nic.pfReset after PF_RESET (RX_DISABLED)
                        igb-i350: REMOVE_VFS until nic.pfReset after REMOVE_VFS (RX_DISABLED)
                        ixgbe: CREATE_VFS until nic.pfReset after CREATE_VFS (RX_DISABLED)
                        ixgbe: PF_RESET until nic.pfReset after PF_RESET (RX_DISABLED)
                        ixgbe: REMOVE_VFS until nic.pfReset after REMOVE_VFS (RX_DISABLED)
                        i40e: CREATE_VFS until nic.pfReset after CREATE_VFS (RX_DISABLED)
                        i40e: PF_RESET until nic.pfReset after PF_RESET (RX_DISABLED)
                        i40e: REMOVE_VFS until nic.pfReset after REMOVE_VFS (RX_DISABLED)""");
    }

    private static String windows(PfReception reception) {
        String text = NicFamilies.all().stream()
                .flatMap(family -> BlackholeWindows.of(family, reception).stream()
                        .map(window -> family.name() + ": " + text(window)))
                .collect(joining("\n"));
        return text;
    }

    private static String text(BlackholeWindow window) {
        return window.from() + " until "
                + window.until().stream().map(BlackholeWindow.Moment::toString).collect(joining(" or "))
                + window.reasons().stream().map(Enum::name).collect(joining(", ", " (", ")"));
    }
}
