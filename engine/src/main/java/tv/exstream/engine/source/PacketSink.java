package tv.exstream.engine.source;

import tv.exstream.engine.av.Packet;

/** Takes what a source produces, in decoding order for each stream, stamped on the channel's timeline. */
public interface PacketSink {
    /** Takes the contents of {@code packet}, whose timestamps are timeline ticks (90 kHz, unwrapped); it is empty after. */
    void video(Packet packet, boolean key);

    /** Takes the contents of {@code packet}, one or more whole ADTS frames. */
    void audio(Packet packet);

    /** Where pictures have come to, whatever they are of; {@code Long.MAX_VALUE} where nobody keeps count. */
    default long picturesUntil() {
        return Long.MAX_VALUE;
    }

    /**
     * Where on the timeline a keyframe is waited for, out of turn: an encoder makes the first picture from there on an
     * IDR. {@code Long.MAX_VALUE}: nowhere.
     */
    default long keyWantedFrom() {
        return Long.MAX_VALUE;
    }
}
