package tv.exstream.engine.source;

import tv.exstream.engine.av.Packet;

/** How one source's sound gets from demuxed packets to ADTS frames on air. */
interface AudioPath extends AutoCloseable {
    /** @param shift90k see {@link VideoPath#shift90k} */
    void accept(Packet packet, AirWindow window, long shift90k, PacketSink sink);

    void drain(AirWindow window, long shift90k, PacketSink sink);

    boolean ended();

    /** Packets that were damaged, or that the decoder complained about, so far. */
    long damaged();

    @Override
    void close();
}
