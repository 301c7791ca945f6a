package tv.exstream.engine.source;

import tv.exstream.engine.av.Packet;

/** How one source's pictures get from demuxed packets to packets on air. */
interface VideoPath extends AutoCloseable {
    /** Takes a demuxed packet of the stream; its contents may be moved out. */
    void accept(Packet packet, PacketSink sink);

    /** No packet will follow: gives what is still inside. */
    void drain(PacketSink sink);

    /** The window's end was reached. */
    boolean ended();

    /**
     * How much later than the window says the contents are on air (negative: earlier), because a copy starts at a
     * keyframe and on the channel's grid. 90 kHz.
     */
    long shift90k();

    /** Packets that were damaged, or that the decoder complained about, so far. */
    long damaged();

    @Override
    void close();
}
