package dev.vfgap.models.machine;

import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The delays of one instance of a machine in a simulation: each drawn from its parameter's distribution, on a stream of
 * its own, named for instance and parameter.
 *
 * <p>So two runs of the same seed that differ in their strategy draw the same length for the same phase.
 */
public final class DrawnDelays implements Delays {

    private record Source(Distribution distribution, RandomStream stream) {}

    private final RandomStreams streams;
    private final ParameterValues values;
    private final String instance;
    private final DrawNumbers numbers;
    private final Map<String, Source> sources = new LinkedHashMap<>();

    /**
     * The delays of an instance.
     *
     * @param instance its name, the first part of the streams' names
     * @param numbers counts the draws of all instances of a run
     */
    public DrawnDelays(RandomStreams streams, ParameterValues values, String instance, DrawNumbers numbers) {
        this.streams = streams;
        this.values = values;
        this.instance = instance;
        this.numbers = numbers;
    }

    /** The keys of the parameters that were drawn. */
    public Set<String> drawnKeys() {
        return Collections.unmodifiableSet(sources.keySet());
    }

    @Override
    public long next(String parameterKey) {
        Source source = sources.computeIfAbsent(
                parameterKey, key -> new Source(values.distribution(key), streams.stream(instance + "/" + key)));
        Distribution value = values.hasDraws(parameterKey)
                ? values.draw(parameterKey, numbers.next(parameterKey))
                : source.distribution();
        return value.drawNanos(source.stream());
    }
}
