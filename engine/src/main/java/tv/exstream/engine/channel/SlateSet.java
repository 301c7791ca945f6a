package tv.exstream.engine.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.FrameRate;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.slate.SlateLook;
import tv.exstream.engine.slate.SlateLoop;
import tv.exstream.engine.slate.SlateSound;
import tv.exstream.engine.slate.SlateText;

/**
 * The slates of a run. The plain ones are drawn before it starts and can always be fallen back to; those of the channel's
 * own style, and those that say what comes next, are drawn beside it and serve once they are there. Safe from any thread,
 * but for {@link #onAir}, which is the air thread's.
 */
final class SlateSet {
    /** A slate of the channel's style is not needed in the first moment, and many channels may start at once. */
    private static final Duration STYLE_WAIT = Duration.ofMillis(500);

    private final SlateLibrary library;
    private final OutputProfile profile;
    private final @Nullable FrameRate grid;
    private final SlateLoop plainStandBy;
    private final SlateLoop plainOffAir;
    private final SlateRun onAir = new SlateRun();
    private final List<SlateLoop> retained = new ArrayList<>();
    private volatile ChannelSlates styles;
    private volatile SlateLoop standBy;
    private volatile SlateLoop offAir;
    private boolean closed;

    private SlateSet(SlateLibrary library, OutputProfile profile, ChannelSlates styles) {
        this.library = library;
        this.profile = profile;
        grid = profile.frameRate().orElse(null);
        plainStandBy = library.loop(profile, SlateText.STAND_BY);
        plainOffAir = library.loop(profile, SlateText.OFF_AIR);
        standBy = plainStandBy;
        offAir = plainOffAir;
        this.styles = styles;
        restyle(styles);
    }

    /** The plain ones; draws what was not drawn before. */
    static SlateSet of(SlateLibrary library, OutputProfile profile) {
        return of(library, profile, ChannelSlates.DEFAULT);
    }

    /** Draws the plain ones if they were not drawn before; those of {@code styles} follow. */
    static SlateSet of(SlateLibrary library, OutputProfile profile, ChannelSlates styles) {
        return new SlateSet(library, profile, styles);
    }

    /** Takes new styles: for what is on slate from the next attempt or programme on. */
    synchronized void restyle(ChannelSlates newStyles) {
        styles = newStyles;
        standBy = styled(newStyles.error(), SlateText.STAND_BY, plainStandBy);
        offAir = styled(newStyles.offline(), SlateText.OFF_AIR, plainOffAir);
    }

    private SlateLoop styled(SlateStyle style, SlateText occasion, SlateLoop plain) {
        SlateLook look = SlateLook.of(style, occasion);
        SlateSound sound = SlateSound.of(style);
        boolean plainEnough = look.equals(SlateLook.plain(occasion)) && sound.equals(SlateSound.SILENT);
        if (closed || plainEnough) {
            return plain;
        }
        SlateLoop loop = library.request(profile, look, sound, plain, STYLE_WAIT);
        retained.add(loop);
        return loop;
    }

    /** The one frame rate of the profile, null where every source keeps its own. */
    @Nullable
    FrameRate grid() {
        return grid;
    }

    /** In place of a programme that cannot be shown. */
    SlateLoop standBy() {
        return standBy;
    }

    /** Where nothing is scheduled. */
    SlateLoop offAir() {
        return offAir;
    }

    /** Always drawn. */
    SlateLoop plain() {
        return plainStandBy;
    }

    SlateRun onAir() {
        return onAir;
    }

    /**
     * {@code generic}, saying what comes next as well: drawn in the background, retained for the caller.
     *
     * @param generic {@link #standBy} or {@link #offAir}
     * @param from    when it may first be seen
     * @param wait    how long to wait with drawing
     * @return empty where the style says something else, or nothing
     */
    Optional<SlateLoop> announcing(SlateLoop generic, Programme next, Instant from, Duration wait) {
        ChannelSlates now = styles;
        boolean offline = generic.equals(offAir);
        SlateStyle style = offline ? now.offline() : now.error();
        if (!SlateLook.speaks(style) || !style.subtitle().isBlank()) {
            return Optional.empty();
        }
        SlateText occasion = offline ? SlateText.OFF_AIR : SlateText.STAND_BY;
        String subtitle = NextLine.of(next, from, now.zone(), library::canWrite);
        SlateLook look = SlateLook.of(style, new SlateText(occasion.title(), subtitle));
        return Optional.of(library.announcement(profile, look, SlateSound.of(style), generic, wait));
    }

    /** Only once nobody reads a slate of this run any more. Idempotent. */
    synchronized void close() {
        closed = true;
        standBy = plainStandBy;
        offAir = plainOffAir;
        retained.forEach(library::release);
        retained.clear();
    }
}
