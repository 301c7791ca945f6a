package tv.exstream.engine.channel;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.Programme;
import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.slate.SlateLook;
import tv.exstream.engine.slate.SlateLoop;
import tv.exstream.engine.slate.SlateSound;
import tv.exstream.engine.slate.SlateText;
import tv.exstream.engine.source.ProgrammeSource;
import tv.exstream.engine.time.Timeline;

/**
 * Makes a run's {@link Segment}s, and retains what stands in for them: slates that announce the next programme, cards of
 * programmes without picture. Of the source thread.
 */
final class Segments {
    private static final Logger log = LoggerFactory.getLogger(Segments.class);
    /** Longer than anything of a programme stays in the lanes after its end. */
    private static final long CARD_KEPT_TICKS = 10 * Timeline.RATE;

    /** The slate that announces what comes next is made ready this long after a programme began: it may never be needed. */
    private static final Duration READY_AFTER = Duration.ofSeconds(5);
    /** For less than this nothing is announced: it would hardly be read, and costs a drawing. */
    private static final long WORTH_ANNOUNCING_TICKS = 20 * Timeline.RATE;

    private final ChannelContext context;
    /** Retained until their programme is long over, in order of that. */
    private final Deque<Held> held = new ArrayDeque<>();

    private long made;

    /** @param card of a programme without picture */
    private record Held(Programme programme, SlateLoop loop, long finishTicks, boolean card) {}

    Segments(ChannelContext context) {
        this.context = context;
    }

    /** Nothing of {@code programme} can be shown: {@code slate} is, with word of what comes next once that is drawn. */
    Segment bare(Programme programme, long finish, SlateLoop slate) {
        SlateLoop standIn = announcing(programme, finish, slate, Duration.ZERO);
        return new Segment(
                ++made, programme, start(programme), finish, Optional.empty(), Optional.empty(), standIn, false);
    }

    /** {@code programme} from {@code source}, with a card where it has no picture. */
    Segment of(Programme programme, long finish, ProgrammeSource source) {
        SlateLoop generic = context.slates().standBy();
        Optional<SlateLoop> card = source.video().isEmpty() ? card(programme, finish) : Optional.empty();
        SlateLoop standIn = card.orElseGet(() -> announcing(programme, finish, generic, READY_AFTER));
        return new Segment(
                ++made, programme, start(programme), finish, source.video(), source.audio(), standIn, card.isPresent());
    }

    private Optional<SlateLoop> card(Programme programme, long finish) {
        retire();
        for (Held known : held) {
            if (known.card && known.programme.equals(programme)) {
                return Optional.of(known.loop); // tried again: its card is at hand
            }
        }
        try {
            SlateLoop drawn = drawnCard(programme);
            held.add(new Held(programme, drawn, finish, true));
            return Optional.of(drawn);
        } catch (UncheckedIOException | EngineException | IllegalStateException e) {
            context.faults().report("card", "no card for '" + programme.title() + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    /** With the picture that came with the sound, where there is one. */
    private SlateLoop drawnCard(Programme programme) {
        SlateText text = new SlateText(programme.title(), context.name());
        if (programme.source().orElse(null) instanceof MediaSource.File(Path file)) {
            try {
                SlateLook cover = new SlateLook(SlateStyle.Visual.IMAGE, text, Optional.of(file));
                return context.slateLibrary().drawn(context.profile(), cover, SlateSound.SILENT);
            } catch (EngineException e) {
                log.debug("'{}' has no cover: {}", programme.title(), e.getMessage());
            }
        }
        return context.slateLibrary().drawn(context.profile(), SlateLook.plain(text), SlateSound.SILENT);
    }

    /** {@code generic}, or the one in its style that says what follows {@code programme}. */
    private SlateLoop announcing(Programme programme, long finish, SlateLoop generic, Duration wait) {
        retire();
        long now = context.clock().nowTicks90k();
        long span = finish - Math.max(start(programme), now);
        if (!programme.source().isEmpty() && span < WORTH_ANNOUNCING_TICKS) {
            return generic;
        }
        try {
            Optional<SlateLoop> announced = context.playout()
                    .get()
                    .nextAfter(programme.finish())
                    .flatMap(next -> context.slates().announcing(generic, next, programme.start(), wait));
            announced.ifPresent(loop -> held.add(new Held(programme, loop, finish, false)));
            return announced.orElse(generic);
        } catch (RuntimeException e) { // whatever a playout throws: the slate serves without
            context.faults().report("next", "the playout does not say what follows '" + programme.title() + "': " + e);
            return generic;
        }
    }

    private long start(Programme programme) {
        return context.timeline().ticksAt(programme.start());
    }

    /** Gives back slates of programmes long over. */
    private void retire() {
        long now = context.clock().nowTicks90k();
        while (!held.isEmpty() && held.peek().finishTicks < now - CARD_KEPT_TICKS) {
            context.slateLibrary().release(held.remove().loop);
        }
    }

    /** Only once nobody reads a segment any more: after the air thread has dropped the channel. */
    void freeCards() {
        held.forEach(h -> context.slateLibrary().release(h.loop));
        held.clear();
        context.slates().close();
    }
}
