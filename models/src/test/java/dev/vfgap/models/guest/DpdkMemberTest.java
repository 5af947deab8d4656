package dev.vfgap.models.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DpdkMemberTest {
    private final List<String> told = new ArrayList<>();
    private final DpdkMember member = new DpdkMember(command -> told.add(command.name()));

    @Test
    void theKernelGetsADeviceBackOnceTheApplicationHasClosedIt() {
        member.fire(DpdkEvent.FOUND_AT_BOOT);
        member.fire(DpdkEvent.REMOVE);
        assertThat(told).as("vfio-pci waits").isEmpty();
        assertThat(member.detach().isAccepted()).isTrue();
        member.fire(DpdkEvent.DETACHED);

        assertThat(told).containsExactly("CLOSE", "LET_GO");
        assertThat(member.state()).isEqualTo(DpdkState.AWAY);
    }

    @Test
    void anApplicationThatAwaitsADeviceAttachesItWhenItComes() {
        assertThat(member.attach().isAccepted()).isTrue();
        member.fire(DpdkEvent.DEVICE_THERE);
        member.fire(DpdkEvent.ATTACHED);

        assertThat(told).containsExactly("BOUND", "OPEN");
        assertThat(member.state()).isEqualTo(DpdkState.MEMBER);
    }

    @Test
    void theApplicationRefusesWhatItCannotDo() {
        assertThat(member.detach().error()).contains("Port is not a member of the bond");
        member.attach();
        assertThat(member.attach().error()).contains("Failed to attach port: it is attached, or being detached");
    }
}
