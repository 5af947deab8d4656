package dev.vfgap.simcore.parameter;

import dev.vfgap.simcore.unit.Quantity;
import dev.vfgap.simcore.unit.ShortestDecimal;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** The unit in which the numbers of a parameter are kept, and their text form, see {@link Quantity}. */
public enum Unit {
    /** Time, {@code 250ms}. */
    NANOSECONDS(Quantity::parseNanos, value -> Quantity.formatNanos(Math.round(value))),
    /** Frames, {@code 64frames}. */
    FRAMES(Quantity::parseFrames, value -> Quantity.formatFrames(Math.round(value))),
    /** Frames each second, {@code 1.488Mpps}. */
    FRAMES_PER_SECOND(Quantity::parseRate, Quantity::formatRate),
    /** Bits each second, {@code 10Gbps}. */
    BITS_PER_SECOND(Quantity::parseBitRate, value -> Quantity.formatBitRate(Math.round(value))),
    /** Bytes, {@code 256MiB}. */
    BYTES(Quantity::parseBytes, value -> Quantity.formatBytes(Math.round(value))),
    /** Bytes each second, {@code 40MiB/s}. */
    BYTES_PER_SECOND(Quantity::parseByteRate, value -> Quantity.formatByteRate(Math.round(value))),
    /** A part of a whole or a factor, a bare number: {@code 0.5}. */
    RATIO(Unit::parseNumber, ShortestDecimal::text),
    /** How many of something that has no unit of its own, a bare number: {@code 5}. */
    COUNT(Unit::parseCount, value -> ShortestDecimal.text(Math.rint(value)));

    private final ToDoubleFunction<String> reader;
    private final DoubleFunction<String> writer;

    Unit(ToDoubleFunction<String> reader, DoubleFunction<String> writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * The number of a text in this unit.
     *
     * @throws IllegalArgumentException if the text is not a quantity of this unit, in one sentence
     */
    public double parse(String text) {
        return reader.applyAsDouble(text);
    }

    /**
     * The canonical text of a number in this unit. Whole units are rounded to the nearest whole number: a calibrated
     * 1234.56 ns is written {@code 1.235us}. Rates of frames and ratios are written exactly.
     */
    public String format(double value) {
        return writer.apply(value);
    }

    private static double parseNumber(String text) {
        double value;
        try {
            value = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a number: write one without a unit, such as 0.5", e);
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("'" + text + "' is not a finite number");
        }
        return value;
    }

    private static double parseCount(String text) {
        double value = parseNumber(text);
        if (value != Math.rint(value) || value < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a count: write a whole number of 0 or more");
        }
        return value;
    }
}
