package tv.exstream.server.schedule.lineup;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A snapshot of the items that lineups are made of. Answers the same for as long as it exists. */
@FunctionalInterface
public interface LineupLibrary {
    /** Empty for what cannot be played, or is not there. */
    Optional<LineupItem> item(long mediaId);

    /** What an entry belongs to, in lower case; films are together in one group, each redirected channel is one. */
    default String group(LineupEntry entry) {
        return switch (entry) {
            case LineupEntry.Media media ->
                item(media.media()).map(LineupItem::show).orElse("").toLowerCase(Locale.ROOT);
            case LineupEntry.Redirect redirect -> "\0" + redirect.redirect();
            case LineupEntry.Flex flex -> "";
            case LineupEntry.Mark mark -> "";
            case LineupEntry.Hours hours -> "";
        };
    }

    /** How long an entry takes as far as that does not depend on when it begins. */
    default Duration length(LineupEntry entry) {
        return switch (entry) {
            case LineupEntry.Media media ->
                item(media.media()).map(LineupItem::length).orElse(Duration.ZERO);
            case LineupEntry.Redirect redirect -> redirect.duration();
            case LineupEntry.Flex flex -> flex.flex();
            case LineupEntry.Mark mark -> Duration.ZERO;
            case LineupEntry.Hours hours -> Duration.ZERO;
        };
    }
}
