package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.figure.Palette;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The colours of a replay's picture: one hue for each kind of place, shades of it for the fates predicted there. */
final class FigureColours {
    /** Hues that colour-blind readers tell apart too; the first of each is that of measured losses. */
    private static final Map<Place.Kind, List<String>> HUES = new EnumMap<>(Map.of(
            Place.Kind.PEER, List.of("#4b5563", "#9ca3af"),
            Place.Kind.UPLINK, List.of("#0f766e", "#5eead4"),
            Place.Kind.STANDBY, List.of("#d97706", "#fbbf24", "#92400e", "#fde68a"),
            Place.Kind.PRIMARY, List.of("#1d4ed8", "#60a5fa", "#1e3a8a", "#bfdbfe"),
            Place.Kind.GUEST, List.of("#a21caf", "#f0abfc", "#701a75")));

    private final List<Shade> shades;

    /** A colour and what it stands for; without a fate, for losses that were measured only. */
    record Shade(Place place, Optional<FrameFate> fate, int frames, String colour) {}

    FigureColours(ReplayResult result) {
        this.shades = shades(result);
    }

    /** What the picture shows, the most frequent first. */
    List<Shade> shades() {
        return shades;
    }

    String of(LossRun run) {
        if (run.place().isEmpty()) {
            return Palette.MUTED;
        }
        Place place = run.place().get();
        if (run.fate().isEmpty()) {
            return HUES.get(place.kind()).get(0);
        }
        return shades.stream()
                .filter(shade -> shade.place == place && shade.fate.equals(run.fate()))
                .findFirst()
                .orElseThrow()
                .colour;
    }

    private static List<Shade> shades(ReplayResult result) {
        List<Shade> counted = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            result.of(direction).predictedRuns().forEach(run -> count(counted, run));
        }
        for (Direction direction : Direction.values()) {
            for (LossRun run : result.of(direction).measuredRuns()) {
                boolean told = counted.stream()
                        .anyMatch(shade -> shade.fate.isPresent() && run.place().equals(Optional.of(shade.place)));
                if (!told) {
                    count(counted, run);
                }
            }
        }
        counted.sort(Comparator.comparingInt((Shade shade) -> -shade.frames)
                .thenComparing(Shade::place)
                .thenComparing(shade -> shade.fate.map(Enum::ordinal).orElse(-1)));
        List<Shade> coloured = new ArrayList<>();
        Map<Place.Kind, List<FrameFate>> used = new EnumMap<>(Place.Kind.class);
        for (Shade shade : counted) {
            List<String> hues = HUES.get(shade.place.kind());
            List<FrameFate> fates = used.computeIfAbsent(shade.place.kind(), kind -> new ArrayList<>());
            shade.fate.filter(fate -> !fates.contains(fate)).ifPresent(fates::add);
            int index = shade.fate.map(fates::indexOf).orElse(0);
            coloured.add(new Shade(shade.place, shade.fate, shade.frames, hues.get(Math.min(index, hues.size() - 1))));
        }
        return coloured;
    }

    private static void count(List<Shade> counted, LossRun run) {
        if (run.place().isEmpty()) {
            return;
        }
        Place place = run.place().get();
        for (int i = 0; i < counted.size(); i++) {
            Shade shade = counted.get(i);
            if (shade.place == place && shade.fate.equals(run.fate())) {
                counted.set(i, new Shade(shade.place, shade.fate, shade.frames + run.lostFrames(), ""));
                return;
            }
        }
        counted.add(new Shade(place, run.fate(), run.lostFrames(), ""));
    }

    /** The colour of a state in a strip. */
    static String ofState(String state) {
        if (state.equals("stopped")) {
            return "#fecaca";
        }
        if (state.endsWith("primary") || state.startsWith("on ")) {
            return "#dbeafe";
        }
        if (state.endsWith("standby") || state.equals("yes")) {
            return "#fef3c7";
        }
        return state.endsWith("both") ? "#d1fae5" : "#e5e7eb";
    }
}
