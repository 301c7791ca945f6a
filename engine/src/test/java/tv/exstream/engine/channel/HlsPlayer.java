package tv.exstream.engine.channel;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.hls.HlsBody;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;
import tv.exstream.engine.hls.HlsWindow;
import tv.exstream.engine.hls.MediaPlaylist;
import tv.exstream.engine.hls.PlaylistRules;

import static org.assertj.core.api.Assertions.assertThat;

/** Watches a channel as HLS: fetches each segment once, and sees that playlists keep the rules. */
final class HlsPlayer implements AutoCloseable {
    final HlsFeed feed;
    final PlaylistRules rules;
    final Map<Long, byte[]> segments = new TreeMap<>();
    private final MediaPlaylist playlist = MediaPlaylist.live(".ts", true, Optional.empty());
    String last = "";

    private HlsPlayer(HlsFeed feed, PlaylistRules rules) {
        this.feed = feed;
        this.rules = rules;
    }

    static HlsPlayer of(ChannelHandle channel, PlaylistRules rules) {
        return new HlsPlayer(
                channel.hls(HlsOptions.DEFAULT, new ViewerInfo("hls-1", "127.0.0.1", "test", "hls")), rules);
    }

    /** To be called some times a second. */
    void reload() {
        HlsWindow window = feed.window();
        if (!window.playable(true)) {
            return;
        }
        last = playlist.text(window, false);
        List<PlaylistRules.Listed> listed = rules.check(last);
        for (PlaylistRules.Listed segment : listed) {
            if (segment.uri().isPresent() && !segments.containsKey(segment.msn())) {
                segments.put(segment.msn(), bytes(feed.segment(segment.msn()).orElseThrow()));
                ByteArrayOutputStream parts = new ByteArrayOutputStream();
                for (int part = 0; part < segment.parts().size(); part++) {
                    parts.writeBytes(bytes(feed.part(segment.msn(), part).orElseThrow()));
                }
                assertThat(segment.parts().isEmpty() || parts.size() == segments.get(segment.msn()).length)
                        .isTrue();
            }
        }
    }

    private static byte[] bytes(HlsBody body) {
        try (body) {
            byte[] all = new byte[(int) body.size()];
            int at = 0;
            for (int i = 0; i < body.buffers(); i++) {
                int length = body.buffer(i).remaining();
                body.buffer(i).get(all, at, length);
                at += length;
            }
            return all;
        }
    }

    /** All segments one after the other, which are what a viewer of the transport stream has, byte for byte. */
    byte[] isPartOf(byte[] ts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        segments.values().forEach(joined::writeBytes);
        byte[] hls = joined.toByteArray();
        int from = indexOf(ts, hls, 188 * 3);
        assertThat(from).as("where the segments begin in the recording").isNotNegative();
        assertThat(hls).isEqualTo(Arrays.copyOfRange(ts, from, from + hls.length));
        return hls;
    }

    private static int indexOf(byte[] in, byte[] what, int length) {
        for (int at = 0; at + length <= in.length; at += 188) {
            if (Arrays.equals(in, at, at + length, what, 0, length)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        feed.close();
    }
}
