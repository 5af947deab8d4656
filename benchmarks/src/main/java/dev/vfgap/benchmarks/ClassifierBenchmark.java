package dev.vfgap.benchmarks;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PlainClassifier;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import dev.vfgap.models.nic.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of one whole decision about a frame from the wire: every step, VLAN filtering on, each frame its own header;
 * and that of the plain transcription which the tests hold it to.
 *
 * <p>There are so many frames that no branch predictor learns their sequence. An operation is one frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ClassifierBenchmark {
    private static final int FRAMES = 1 << 16;
    private static final int IPV4 = 0x0800;
    private static final int VLANS = 8;

    /** Entries of the perfect-match table, all valid: 24 with the 8 pools of an 82576, 128 with the 64 of an 82599. */
    @Param({"24", "128"})
    public int entries;

    /** Percent of the frames whose destination is in the table; the others go to the default pool. */
    @Param({"0", "50", "100"})
    public int hits;

    private final FrameHeader[] frames = new FrameHeader[FRAMES];
    private final Verdict verdict = new Verdict();
    private Classifier classifier;
    private PlainClassifier plain;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        int pools = entries == 24 ? 8 : 64;
        FilterRegisters registers = new FilterRegisters(pools, entries, 32);
        registers
                .set(PortFlag.RECEIVE_ENABLE)
                .set(PortFlag.VMDQ)
                .set(PortFlag.VLAN_FILTER)
                .set(PortFlag.LONG_PACKETS)
                .set(PortFlag.LOOPBACK)
                .longestFrame(1522);
        for (PoolFlag flag : List.of(
                PoolFlag.BAM,
                PoolFlag.AUPE,
                PoolFlag.LPE,
                PoolFlag.VFRE,
                PoolFlag.QUEUE_0,
                PoolFlag.DESCRIPTORS_0,
                PoolFlag.BUS_MASTER)) {
            registers.write(flag, registers.allPools());
        }
        registers.defaultPool(pools - 1);
        for (int pool = 0; pool < pools; pool++) {
            registers.longestFrameOf(pool, 1522);
        }
        for (int vlan = 0; vlan < VLANS; vlan++) {
            registers.addVlan(100 + vlan);
            registers.vlan(vlan, 100 + vlan, registers.allPools());
        }
        long[] known = new long[entries];
        for (int entry = 0; entry < entries; entry++) {
            known[entry] = unicast(random);
            registers.address(entry, known[entry], FilterRegisters.only(entry % pools));
        }
        for (int i = 0; i < FRAMES; i++) {
            long to = random.nextInt(100) < hits ? known[random.nextInt(entries)] : unicast(random);
            int bytes = random.nextInt(60, 1515);
            frames[i] = random.nextInt(4) > 0
                    ? FrameHeader.untagged(to, unicast(random), IPV4, bytes)
                    : FrameHeader.tagged(to, unicast(random), 100 + random.nextInt(VLANS), IPV4, bytes);
        }
        classifier = new Classifier(registers);
        plain = new PlainClassifier(registers);
    }

    private static long unicast(SplittableRandom random) {
        return random.nextLong(Mac.BROADCAST) & ~(1L << 40);
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long classifier() {
        long pools = 0;
        for (FrameHeader frame : frames) {
            classifier.receive(frame, verdict);
            pools += verdict.pools();
        }
        return pools;
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long plain() {
        long received = 0;
        for (FrameHeader frame : frames) {
            received += plain.receive(frame).dropped() == null ? 1 : 0;
        }
        return received;
    }
}
