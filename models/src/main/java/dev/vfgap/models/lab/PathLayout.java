package dev.vfgap.models.lab;

import dev.vfgap.models.host.HostTimes;

/**
 * The constants of the path: how long each hop without state takes, how much each queue keeps, how fast it is read.
 *
 * @param peerToSwitchNanos peer's interface to the switch's decision, at least 0
 * @param switchToNicNanos switch to the decision of a host's NIC, at least 0
 * @param nicToPrimaryNanos NIC to the primary's queue, at least 0
 * @param nicToStandbyNanos NIC, through the host's stack, to the standby's tap, at least 0
 * @param guestToSwitchNanos guest's send call, through the primary and the NIC, to the switch, at least 0
 * @param switchToPeerNanos switch to the peer's interface, at least 0
 * @param primaryQueueFrames capacity of a primary's queue, at least 1
 * @param standbyQueueFrames capacity of a standby's queue, at least 1
 * @param queueFreeBatchFrames in batches of how many a queue frees its slots while nobody reads, at least 1
 * @param primaryServiceNanos the least time between two frames that the guest takes from the primary, 0 = no limit
 * @param standbyServiceNanos the least time between two frames that the guest takes from the standby, 0 = no limit
 * @param switchAgeingNanos how long the switch remembers a port without a frame from it
 * @param switchForwardDelayNanos how long a port of the switch that came up listens, and then learns, before it forwards
 * @param host what lies between a host's NIC and its standby
 */
public record PathLayout(
        long peerToSwitchNanos,
        long switchToNicNanos,
        long nicToPrimaryNanos,
        long nicToStandbyNanos,
        long guestToSwitchNanos,
        long switchToPeerNanos,
        long primaryQueueFrames,
        long standbyQueueFrames,
        long queueFreeBatchFrames,
        long primaryServiceNanos,
        long standbyServiceNanos,
        long switchAgeingNanos,
        long switchForwardDelayNanos,
        HostTimes host) {}
