package dev.vfgap.replay.calibrate;

import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.parameter.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was fitted to losses, for people, as fields of {@code vfgap/calibrate/1} and as CSV. */
public final class LossFitText {
    private static final int DIGITS = 4;

    private LossFitText() {}

    /** The parameters, two lines each. */
    public static String of(LossFit.Result result) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%nfitted to the lost frames and outages of %d bundles, by %d simulations of each;%n"
                        + "the same losses are no test of the profile any more%n%n",
                result.bundles().size(),
                result.runs()));
        text.append(String.format(
                Locale.ROOT, "%-22s %14s  %-32s %s%n", "parameter", "typical value", "9 of 10 for it", "before"));
        for (LossFit.Fitted fitted : result.parameters()) {
            Unit unit = fitted.unknown().parameter().unit();
            Distribution prior = fitted.unknown().prior();
            text.append(String.format(
                            Locale.ROOT,
                            "%-22s %14s  %-32s %s",
                            fitted.unknown().parameter().key(),
                            shown(unit, fitted.median()),
                            shown(unit, fitted.low()) + " .. " + shown(unit, fitted.high()),
                            shown(unit, prior.quantile(0.05)) + " .. " + shown(unit, prior.quantile(0.95)))
                    .stripTrailing());
            text.append('\n');
            if (!fitted.identified()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%22s no narrower than assumed before: these losses do not tell; kept as it was%n",
                        ""));
            }
        }
        if (result.off().stream().anyMatch(off -> off.common() > 0)) {
            text.append("\nwhatever the values are, the simulations are off, which makes them less certain, by\n");
        }
        for (LossFit.Off off : result.off()) {
            if (off.common() > 0) {
                boolean part = off.unit().equals("ln");
                text.append(String.format(
                        Locale.ROOT,
                        "  %.1f %s in %s%n",
                        part ? 100 * Math.expm1(off.common()) : off.common(),
                        part ? "%" : "ms",
                        off.what()));
            }
        }
        return text.toString();
    }

    /** A value with four digits. */
    private static String shown(Unit unit, double value) {
        if (value == 0) {
            return unit.format(0);
        }
        double step = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) + 1 - DIGITS);
        return unit.format(Math.rint(value / step) * step);
    }

    /** The fields. */
    public static Map<String, Object> fields(LossFit.Result result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "bundles",
                result.bundles().stream().map(Calibration.Named::toString).toList());
        fields.put("simulations", result.runs());
        fields.put("modelsAreOffBy", result.off().stream().map(LossFitText::off).toList());
        List<Object> parameters = new ArrayList<>();
        for (LossFit.Fitted fitted : result.parameters()) {
            Unit unit = fitted.unknown().parameter().unit();
            Distribution prior = fitted.unknown().prior();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("parameter", fitted.unknown().parameter().key());
            one.put("unit", unit.name().toLowerCase(Locale.ROOT));
            one.put("typical", fitted.median());
            one.put("low", fitted.low());
            one.put("high", fitted.high());
            one.put("level", FittedParameter.LEVEL);
            one.put("priorLow", prior.quantile((1 - FittedParameter.LEVEL) / 2));
            one.put("priorHigh", prior.quantile((1 + FittedParameter.LEVEL) / 2));
            one.put("narrower", fitted.narrower());
            one.put("identified", fitted.identified());
            one.put("provenance", fitted.identified() ? "measured" : "kept");
            one.put("next", fitted.next().toText(unit));
            parameters.add(one);
        }
        fields.put("parameters", parameters);
        return fields;
    }

    private static Map<String, Object> off(LossFit.Off off) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", off.what());
        fields.put("unit", off.unit());
        fields.put("common", off.common());
        fields.put("own", off.own());
        return fields;
    }

    /** Rows for {@link CalibrationCsv#parameters}. */
    public static String rows(LossFit.Result result) {
        StringBuilder csv = new StringBuilder();
        for (LossFit.Fitted fitted : result.parameters()) {
            Unit unit = fitted.unknown().parameter().unit();
            CalibrationCsv.row(
                    csv,
                    fitted.unknown().parameter().key(),
                    "",
                    "",
                    unit.name().toLowerCase(Locale.ROOT),
                    "",
                    fitted.median(),
                    fitted.low(),
                    fitted.high(),
                    FittedParameter.LEVEL,
                    fitted.identified(),
                    fitted.identified() ? "measured" : "kept",
                    "losses",
                    fitted.next().toText(unit),
                    CalibrationCsv.named(result.bundles()));
        }
        return csv.toString();
    }
}
