package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what a planner puts on air in one step, one piece after the other. Not thread-safe. */
final class Pieces {
    /** Offline spans end on multiples of this since the epoch, so that building in pieces gives the same spans. */
    private static final long OFFLINE_SPAN = Duration.ofHours(1).toMillis();

    record Piece(ScheduledItem item, Plan.Reason reason) {}

    private final List<Piece> pieces = new ArrayList<>();
    private long at;

    /** @param at epoch milliseconds at which the first piece begins */
    Pieces(long at) {
        this.at = at;
    }

    long at() {
        return at;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /**
     * A part of a library item.
     *
     * @param in  position at which it begins, in milliseconds
     * @param out position at which it ends, later
     */
    void media(
            Airable item,
            long in,
            long out,
            Optional<FillerKind> kind,
            String title,
            long group,
            Overrides overrides,
            Plan.Reason reason) {
        Instant start = Instant.ofEpochMilli(at);
        at += out - in;
        pieces.add(new Piece(
                new ScheduledItem(
                        start,
                        Instant.ofEpochMilli(at),
                        new Content.Media(item.mediaId()),
                        Duration.ofMillis(in),
                        Duration.ofMillis(out),
                        kind,
                        title.isBlank() ? "Untitled" : title,
                        group,
                        overrides),
                reason));
    }

    /** An item that begins now. */
    void rendered(ScheduledItem item, Plan.Reason reason) {
        pieces.add(new Piece(item, reason));
        at = item.finish().toEpochMilli();
    }

    /** All pieces of another, which begin now. */
    void append(Pieces others) {
        pieces.addAll(others.pieces);
        at = others.at;
    }

    /** What is left, from now on, of another's pieces. */
    void join(Pieces others) {
        for (Piece piece : others.pieces) {
            ScheduledItem item = piece.item;
            if (item.finish().toEpochMilli() > at) {
                Instant start = Instant.ofEpochMilli(at);
                Duration late = Duration.between(item.start(), start);
                rendered(
                        new ScheduledItem(
                                start,
                                item.finish(),
                                item.content(),
                                item.inPoint().plus(late),
                                item.outPoint(),
                                item.fillerKind(),
                                item.title(),
                                item.guideGroup(),
                                item.overrides()),
                        piece.reason);
            }
        }
    }

    /** Nothing, until {@code end}; in one piece at most until the end of the span it begins in. */
    void offline(long end, Plan.Reason reason) {
        long finish = Math.min(end, (Math.floorDiv(at, OFFLINE_SPAN) + 1) * OFFLINE_SPAN);
        pieces.add(new Piece(ScheduledItem.offline(Instant.ofEpochMilli(at), Instant.ofEpochMilli(finish)), reason));
        at = finish;
    }
}
