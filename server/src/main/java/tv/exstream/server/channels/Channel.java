package tv.exstream.server.channels;

import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;

/**
 * A channel as users see it.
 *
 * @param id      the database's key
 * @param number  what viewers dial; unique
 * @param guideId stable and unique for guides and tuners ({@code tvg-id}, XMLTV {@code channel id}); survives renaming
 * @param name    not blank
 * @param listing in which lists it is
 * @param profile name of its output profile
 * @param logo    path of a picture inside the data directory, empty: one is drawn
 * @param mode    whether it stands still with nobody watching
 */
public record Channel(
        long id,
        ChannelNumber number,
        String guideId,
        String name,
        Listing listing,
        String profile,
        Optional<String> logo,
        ChannelMode mode) {
    /** One that everybody finds in one group, and that never stands still. */
    public Channel(
            long id,
            ChannelNumber number,
            String guideId,
            String name,
            String group,
            String profile,
            Optional<String> logo) {
        this(id, number, guideId, name, Listing.in(group), profile, logo, ChannelMode.CONTINUOUS);
    }

    /** Its main group. */
    public String group() {
        return listing.groups().getFirst();
    }

    /** All of them, the main one first. */
    public List<String> groups() {
        return listing.groups();
    }

    public boolean inGroup(String group) {
        return listing.groups().stream().anyMatch(group::equalsIgnoreCase);
    }

    /** What every programme of it is, besides what the programme is by itself. */
    public List<String> categories() {
        return listing.categories();
    }

    public boolean onDemand() {
        return mode == ChannelMode.ON_DEMAND;
    }

    /** Lists for players have it. */
    public boolean listed() {
        return listing.visibility() == Visibility.LISTED;
    }

    /** It cannot be tuned. */
    public boolean disabled() {
        return listing.visibility() == Visibility.DISABLED;
    }
}
