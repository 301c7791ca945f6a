package tv.exstream.engine.av;

/** Pictures in, H.264 packets out, stamped in 90 kHz. Confined to one thread at a time. */
public interface PictureEncoder extends AutoCloseable {
    /**
     * Encodes one picture; the frame stays the caller's.
     *
     * @throws tv.exstream.engine.EngineException when the codec fails, which it may do for good
     */
    void send(Frame frame);

    /** @return {@link Flow#OUTPUT} with a packet, {@link Flow#NEED_INPUT} or {@link Flow#END} */
    Flow receive(Packet packet);

    @Override
    void close();
}
