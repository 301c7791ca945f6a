package tv.exstream.server.playout;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.lineup.LineupTool;

/** Whether a schedule means times of the day, which a channel whose clock stands still now and then does not keep. */
final class FixedTimes {
    private static final Pattern WAITS = Pattern.compile("\\b((wait|pad)_until(_exact)?|start_date|end_date)\\b");

    private FixedTimes() {}

    /** What a person should know of a channel on demand whose schedule has times. */
    static Optional<String> warning(ChannelProgramming programming) {
        return programming.channel().onDemand() && (programming.night().isPresent() || in(programming.definition()))
                ? Optional.of(
                        "the schedule begins something at times of the day or on dates, and the channel is on demand:"
                                + " they go by the channel's own clock, which is behind the one on the wall by as long as nobody"
                                + " watched")
                : Optional.empty();
    }

    static boolean in(ScheduleDefinition definition) {
        return switch (definition) {
            case ScheduleDefinition.Continuous c -> false;
            case ScheduleDefinition.Rendered r -> false;
            case ScheduleDefinition.RandomSlots r -> false;
            case ScheduleDefinition.Relay r -> false;
            case ScheduleDefinition.Stream s -> false;
            case ScheduleDefinition.TimeSlots t -> true;
            case ScheduleDefinition.Blocks b -> true;
            case ScheduleDefinition.Alternating a -> true;
            case ScheduleDefinition.Classic classic ->
                classic.items().stream().anyMatch(rule -> rule.start().isPresent());
            case ScheduleDefinition.Lineup lineup ->
                lineup.tools().stream().anyMatch(LineupTool.RestrictHours.class::isInstance);
            case ScheduleDefinition.Sequential sequential ->
                waits(List.of(sequential.text())) || waits(sequential.imports().values());
        };
    }

    private static boolean waits(Iterable<String> texts) {
        for (String text : texts) {
            if (WAITS.matcher(text).find()) {
                return true;
            }
        }
        return false;
    }
}
