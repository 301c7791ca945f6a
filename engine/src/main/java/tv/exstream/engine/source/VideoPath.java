package tv.exstream.engine.source;

import tv.exstream.engine.av.Packet;

/** How one source's pictures get from demuxed packets to packets on air. */
interface VideoPath extends AutoCloseable {
    /** Takes a demuxed packet of the stream; its contents may be moved out. */
    void accept(Packet packet, AirWindow window, PacketSink sink);

    /** No packet will follow: gives what is still inside. */
    void drain(AirWindow window, PacketSink sink);

    /** The window's end was reached. */
    boolean ended();

    /** How much later than the window says the contents are on air, because a copy starts at a keyframe. 90 kHz. */
    long shift90k();

    /** Packets that were damaged, or that the decoder complained about, so far. */
    long damaged();

    @Override
    void close();
}
