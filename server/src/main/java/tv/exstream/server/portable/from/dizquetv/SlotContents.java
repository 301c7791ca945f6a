package tv.exstream.server.portable.from.dizquetv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.Redirects;
import tv.exstream.server.portable.from.draft.Shows;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/** What the slots of one channel draw from: the programmes of its list, by show. */
final class SlotContents {
    private final Draft draft;
    private final String label;
    private final Map<String, List<Programme>> shows = new LinkedHashMap<>();
    private final Map<String, ChannelNumber> numbers;

    /** @param numbers of the channels there are, by the numbers they have there */
    SlotContents(Draft draft, String label, List<Programme> programmes, Map<String, ChannelNumber> numbers) {
        this.draft = draft;
        this.label = label;
        this.numbers = numbers;
        for (Programme programme : programmes) {
            programme
                    .show()
                    .ifPresent(show -> shows.computeIfAbsent(show, none -> new ArrayList<>())
                            .add(programme));
        }
    }

    /** Empty for filler only, and where there is nothing of it, with a remark. */
    Optional<Draw> draw(String show, String order) {
        if (show.startsWith("flex")) {
            return Optional.empty();
        }
        if (show.startsWith("redirect.")) {
            String target = show.substring("redirect.".length());
            Optional<ChannelNumber> channel = Optional.ofNullable(numbers.get(target));
            if (channel.isEmpty()) {
                draft.remark(label + " has a slot that redirects to channel " + target
                        + ", which does not exist: its filler is aired instead");
            }
            return channel.map(Redirects::draw);
        }
        if (!show.startsWith("tv.") && !shows.containsKey(show)) {
            draft.remark(label + " has a slot of '" + show
                    + "', of which the channel has no programme: its filler is aired instead; give the slot something");
            return Optional.empty();
        }
        return Optional.of(Draw.of(collection(show), order(show, order)));
    }

    private static PlaybackOrder order(String show, String order) {
        if (order.equals("shuffle")) {
            return PlaybackOrder.SHUFFLE;
        }
        return show.startsWith("tv.") ? PlaybackOrder.CHRONOLOGICAL : PlaybackOrder.CUSTOM;
    }

    private long collection(String show) {
        if (show.startsWith("tv.")) {
            String name = show.substring("tv.".length());
            return draft.collection("show " + name, name, () -> Shows.rule(name, Optional.empty()));
        }
        List<Programme> programmes = shows.getOrDefault(show, List.of());
        String name = show.equals("movie.")
                ? "Films of " + label
                : programmes.getFirst().showName().orElse(show) + " of " + label;
        return draft.collection(label + " " + show, name, () -> {
            List<Long> keys = programmes.stream()
                    .sorted(Programme.BY_PLACE)
                    .flatMap(programme -> draft.media(programme.facts()).stream())
                    .distinct()
                    .toList();
            return keys.isEmpty() ? Draft.none() : new CollectionRule.Manual(keys);
        });
    }
}
