package tv.exstream.server.schedule.lineup;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What tools know of an item of the library.
 *
 * @param title    of the item itself
 * @param show     what it belongs to, for music its artist; empty for a film
 * @param place    among all items of the library in chronological order
 * @param special  an episode outside its show's seasons
 * @param released the day it came out
 * @param length   positive
 */
public record LineupItem(
        long mediaId,
        String title,
        String show,
        long place,
        boolean special,
        Optional<LocalDate> released,
        Duration length) {}
