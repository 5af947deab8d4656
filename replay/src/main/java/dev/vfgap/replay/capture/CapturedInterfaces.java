package dev.vfgap.replay.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The interfaces of a capture while it is read, in the order in which they were met. */
final class CapturedInterfaces {

    /** More are no capture of any machine; each takes memory. */
    static final int MOST = 4096;

    private final List<Row> rows = new ArrayList<>();

    /** One interface; its drops become known while the capture is read. */
    static final class Row {
        final String name;
        final String description;
        final int linkNumber;
        final LinkType link;
        final StampUnit unit;
        final long snapLength;
        private long statedDrops = -1;
        private long countedDrops;

        Row(String name, String description, int linkNumber, StampUnit unit, long snapLength) {
            this.name = name;
            this.description = description;
            this.linkNumber = linkNumber;
            this.link = LinkType.of(linkNumber);
            this.unit = unit;
            this.snapLength = snapLength;
        }

        /** The interface's own statistics; a later one replaces an earlier one. */
        void stateDrops(long drops) {
            statedDrops = drops;
        }

        /** Packets that one record says were lost before it. */
        void countDrops(long drops) {
            countedDrops = sum(countedDrops, drops);
        }

        /** What the capture says was lost; -1 when it says nothing. Both ways of saying it tell of the same packets. */
        long drops() {
            return countedDrops == 0 ? statedDrops : Math.max(statedDrops, countedDrops);
        }

        private CaptureInterface told() {
            return new CaptureInterface(
                    name,
                    description,
                    linkNumber,
                    link,
                    unit.unitsPerSecond(),
                    unit.offsetSeconds(),
                    snapLength,
                    drops() < 0 ? OptionalLong.empty() : OptionalLong.of(drops()));
        }
    }

    /** The sum of two counts of an untrusted file, at most the largest long. */
    static long sum(long left, long right) {
        long sum = left + right;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    void add(Row row) {
        rows.add(row);
    }

    Row get(int index) {
        return rows.get(index);
    }

    int size() {
        return rows.size();
    }

    List<CaptureInterface> told() {
        return rows.stream().map(Row::told).toList();
    }

    /** How a message names an interface. */
    String named(int index) {
        String name = rows.get(index).name;
        return name.isEmpty() ? "interface " + index : "interface " + index + " (" + name + ")";
    }
}
