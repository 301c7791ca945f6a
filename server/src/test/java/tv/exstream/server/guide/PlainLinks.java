package tv.exstream.server.guide;

import tv.exstream.server.channels.Channel;

/** Addresses behind a common beginning. */
record PlainLinks(String base) implements GuideLinks {
    @Override
    public String logo(Channel channel) {
        return base + channel.number();
    }

    @Override
    public String artwork(long mediaId, String kind) {
        return base + mediaId + "/" + kind;
    }
}
