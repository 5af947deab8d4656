package dev.vfgap.models.guest;

import static dev.vfgap.simcore.parameter.Provenance.Kind.ASSUMED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DERIVED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DOCUMENTED;

import dev.vfgap.models.machine.DelayParameter;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.unit.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is known of each VF driver beyond the defaults of {@link GuestParameters}: how long its phases last, how large its
 * receive ring is.
 *
 * <p>Only one run of ixgbevf's probe and one of mlx5's phases are published, so the values are theirs and the spread is
 * assumed. What a driver is not listed with has the default.
 */
public final class DriverValues {
    private static final String PROBE = "guest.vfProbe";
    private static final String OPEN = "guest.vfOpen";
    private static final String CARRIER = "guest.vfCarrierFirst";
    private static final String STOP = "guest.vfRemoveStop";
    private static final String TAIL = "guest.vfRemoveTail";
    private static final String RING = "guest.rxRingVf";
    private static final String TX_RING = "guest.txRingVf";

    // spotless:off
    private static final Map<String, List<Value>> BY_DRIVER = byDriver(
            value("igbvf",     PROBE,   around("60ms",  "10ms",  "1500ms"), ASSUMED,    "a reset and a few mailbox messages in steps of 10 ms; not measured on hardware"),
            value("igbvf",     CARRIER, around("10ms",  "1ms",   "2s"),     DERIVED,    "Linux 6.12 igbvf/netdev.c igbvf_open: the watchdog runs a jiffy later, then each 2 s"),
            value("igbvf",     STOP,    around("22ms",  "20ms",  "300ms"),  DERIVED,    "Linux 6.12 igbvf/netdev.c igbvf_down sleeps 10 ms, and its reset waits 10 ms for the mailbox"),
            value("igbvf",     RING,    frames(256),                        DOCUMENTED, "Linux 6.12 igbvf.h IGBVF_DEFAULT_RXD"),
            value("igbvf",     TX_RING, frames(256),                        DOCUMENTED, "Linux 6.12 igbvf.h IGBVF_DEFAULT_TXD"),
            value("ixgbevf",   PROBE,   around("77ms",  "2ms",   "1500ms"), DERIVED,    "ntop/PF_RING issue 15: banner to ready 77 ms; one value, its spread assumed"),
            value("ixgbevf",   CARRIER, around("5ms",   "1ms",   "2s"),     DERIVED,    "Linux 6.12 ixgbevf_main.c ixgbevf_up_complete: the service task runs at once, then each 2 s"),
            value("ixgbevf",   STOP,    around("12ms",  "10ms",  "300ms"),  DERIVED,    "Linux 6.12 ixgbevf/vf.c ixgbevf_reset_hw_vf waits 10 ms"),
            value("ixgbevf",   RING,    frames(512),                        DOCUMENTED, "Linux 6.12 ixgbevf.h IXGBEVF_DEFAULT_RXD"),
            value("ixgbevf",   TX_RING, frames(1024),                       DOCUMENTED, "Linux 6.12 ixgbevf.h IXGBEVF_DEFAULT_TXD"),
            value("iavf",      PROBE,   around("250ms", "50ms",  "25s"),    ASSUMED,    "virtchnl round trips; a reset is waited for 5 s, its end 20 s (iavf_main.c IAVF_RESET_WAIT_DETECTED_COUNT, …COMPLETE_COUNT)"),
            value("iavf",      CARRIER, around("50ms",  "1ms",   "2s"),     ASSUMED,    "queues are enabled by virtchnl, and the PF tells the link by an event"),
            value("iavf",      STOP,    around("30ms",  "5ms",   "500ms"),  ASSUMED,    "queues are disabled and filters removed by virtchnl"),
            value("iavf",      TAIL,    uniform("50ms", "100ms"),           DERIVED,    "Linux 6.12 iavf_main.c iavf_remove asks for a reset and sleeps 50 ms, twice at most"),
            value("iavf",      RING,    frames(512),                        DOCUMENTED, "Linux 6.12 iavf.h IAVF_DEFAULT_RXD"),
            value("iavf",      TX_RING, frames(512),                        DOCUMENTED, "Linux 6.12 iavf.h IAVF_DEFAULT_TXD"),
            value("mlx5_core", PROBE,   around("353ms", "50ms",  "1500ms"), DERIVED,    "published netvsc/mlx5 trace: BAR assigned to netdev registered 353 ms; one value, its spread assumed"),
            value("mlx5_core", OPEN,    around("144ms", "10ms",  "500ms"),  DERIVED,    "published netvsc/mlx5 trace: registered to link 244 ms, of which netvsc waits 100 ms before it opens"),
            value("mlx5_core", STOP,    around("610us", "100us", "300ms"),  DERIVED,    "published netvsc/mlx5 trace: data path switched to un-registration 0.61 ms"),
            value("mlx5_core", TAIL,    around("1088ms", "1ms",  "60s"),    DERIVED,    "published netvsc/mlx5 trace: data path switched to slot gone 1.109 s, less what comes before"),
            value("mlx5_core", RING,    frames(1024),                       DOCUMENTED, "Linux 6.12 mlx5/core/en.h MLX5E_PARAMS_DEFAULT_LOG_RQ_SIZE 10; the trace says RqSz(1024)"),
            value("mlx5_core", TX_RING, frames(1024),                       DOCUMENTED, "Linux 6.12 mlx5/core/en.h MLX5E_PARAMS_DEFAULT_LOG_SQ_SIZE 10"));
    // spotless:on

    private DriverValues() {}

    /**
     * One value that a driver has.
     *
     * @param driver its name in Linux
     * @param key the parameter
     * @param value what it is with this driver
     * @param provenance how that is known
     */
    public record Value(String driver, String key, Distribution value, Provenance provenance) {}

    /** What is known of a driver, in the order of its life; nothing of one that is not listed. */
    public static List<Value> of(String driver) {
        return BY_DRIVER.getOrDefault(driver, List.of());
    }

    /** What is known of a parameter: one value for each driver that has its own, by the drivers' names. */
    public static List<Value> ofParameter(String key) {
        return BY_DRIVER.values().stream()
                .flatMap(List::stream)
                .filter(value -> value.key.equals(key))
                .toList();
    }

    /** These values with a driver's own over them. */
    public static ParameterValues over(ParameterValues values, String driver) {
        ParameterValues over = values;
        for (Value value : of(driver)) {
            over = over.with(value.key, value.value, value.provenance);
        }
        return over;
    }

    private static Map<String, List<Value>> byDriver(Value... values) {
        Map<String, List<Value>> byDriver = new TreeMap<>();
        for (Value value : values) {
            List<Value> before = byDriver.getOrDefault(value.driver, List.of());
            byDriver.put(
                    value.driver,
                    Stream.concat(before.stream(), Stream.of(value)).toList());
        }
        return byDriver;
    }

    private static Value value(String driver, String key, Distribution value, Provenance.Kind kind, String where) {
        return new Value(driver, key, value, new Provenance(kind, where));
    }

    private static Distribution around(String median, String min, String max) {
        return DelayParameter.around(median, min, max);
    }

    private static Distribution uniform(String min, String max) {
        return new Uniform(Quantity.parseNanos(min), Quantity.parseNanos(max));
    }

    private static Distribution frames(int frames) {
        return new Constant(frames);
    }
}
