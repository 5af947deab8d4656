package dev.vfgap.replay.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.InterfaceStatistics;
import dev.vfgap.replay.capture.PcapngWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A capture's file on a disk that becomes full. */
class BlockFileTest {
    @TempDir
    private Path folder;

    /** A file on a disk with room for so many bytes of it. */
    private record SmallDisk(FileChannel file, long room) implements SeekableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            long free = room - file.position();
            if (free <= 0) {
                throw new IOException("No space left on device");
            }
            int end = bytes.limit();
            bytes.limit((int) Math.min(end, bytes.position() + free));
            int written = file.write(bytes);
            bytes.limit(end);
            return written;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private BlockFile file(Path path, long room) throws IOException {
        return new BlockFile(
                new SmallDisk(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE), room));
    }

    private static int write(PcapngWriter writer, int packets) throws IOException {
        for (int i = 0; i < packets; i++) {
            writer.write(0, i, new byte[100 + i % 7], 200, "");
        }
        return packets;
    }

    @ParameterizedTest
    @ValueSource(longs = {20_000, 20_001, 20_002, 20_047, 1_500_000, 1_500_123})
    void endsWithAWholePacketAndItsStatisticsOnAFullDisk(long room) throws IOException {
        Path path = folder.resolve("full.pcapng");
        BlockFile file = file(path, room);
        PcapngWriter writer = new PcapngWriter(file, "test");
        writer.add("e0", "", 1, 256);
        int packets = 20_000;
        assertThatThrownBy(() -> {
                    write(writer, packets);
                    file.flush();
                })
                .hasMessage("No space left on device");
        writer.statistics(0, new InterfaceStatistics(0, 1, 9, 2, 3, 4));
        writer.close();
        file.close();

        long read = 0;
        try (CaptureReader reader = CaptureReader.open(path, "full")) {
            while (reader.next()) {
                assertThat(reader.atNanos()).isEqualTo(read++);
            }
            assertThat(reader.findings()).noneMatch(finding -> finding.text().contains("cut"));
            assertThat(reader.interfaces().get(0).drops()).isEqualTo(OptionalLong.of(5));
        }
        // Blocks have 136 to 140 bytes: no more is given up than the room for the end and one packet.
        assertThat(path.toFile().length()).isBetween(room - 8_192 - 140, room);
        assertThat(read).isPositive();
    }

    @Test
    void saysHowManyPacketsItHasLost() throws IOException {
        Path path = folder.resolve("lost.pcapng");
        BlockFile file = file(path, 40_000);
        PcapngWriter writer = new PcapngWriter(file, "test");
        writer.add("e0", "", 1, 256);
        int packets = write(writer, 1_000);
        assertThatThrownBy(file::flush).hasMessage("No space left on device");
        file.close();
        try (CaptureReader reader = CaptureReader.open(path, "lost")) {
            while (reader.next()) {
                // Only counted.
            }
            assertThat(reader.packets() + file.lostPackets(0)).isEqualTo(packets);
        }
        assertThat(file.lostPackets(1)).isZero();
    }
}
