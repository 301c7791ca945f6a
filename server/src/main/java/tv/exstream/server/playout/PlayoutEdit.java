package tv.exstream.server.playout;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.StreamUrls;

/**
 * What someone wants of a channel's future. Whatever it says, what is on air and what begins within the guard time stays,
 * and so does the past.
 *
 * @param definition the channel's from then on; the one it has if empty
 * @param seed       the channel's from then on; the one it has if empty
 * @param from       what begins before this moment stays as it is planned; as soon as possible if empty
 * @param forget     begin as a channel that has never aired anything; else each series goes on where it is
 */
public record PlayoutEdit(
        Optional<ScheduleDefinition> definition, OptionalLong seed, Optional<Instant> from, boolean forget) {
    /** The same schedule planned again from where it is now. */
    public static final PlayoutEdit REFRESH =
            new PlayoutEdit(Optional.empty(), OptionalLong.empty(), Optional.empty(), false);

    /** The same schedule from its very beginning, in another order if there is another seed. */
    public static PlayoutEdit reset(OptionalLong seed) {
        return new PlayoutEdit(Optional.empty(), seed, Optional.empty(), true);
    }

    ChannelProgramming of(ChannelProgramming programming) {
        return programming.with(
                definition
                        .map(after -> StreamUrls.restored(after, programming.definition()))
                        .orElse(programming.definition()),
                seed.orElse(programming.seed()));
    }
}
