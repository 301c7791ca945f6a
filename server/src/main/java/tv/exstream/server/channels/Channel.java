package tv.exstream.server.channels;

import java.util.Optional;

import tv.exstream.engine.ChannelNumber;

/**
 * A channel as users see it.
 *
 * @param id        the database's key
 * @param number    what viewers dial; unique
 * @param guideId   stable and unique for guides and tuners ({@code tvg-id}, XMLTV {@code channel id}); survives renaming
 * @param name      not blank
 * @param group     {@code group-title} of the M3U
 * @param profile   name of its output profile
 * @param logo      path of a picture inside the data directory, empty: one is drawn
 */
public record Channel(
        long id,
        ChannelNumber number,
        String guideId,
        String name,
        String group,
        String profile,
        Optional<String> logo) {}
