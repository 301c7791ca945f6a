package tv.exstream.server.schedule.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.item.ScheduledItem;

/** Collects what a planner puts on air in one step, one piece after the other. Not thread-safe. */
public final class Pieces {
    /** Offline spans end on multiples of this since the epoch, so that building in pieces gives the same spans. */
    private static final long OFFLINE_SPAN = Duration.ofHours(1).toMillis();

    public record Piece(ScheduledItem item, Plan.Reason reason) {}

    private final List<Piece> pieces = new ArrayList<>();
    private long at;

    /** @param at epoch milliseconds at which the first piece begins */
    public Pieces(long at) {
        this.at = at;
    }

    /** Where the next piece begins, in epoch milliseconds. */
    public long at() {
        return at;
    }

    /** All pieces until now, in order; grows with this object. */
    public List<Piece> pieces() {
        return pieces;
    }

    /**
     * A part of a library item.
     *
     * @param in  position at which it begins, in milliseconds
     * @param out position at which it ends, later
     */
    public void media(
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
    public void rendered(ScheduledItem item, Plan.Reason reason) {
        pieces.add(new Piece(item, reason));
        at = item.finish().toEpochMilli();
    }

    /** All pieces of another, which begin now. */
    public void append(Pieces others) {
        pieces.addAll(others.pieces);
        at = others.at;
    }

    /** What is left, from now on, of another's pieces. */
    public void join(Pieces others) {
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
    public void offline(long end, Plan.Reason reason) {
        long finish = Math.min(end, (Math.floorDiv(at, OFFLINE_SPAN) + 1) * OFFLINE_SPAN);
        pieces.add(new Piece(ScheduledItem.offline(Instant.ofEpochMilli(at), Instant.ofEpochMilli(finish)), reason));
        at = finish;
    }
}
