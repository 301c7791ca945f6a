package tv.exstream.server.schedule.definition;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.Warnings;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.sequential.SequentialProgram;

/** Finds the collections, and the media, that a definition names. */
final class DefinitionSources {
    private final SortedSet<Long> found = new TreeSet<>();
    private final SortedSet<Long> media = new TreeSet<>();
    private final Optional<ScheduleLibrary> library;

    private DefinitionSources(Optional<ScheduleLibrary> library) {
        this.library = library;
    }

    static SortedSet<Long> of(ScheduleDefinition definition) {
        DefinitionSources sources = new DefinitionSources(Optional.empty());
        sources.add(definition);
        return sources.found;
    }

    /** With what is called by name. */
    static SortedSet<Long> of(ScheduleDefinition definition, ScheduleLibrary library) {
        DefinitionSources sources = new DefinitionSources(Optional.of(library));
        sources.add(definition);
        return sources.found;
    }

    static SortedSet<Long> media(ScheduleDefinition definition) {
        DefinitionSources sources = new DefinitionSources(Optional.empty());
        sources.add(definition);
        return sources.media;
    }

    private void add(ScheduleDefinition definition) {
        switch (definition) {
            case ScheduleDefinition.Continuous continuous -> found.add(continuous.collection());
            case ScheduleDefinition.Rendered rendered -> {
                // It draws from none.
            }
            case ScheduleDefinition.Classic classic ->
                classic.items().forEach(rule -> {
                    add(rule.content());
                    add(rule.filler());
                });
            case ScheduleDefinition.TimeSlots slots -> {
                add(slots.filler());
                slots.slots().forEach(slot -> {
                    slot.content().ifPresent(this::add);
                    add(slot.filler());
                });
            }
            case ScheduleDefinition.RandomSlots slots -> {
                add(slots.filler());
                slots.slots().forEach(slot -> {
                    add(slot.content());
                    add(slot.filler());
                });
            }
            case ScheduleDefinition.Blocks blocks -> {
                blocks.blocks().forEach(block -> block.items().forEach(item -> add(item.content())));
                blocks.decos().forEach(this::add);
            }
            case ScheduleDefinition.Sequential sequential ->
                library.ifPresent(names -> add(sequential.program(), names));
            case ScheduleDefinition.Alternating alternating -> {
                add(alternating.otherwise());
                alternating.alternates().forEach(alternate -> add(alternate.schedule()));
            }
            case ScheduleDefinition.Lineup lineup -> {
                add(lineup.filler());
                add(lineup.base(), found, media);
            }
        }
    }

    /** Adds what a lineup begins with. */
    static void add(LineupBase base, SortedSet<Long> found, SortedSet<Long> media) {
        switch (base) {
            case LineupBase.Collections collections -> found.addAll(collections.collections());
            case LineupBase.Entries entries ->
                entries.entries().forEach(entry -> {
                    if (entry instanceof LineupEntry.Media named) {
                        media.add(named.media());
                    }
                });
        }
    }

    private void add(Deco deco) {
        deco.defaultFiller().ifPresent(filler -> filler.pools().forEach(this::add));
        deco.deadAir().ifPresent(filler -> filler.pools().forEach(this::add));
        deco.breakContent()
                .ifPresent(
                        content -> content.breaks().forEach(each -> each.pools().forEach(this::add)));
    }

    private void add(SequentialProgram program, ScheduleLibrary names) {
        SequentialContents contents = new SequentialContents(program::content, names, new Warnings(), "");
        program.contents().keySet().forEach(key -> contents.draw(key).ifPresent(this::add));
    }

    private void add(List<Filler> fillers) {
        fillers.forEach(filler -> filler.pools().forEach(this::add));
    }

    private void add(Filler.Pool pool) {
        add(pool.draw());
    }

    private void add(Draw draw) {
        add(draw, found);
    }

    /** Adds what is drawn from. */
    static void add(Draw draw, SortedSet<Long> found) {
        switch (draw.from()) {
            case ContentSource.OneCollection one -> found.add(one.collection());
            case ContentSource.Several several -> found.addAll(several.collections());
            case ContentSource.Playlist playlist -> playlist.playlist().forEach(entry -> add(entry.draw(), found));
        }
    }
}
