package tv.exstream.server.guide;

import tv.exstream.server.channels.Channel;

/** Where clients find the pictures that a guide names. */
public interface GuideLinks {
    String logo(Channel channel);

    /** @param kind {@code poster}, {@code backdrop} or {@code still} */
    String artwork(long mediaId, String kind);
}
