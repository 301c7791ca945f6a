package tv.exstream.engine.source;

import tv.exstream.engine.av.Packet;

/** How one source's sound gets from demuxed packets to ADTS frames on air. */
interface AudioPath extends AutoCloseable {
    /**
     * Takes a demuxed packet of the stream; its contents may be moved out.
     *
     * @param shift90k see {@link VideoPath#shift90k}
     */
    void accept(Packet packet, long shift90k, PacketSink sink);

    /** No packet will follow: gives what is still inside. */
    void drain(long shift90k, PacketSink sink);

    /** The window's end was reached. */
    boolean ended();

    /** Packets that were damaged, or that the decoder complained about, so far. */
    long damaged();

    @Override
    void close();
}
