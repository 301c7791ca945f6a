package tv.exstream.engine.channel;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import tv.exstream.engine.Programme;
import tv.exstream.engine.slate.SlateLoop;
import tv.exstream.engine.slate.SlateText;
import tv.exstream.engine.source.ProgrammeSource;
import tv.exstream.engine.time.Timeline;

/** Makes a run's {@link Segment}s and owns the cards drawn for programmes without picture. Of the source thread. */
final class Segments {
    /** Longer than anything of a programme stays in the lanes after its end. */
    private static final long CARD_KEPT_TICKS = 10 * Timeline.RATE;

    private final ChannelContext context;
    private final Deque<Segment> cards = new ArrayDeque<>();
    private long made;

    Segments(ChannelContext context) {
        this.context = context;
    }

    /** Nothing of {@code programme} can be shown: {@code slate} is. */
    Segment bare(Programme programme, long finish, SlateLoop slate) {
        return new Segment(
                ++made, programme, start(programme), finish, Optional.empty(), Optional.empty(), slate, false);
    }

    /** {@code programme} from {@code source}, with a card where it has no picture. */
    Segment of(Programme programme, long finish, ProgrammeSource source) {
        SlateLoop standIn = context.slates().standBy();
        boolean card = false;
        if (source.video().isEmpty()) {
            retire();
            Segment drawn = cards.peekLast();
            if (drawn != null && drawn.programme().equals(programme)) {
                standIn = drawn.standIn(); // tried again: its card is at hand
            } else {
                try {
                    standIn = context.slateLibrary()
                            .render(context.profile(), new SlateText(programme.title(), context.name()));
                    card = true;
                } catch (UncheckedIOException e) {
                    context.faults().report("card", "no card for '" + programme.title() + "': " + e.getMessage());
                }
            }
        }
        Segment segment =
                new Segment(++made, programme, start(programme), finish, source.video(), source.audio(), standIn, card);
        if (card) {
            cards.add(segment);
        }
        return segment;
    }

    private long start(Programme programme) {
        return context.timeline().ticksAt(programme.start());
    }

    /** Frees cards of programmes long over. */
    private void retire() {
        long now = context.clock().nowTicks90k();
        while (!cards.isEmpty() && cards.peek().finishTicks() < now - CARD_KEPT_TICKS) {
            free(cards.remove());
        }
    }

    private static void free(Segment over) {
        over.standIn().close();
    }

    /** Only once nobody reads a segment any more: after the air thread has dropped the channel. */
    void freeCards() {
        cards.forEach(Segments::free);
        cards.clear();
    }
}
