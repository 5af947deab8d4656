package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;

/**
 * One frame, or a flooded copy of one, for {@link FrameByFrame}.
 *
 * @param via through which device of which host it left
 */
record PlainFrame(int flow, long index, Flow.Kind kind, boolean copy, int via) {
    PlainFrame by(int way) {
        return new PlainFrame(flow, index, kind, copy, way);
    }

    PlainFrame asCopy() {
        return new PlainFrame(flow, index, kind, true, via);
    }
}
