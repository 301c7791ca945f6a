package tv.exstream.server.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;

/** A channel as the database has it. Numbers are empty for a removed one, the origin for one made by hand. */
record ChannelRow(
        long id,
        Optional<Integer> numberMajor,
        Optional<Integer> numberMinor,
        String guideId,
        String name,
        String groupTitle,
        String moreGroups,
        String categories,
        Visibility visibility,
        ChannelMode mode,
        String profile,
        String logo,
        long scheduleId,
        Optional<String> origin,
        String status,
        String definition,
        long seed,
        String slates,
        String zone) {
    static final String ACTIVE = "ACTIVE";
    static final String DORMANT = "DORMANT";

    Optional<ChannelNumber> number() {
        return numberMajor.map(major -> new ChannelNumber(major, numberMinor.orElse(0)));
    }

    boolean active() {
        return status.equals(ACTIVE);
    }

    boolean dormant() {
        return status.equals(DORMANT);
    }

    ChannelProgramming programming() {
        return new ChannelProgramming(channel(), DefinitionJson.read(definition), seed, ZoneText.zone(zone));
    }

    Channel channel() {
        return new Channel(
                id,
                number().orElseThrow(),
                guideId,
                name,
                listing(),
                profile,
                Optional.of(logo).filter(path -> !path.isEmpty()),
                mode);
    }

    Listing listing() {
        List<String> groups = new ArrayList<>();
        groups.add(groupTitle);
        groups.addAll(TextList.read(moreGroups));
        return new Listing(visibility, groups, TextList.read(categories));
    }
}
