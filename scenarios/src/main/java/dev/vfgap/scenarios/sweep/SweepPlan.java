package dev.vfgap.scenarios.sweep;

import dev.vfgap.scenarios.config.Sweep;
import java.util.ArrayList;
import java.util.List;

/** Which variants a sweep has: a function of the sweep and, for a latin hypercube, of the seed. */
public final class SweepPlan {
    private SweepPlan() {}

    /** The variants in their order. */
    public static List<SweepPoint> points(Sweep sweep, long seed) {
        int axes = sweep.axes().size();
        return switch (sweep.design()) {
            case GRID -> grid(sweep);
            case LATIN_HYPERCUBE ->
                at(sweep, UnitCube.latinHypercube(sweep.points().orElseThrow(), axes, seed));
            case SOBOL -> at(sweep, UnitCube.sobol(sweep.points().orElseThrow(), axes));
        };
    }

    private static List<SweepPoint> grid(Sweep sweep) {
        int size = Math.toIntExact(sweep.size());
        List<SweepPoint> points = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            Sweep.Level[] levels = new Sweep.Level[sweep.axes().size()];
            int rest = index;
            for (int axis = levels.length - 1; axis >= 0; axis--) {
                var values = sweep.axes().get(axis).levels();
                levels[axis] = values.ofGrid(rest % values.gridSize());
                rest /= values.gridSize();
            }
            points.add(new SweepPoint(index, List.of(levels)));
        }
        return points;
    }

    private static List<SweepPoint> at(Sweep sweep, double[][] rows) {
        List<SweepPoint> points = new ArrayList<>(rows.length);
        for (double[] row : rows) {
            List<Sweep.Level> levels = new ArrayList<>(row.length);
            for (int axis = 0; axis < row.length; axis++) {
                levels.add(sweep.axes().get(axis).levels().at(row[axis]));
            }
            points.add(new SweepPoint(points.size(), levels));
        }
        return points;
    }
}
