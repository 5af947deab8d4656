/** What comes of a judged probe: a NIC's profile, the device's record in a catalogue, and the texts that carry its mark. */
package dev.vfgap.scenarios.device;
