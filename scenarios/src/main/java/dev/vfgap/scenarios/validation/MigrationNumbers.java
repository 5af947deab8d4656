package dev.vfgap.scenarios.validation;

import static dev.vfgap.scenarios.validation.Measure.MEGABITS_PER_SECOND;
import static dev.vfgap.scenarios.validation.Measure.MILLISECONDS;

import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.models.migration.SwitchoverPart;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Spread;
import dev.vfgap.scenarios.validation.Accepted.IntervalHas;
import dev.vfgap.scenarios.validation.Accepted.MedianWithin;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How long a migration takes, and how long it stops the guest. */
final class MigrationNumbers {
    private static final double BITS_PER_BYTE = 8;
    private static final double MEGA = 1e6;
    private static final double NANOS_PER_MS = 1e6;
    /** Half an order of magnitude to either side: the factor whose square is 10. */
    private static final double HALF_DECADE = Math.sqrt(10);
    /** The quantile of the standard normal distribution at 0.99. */
    private static final double NORMAL_99 = 2.3263478740408408;

    private static final String PINNED_BEFORE = "hypervisor.vdpaPinning=before";
    private static final ToDoubleFunction<MigrationRun> VDPA_DOWNTIME_MS = Reading.ms(
            Reading.first(Kind.STOP), milestone -> milestone.text().equals(SwitchoverPart.BACKEND_READY.text()));

    private static final Trial VFIO = Trial.of("V05-vfio");
    private static final Trial V82599 = Trial.of("V08-82599");
    private static final Trial XL710 = Trial.of("V08-XL710");
    private static final Trial VHOST = Trial.of("V09-vhost");
    /** What {@code query-migrate} calls downtime: from the stop to the end at the source. */
    private static final ToDoubleFunction<MigrationRun> QEMU_DOWNTIME_MS =
            Reading.ms(Reading.first(Kind.STOP), Reading.status("completed"));

    static final PublishedRow V4 = new PublishedRow(
            "V4",
            "vDPA, guest memory pinned inside the downtime or before it; from the guest's stop to the last queue",
            "qemu-devel msg1116964, move memory listener register to vhost_vdpa_init",
            List.of(
                    vdpaInput("39 GB, pinned inside", "4.72 s", Trial.of("V04-vdpa")),
                    vdpaInput("39 GB, pinned before", "2.09 s", Trial.of("V04-vdpa", PINNED_BEFORE)),
                    vdpaOutput("128 GB, pinned inside", 14_720, Trial.of("V04-vdpa", "mig.ram=128GiB")),
                    vdpaOutput("128 GB, pinned before", 5_830, Trial.of("V04-vdpa", "mig.ram=128GiB", PINNED_BEFORE))));

    static final PublishedRow V5 = new PublishedRow(
            "V5",
            "A failover pair in a guest of 128 GiB, the destination's VF made before the guest resumes",
            "libvirt users list 2025-04-30, thread 3ZKH63AN; qemu-discuss 2025-05-03, msg08942",
            List.of(
                    Published.input(
                            "pinning of a GiB as it comes (vfio.pinPerGiB)",
                            MILLISECONDS,
                            "53.4 s / 128 GiB = 417 ms",
                            Reading.given(Trial.of("V05-virtio"), "vfio.pinPerGiB", NANOS_PER_MS),
                            "the default's upper end is this stall, so a stall predicted with it says nothing"),
                    Published.output(
                            "stall, pinned as fast as a vDPA device",
                            MILLISECONDS,
                            "at least 52.2 s and 53.4 s",
                            new MedianWithin(
                                    52_800 / HALF_DECADE,
                                    52_800 * HALF_DECADE,
                                    "the cause is not published, so only its order of magnitude is asked"),
                            Reading.ofEachRun(VFIO, Reading.ms(RunPhase.DOWNTIME)),
                            "pinning at the rate of a published vDPA device explains a fifth of the stall; the rest may be"
                                    + " memory that must be cleared before it is pinned, but the threads do not say"),
                    Published.output(
                            "stall with virtio only",
                            MILLISECONDS,
                            "no perceptible unavailability",
                            new MedianWithin(0, 500, "what a person at a terminal would not have reported"),
                            Reading.ofEachRun(Trial.of("V05-virtio"), Reading.ms(RunPhase.DOWNTIME)),
                            "")));

    static final PublishedRow V8 = new PublishedRow(
            "V8",
            "A guest of 1.55 GB with a bond in DPDK, its VF unplugged by hand, QEMU 2.3",
            "DPDK doc/guides/howto/lm_bond_virtio_sriov.rst",
            List.of(
                    memory("memory sent, 82599", V82599, "389137 kB"),
                    total("total, 82599", V82599, 11_834),
                    throughput("throughput, 82599", V82599, "269.49 Mbit/s"),
                    downtime("downtime by QEMU, 82599", V82599, 18, ""),
                    memory("memory sent, XL710", XL710, "379699 kB"),
                    total("total, XL710", XL710, 11_619),
                    throughput("throughput, XL710", XL710, "267.82 Mbit/s"),
                    downtime(
                            "downtime by QEMU, XL710",
                            XL710,
                            5,
                            "all of this stop is mig.deviceState, an estimate of 5 to 200 ms around 20 ms that rests on no"
                                    + " measurement; 5 ms is its least value")));

    static final PublishedRow V9 = new PublishedRow(
            "V9",
            "A guest of 8 GiB that forwards 64 B frames in DPDK, vhost-user, before and after a change of QEMU 2.4",
            "OPNFV kvmfornfv docs/release/userguide/live_migration.userguide.rst",
            List.of(
                    Published.notPredicted(
                            "total, before and after",
                            MILLISECONDS,
                            "2271 and 654 ms",
                            "it is the time to find zero pages, which no model here has: 8 GiB that had to be sent would"
                                    + " take 6.9 s on 10 Gbit/s; how much was sent is not published"),
                    Published.notPredicted(
                            "downtime before",
                            MILLISECONDS,
                            "26 ms, idle 29 ms",
                            "QEMU 2.4 switched dirty logging off inside the downtime; the model is of QEMU 10, which does"
                                    + " it after"),
                    downtime("downtime after, idle guest", VHOST, 9, ""),
                    downtime(
                            "downtime after, forwarding guest",
                            VHOST,
                            5,
                            "the stop is predicted for the idle guest, the best case of any guest, and this one was stopped for"
                                    + " less: the publication's own scatter is as large as what it calls a difference")));

    static final PublishedRow V10 = new PublishedRow(
            "V10",
            "More than a million migrations a month of guests without a VF",
            "Ruprecht et al., VM Live Migration At Scale, VEE 2018: median 50 ms, 99th percentile 300 ms",
            List.of(
                    Published.output(
                            "spread of the blackout, ln(p99 / median) / 2.326",
                            Measure.SIGMA,
                            "0.77",
                            new MedianWithin(
                                    0.67, 0.87, "two quantiles of one fleet fix a logarithm's deviation to about 0.1"),
                            new Reading(List.of(Trial.of("V10-fleet")), MigrationNumbers::sigma),
                            "the default parameters are one guest on one pair of hosts, and their spread is what is not known of"
                                    + " it; a fleet's guests differ in how fast they dirty memory, which is most of a blackout")));

    private MigrationNumbers() {}

    private static Published vdpaInput(String name, String published, Trial trial) {
        return Published.input(
                name,
                MILLISECONDS,
                published,
                Reading.ofEachRun(trial, VDPA_DOWNTIME_MS),
                "the defaults of vdpa.pinPerGiB and vdpa.mapPerGiB are from this row");
    }

    private static Published vdpaOutput(String name, double publishedMs, Trial trial) {
        return Published.output(
                name,
                MILLISECONDS,
                Measure.MILLISECONDS.text(publishedMs),
                new MedianWithin(0.9 * publishedMs, 1.1 * publishedMs, "a tenth to either side of one run"),
                Reading.ofEachRun(trial, VDPA_DOWNTIME_MS),
                "a line through the row of 39 GB whose constant, vdpa.configure, is another publication's");
    }

    private static Published memory(String name, Trial trial, String published) {
        return Published.input(
                name,
                Measure.MEGABYTES,
                published,
                Reading.given(trial, "mig.ram", MEGA),
                "which pages are not zero only the guest knows");
    }

    private static Published total(String name, Trial trial, double publishedMs) {
        return Published.output(
                name,
                MILLISECONDS,
                Measure.MILLISECONDS.text(publishedMs),
                new MedianWithin(0.95 * publishedMs, 1.05 * publishedMs, "QEMU sends in portions of 100 ms"),
                Reading.ofEachRun(trial, Reading.ms(RunPhase.MIGRATION)),
                "from the memory sent and QEMU 2.3's own limit of its rate");
    }

    private static Published throughput(String name, Trial trial, String published) {
        return Published.input(
                name,
                MEGABITS_PER_SECOND,
                published,
                Reading.given(trial, "mig.maxBandwidth", MEGA / BITS_PER_BYTE),
                "given is QEMU 2.3's own limit, 32 MiB/s; what was measured is not used");
    }

    private static Published downtime(String name, Trial trial, double publishedMs, String note) {
        return Published.output(
                name,
                MILLISECONDS,
                Measure.MILLISECONDS.text(publishedMs),
                new IntervalHas(publishedMs, "one measurement against the estimate of mig.deviceState"),
                Reading.ofEachRun(trial, QEMU_DOWNTIME_MS),
                note);
    }

    private static Spread sigma(List<Prediction> predictions) {
        double[] sorted = predictions.get(0).runs().stream()
                .mapToDouble(Reading.ms(RunPhase.DOWNTIME))
                .sorted()
                .toArray();
        return Reading.one(StrictMath.log(Spread.quantile(sorted, 0.99) / Spread.quantile(sorted, 0.5)) / NORMAL_99);
    }
}
