package tv.exstream.server.schedule.definition;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.FillerKind;

/** Finds the collections, and the media, that a definition interrupts where the picture is black. */
final class BlackBreaks {
    private final SortedSet<Long> collections = new TreeSet<>();
    private final SortedSet<Long> media = new TreeSet<>();

    private BlackBreaks() {}

    static SortedSet<Long> collections(ScheduleDefinition definition) {
        return of(definition).collections;
    }

    static SortedSet<Long> media(ScheduleDefinition definition) {
        return of(definition).media;
    }

    private static BlackBreaks of(ScheduleDefinition definition) {
        BlackBreaks breaks = new BlackBreaks();
        breaks.add(definition);
        return breaks;
    }

    private void add(ScheduleDefinition definition) {
        switch (definition) {
            case ScheduleDefinition.Continuous continuous -> {
                // Nothing interrupts it.
            }
            case ScheduleDefinition.Rendered rendered -> {
                // It has no pictures of the library's.
            }
            case ScheduleDefinition.Relay relay -> {
                // What interrupts it, the other channel says.
            }
            case ScheduleDefinition.Stream stream -> {
                // It has no pictures of the library's.
            }
            case ScheduleDefinition.Sequential sequential -> {
                // Its mid-roll is at chapters.
            }
            case ScheduleDefinition.Classic classic ->
                classic.items().stream().filter(rule -> breaks(rule.filler())).forEach(rule -> add(rule.content()));
            case ScheduleDefinition.TimeSlots slots -> slots.slots().forEach(slot -> add(slots, slot));
            case ScheduleDefinition.RandomSlots slots ->
                slots.slots().stream()
                        .filter(slot -> breaks(slot.filler().isEmpty() ? slots.filler() : slot.filler()))
                        .forEach(slot -> add(slot.content()));
            case ScheduleDefinition.Blocks blocks -> {
                // Which deco is over which block is a matter of hours and days: any may be over each.
                if (blocks.decos().stream().anyMatch(BlackBreaks::breaks)) {
                    blocks.blocks().forEach(block -> block.items().forEach(item -> add(item.content())));
                }
            }
            case ScheduleDefinition.Alternating alternating -> {
                add(alternating.otherwise());
                alternating.alternates().forEach(alternate -> add(alternate.schedule()));
            }
            case ScheduleDefinition.Lineup lineup -> {
                if (breaks(lineup.filler())) {
                    collections.addAll(DefinitionSources.of(lineup.base()));
                    media.addAll(DefinitionSources.media(lineup.base()));
                }
            }
        }
    }

    private void add(ScheduleDefinition.TimeSlots slots, TimeSlot slot) {
        if (breaks(slot.filler().isEmpty() ? slots.filler() : slot.filler())) {
            slot.content().ifPresent(this::add);
            slot.rerunOf().flatMap(of -> slots.slots().get(of - 1).content()).ifPresent(this::add);
        }
    }

    private void add(Draw draw) {
        collections.addAll(DefinitionSources.of(draw));
    }

    private static boolean breaks(List<Filler> fillers) {
        return fillers.stream()
                .anyMatch(filler -> filler.kind() == FillerKind.MID_ROLL
                        && filler.breaks().filter(MidRoll::atBlacks).isPresent());
    }

    private static boolean breaks(Deco deco) {
        return deco.breakContent()
                .filter(content -> content.breaks().stream()
                        .anyMatch(
                                each -> each.points().filter(MidRoll::atBlacks).isPresent()))
                .isPresent();
    }
}
