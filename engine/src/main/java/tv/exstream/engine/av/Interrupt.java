package tv.exstream.engine.av;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

import tv.exstream.engine.observe.NativeLedger;

/**
 * The deadline of one input's blocking libav calls. libav polls it between system calls; once it has passed the call
 * returns {@code AVERROR_EXIT}.
 *
 * <p>{@link #arm} and {@link #disarm} belong to the input's thread, {@link #cancel} to anyone: it is final.
 */
public final class Interrupt implements AutoCloseable {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("interrupt");
    private static final long NEVER = Long.MAX_VALUE;
    private static final long CANCELLED = Long.MIN_VALUE;

    /** One native stub serves every input (JavaCPP has few slots): the opaque pointer says whose deadline to read. */
    private static final AVIOInterruptCB.Callback_Pointer CALLBACK = new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer opaque) {
            long deadline = MemorySegment.ofAddress(opaque.address())
                    .reinterpret(Long.BYTES)
                    .get(ValueLayout.JAVA_LONG, 0);
            return deadline != NEVER && (deadline == CANCELLED || System.nanoTime() - deadline >= 0) ? 1 : 0;
        }
    };

    private final LongPointer deadlineNanos = new LongPointer(1).put(NEVER);
    private final Object lock = new Object();
    private boolean cancelled;
    private boolean closed;
    private volatile boolean answered;

    public Interrupt() {
        LEDGER.acquired();
    }

    /** Blocking calls end {@code limit} from now at the latest. */
    public void arm(Duration limit) {
        set(System.nanoTime() + limit.toNanos());
    }

    public void disarm() {
        set(NEVER);
    }

    private void set(long deadline) {
        synchronized (lock) {
            if (!cancelled && !closed) {
                deadlineNanos.put(deadline);
            }
        }
    }

    /** Ends the blocking call under way, if any, and every later one. */
    public void cancel() {
        synchronized (lock) {
            cancelled = true;
            if (!closed) {
                deadlineNanos.put(CANCELLED);
            }
        }
    }

    public boolean cancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    /** The source of this input has answered: it is there, and being analysed or read. Any thread. */
    public boolean answered() {
        return answered;
    }

    void answer() {
        answered = true;
    }

    void install(AVFormatContext context) {
        context.interrupt_callback().callback(CALLBACK).opaque(deadlineNanos);
    }

    /** Only after the input that uses it is closed. Idempotent. */
    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                deadlineNanos.deallocate();
                LEDGER.released();
            }
        }
    }
}
