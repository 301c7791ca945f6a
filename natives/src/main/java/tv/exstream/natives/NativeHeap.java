package tv.exstream.natives;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The C library's heap, where libav's memory comes from. */
public final class NativeHeap {
    private static final Optional<MethodHandle> TRIM = trimmer();

    private NativeHeap() {}

    /**
     * Gives what was freed back to the system: left alone, glibc keeps it wherever something in use lies behind it. Takes
     * some milliseconds, during which other threads may have to wait for memory. Any thread.
     *
     * @return whether anything was given back; always false where the C library is not glibc
     */
    public static boolean trim() {
        if (TRIM.isEmpty()) {
            return false;
        }
        try {
            return (int) TRIM.get().invokeExact(0L) != 0;
        } catch (Throwable e) {
            throw new IllegalStateException("malloc_trim", e); // it throws nothing
        }
    }

    /** {@code int malloc_trim(size_t)} of glibc. */
    private static Optional<MethodHandle> trimmer() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("malloc_trim")
                .map(function -> linker.downcallHandle(
                        function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));
    }
}
