package dev.vfgap.replay.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user writes to say what is captured: places and rings. */
class CaptureWordsTest {

    @ParameterizedTest
    @CsvSource({
        "br0=uplink:A,  '',  br0,    UPLINK,  A,  uplink-A-br0",
        "tap3=standby,  B,   tap3,   STANDBY, B,  standby-B-tap3",
        "tap3=standby:A, B,  tap3,   STANDBY, A,  standby-A-tap3",
        "vf0=primary:B, '',  vf0,    PRIMARY, B,  primary-B-vf0",
        "eth0=peer,     B,   eth0,   PEER,    '', peer-eth0",
        "ens3=guest,    '',  ens3,   GUEST,   '', guest-ens3",
        "a=b=peer,      '',  a=b,    PEER,    '', peer-a-b",
        "eth0.5=peer,   '',  eth0.5, PEER,    '', peer-eth0.5"
    })
    void aPlaceIsAnInterfaceAPointAndItsHost(
            String text, String usual, String name, Place.Kind at, String host, String file) {
        CapturePlace place =
                CapturePlace.parse(text, usual.isEmpty() ? Optional.empty() : Optional.of(Host.valueOf(usual)));
        assertThat(place)
                .isEqualTo(new CapturePlace(
                        name, at, host.isEmpty() ? Optional.empty() : Optional.of(Host.valueOf(host))));
        assertThat(place.fileName()).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "br0 | \"br0\" does not say where the interface stands; write for example br0=uplink"
                        + " (peer, uplink, standby, primary, guest)",
                "br0=tap | \"tap\" is no point of a bundle; write one of peer, uplink, standby, primary, guest",
                "br0=uplink | \"br0=uplink\" does not say on which host; write br0=uplink:A on the host that the guest"
                        + " leaves, :B on the one that it comes to, or give --host",
                "br0=uplink:C | \"C\" is no host; write A for the host that the guest leaves, B for the other",
                "br0=peer:A | the peer belongs to no host; write br0=peer"
            })
    void aPlaceThatSaysTooLittleIsToldWithTheMend(String text, String sentence) {
        assertThatThrownBy(() -> CapturePlace.parse(text, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void aRingIsAsManyFilesOfASize() {
        assertThat(RingPlan.parse("4x100MiB")).isEqualTo(new RingPlan(4, 104_857_600));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100MiB | \"100MiB\" is no ring; write files and size, such as 4x100MiB",
                "1x1GiB | a ring has 2 to 9999 files, not 1; write for example 4x100MiB",
                "4x10KiB | a file of a ring has at least 64KiB; write for example 4x100MiB"
            })
    void aRingThatIsNoneIsToldWithTheMend(String text, String sentence) {
        assertThatThrownBy(() -> RingPlan.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
