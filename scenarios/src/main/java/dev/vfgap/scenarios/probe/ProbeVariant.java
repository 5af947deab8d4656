package dev.vfgap.scenarios.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a probe gives the PF and does with the VF. Variants on something of the VF have the PF promiscuous, where a loss shows. */
public enum ProbeVariant {
    EXPLICIT("the PF's own filter holds the MAC, as the list of 2019 words it: an early filter stays hidden"),
    MACVLAN("a macvlan device on the PF has the MAC, and its driver asks the NIC for it"),
    PROMISCUOUS("the PF is promiscuous"),
    BRIDGE("the PF is the port of a bridge"),
    NOTHING("the PF asks for nothing"),
    REMEDY(
            "the PF is promiscuous, and its own filter holds the MAC as long as the VF has it and is not up: no frame is lost"),
    VF_FIRST("the VF gets the MAC before the PF's own filter does"),
    VLAN("the VF gets the MAC in a VLAN"),
    SPOOF_CHECK("the spoof check of the VF is switched off and on"),
    TRUST("the VF is trusted and sets the MAC itself"),
    LINK_STATE("the link of the VF is switched off, on and to auto while it is up"),
    PF_CYCLE("the PF goes down and up between the MAC and the VF's driver");

    private final String meaning;

    ProbeVariant(String meaning) {
        this.meaning = meaning;
    }

    /** Its word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, a clause. */
    public String meaning() {
        return meaning;
    }

    /** The words of all, and {@code all}. */
    public static List<String> words() {
        return java.util.stream.Stream.concat(
                        Arrays.stream(values()).map(ProbeVariant::word), java.util.stream.Stream.of("all"))
                .toList();
    }

    /** The variant with a word. */
    public static Optional<ProbeVariant> of(String word) {
        return Arrays.stream(values())
                .filter(variant -> variant.word().equals(word))
                .findFirst();
    }
}
