package tv.exstream.natives;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NativeHeapTest {
    private static final int BLOCK = 32 << 10;
    private static final int BLOCKS = 2_000;

    @Test
    void givesBackWhatWasFreedBetweenBlocksInUse() throws Exception {
        Path status = Path.of("/proc/self/status");
        Assumptions.assumeTrue(Files.isReadable(status), "this system does not tell what a process holds");
        List<Arena> kept = new ArrayList<>();
        List<Arena> freed = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            Arena arena = Arena.ofShared();
            MemorySegment block = arena.allocate(BLOCK);
            block.fill((byte) 1);
            (i % 16 == 0 ? kept : freed).add(arena);
        }
        freed.forEach(Arena::close);
        long before = residentKb(status);
        Assumptions.assumeTrue(NativeHeap.trim(), "the C library is not glibc");
        assertThat(residentKb(status)).isLessThan(before - BLOCKS * (BLOCK >> 10) / 2);
        kept.forEach(Arena::close);
    }

    private static long residentKb(Path status) throws Exception {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
