package tv.exstream.server.schedule.draw;

import java.util.Optional;

/**
 * How far the airing of one collection in one order has come.
 *
 * @param pass     how many times the whole collection has been aired, from zero
 * @param after    key of the item this pass has come to, empty at its beginning
 * @param last     media id of the newest airing, empty before the first
 * @param deferred media id of an item that was put off by one place because it had just been aired
 */
public record Cursor(long pass, Optional<OrderKey> after, Optional<Long> last, Optional<Long> deferred) {
    public static final Cursor START = new Cursor(0, Optional.empty(), Optional.empty(), Optional.empty());

    public Cursor {
        if (pass < 0) {
            throw new IllegalArgumentException("pass " + pass + " is negative");
        }
    }
}
