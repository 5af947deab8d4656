package dev.vfgap.replay.capture;

import java.util.OptionalLong;

/**
 * One interface of a capture, as far as the capture tells of it.
 *
 * @param name its name, or empty
 * @param description what somebody wrote of it, or empty
 * @param linkNumber its link type's number in the registry of tcpdump.org
 * @param linkType what that is to us
 * @param unitsPerSecond the resolution of its stamps: 1,000,000 = microseconds
 * @param offsetSeconds what was added to its stamps, in seconds
 * @param snapLength the most bytes of a packet that were kept; 0 = no limit
 * @param drops packets that it lost while capturing, as far as the capture says so
 */
public record CaptureInterface(
        String name,
        String description,
        int linkNumber,
        LinkType linkType,
        long unitsPerSecond,
        long offsetSeconds,
        long snapLength,
        OptionalLong drops) {}
