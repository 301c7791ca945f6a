package tv.exstream.server.schedule.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.Warnings;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.ChannelShift;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupTool;
import tv.exstream.server.schedule.sequential.SequentialProgram;

/** Finds the collections, the media and the channels that a definition names. */
final class DefinitionSources {
    private final SortedSet<Long> found = new TreeSet<>();
    private final SortedSet<Long> media = new TreeSet<>();
    private final Set<ChannelShift> channels = new LinkedHashSet<>();
    private final Optional<ScheduleLibrary> library;

    private DefinitionSources(Optional<ScheduleLibrary> library) {
        this.library = library;
    }

    static SortedSet<Long> of(ScheduleDefinition definition) {
        return in(sources -> sources.add(definition)).found;
    }

    /** With what is called by name. */
    static SortedSet<Long> of(ScheduleDefinition definition, ScheduleLibrary library) {
        DefinitionSources sources = new DefinitionSources(Optional.of(library));
        sources.add(definition);
        return sources.found;
    }

    static SortedSet<Long> media(ScheduleDefinition definition) {
        return in(sources -> sources.add(definition)).media;
    }

    /** The collections that are drawn from. */
    static SortedSet<Long> of(Draw draw) {
        return in(sources -> sources.add(draw)).found;
    }

    /** The collections that a lineup begins with. */
    static SortedSet<Long> of(LineupBase base) {
        return in(sources -> sources.add(base)).found;
    }

    /** The media that a lineup begins with. */
    static SortedSet<Long> media(LineupBase base) {
        return in(sources -> sources.add(base)).media;
    }

    static Set<ChannelShift> channels(ScheduleDefinition definition) {
        return in(sources -> sources.add(definition)).channels;
    }

    /** Without what is called by name. */
    private static DefinitionSources in(Consumer<DefinitionSources> part) {
        DefinitionSources sources = new DefinitionSources(Optional.empty());
        part.accept(sources);
        return sources;
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
                add(lineup.base());
                lineup.tools().forEach(this::add);
            }
            case ScheduleDefinition.Relay relay -> channels.add(relay.shift());
            case ScheduleDefinition.Stream stream -> {
                // It draws from none.
            }
        }
    }

    private void add(LineupBase base) {
        switch (base) {
            case LineupBase.Collections collections -> found.addAll(collections.collections());
            case LineupBase.Entries entries ->
                entries.entries().forEach(entry -> {
                    switch (entry) {
                        case LineupEntry.Media named -> media.add(named.media());
                        case LineupEntry.Redirect redirect -> channels.add(ChannelShift.now(redirect.redirect()));
                        case LineupEntry.Hours hours ->
                            hours.redirect().ifPresent(closed -> channels.add(ChannelShift.now(closed)));
                        case LineupEntry.Flex flex -> {}
                        case LineupEntry.Mark mark -> {}
                    }
                });
        }
    }

    private void add(LineupTool tool) {
        if (tool instanceof LineupTool.AddRedirect added) {
            channels.add(ChannelShift.now(added.redirect()));
        } else if (tool instanceof LineupTool.RestrictHours restricted) {
            restricted.redirect().ifPresent(closed -> channels.add(ChannelShift.now(closed)));
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
        switch (draw.from()) {
            case ContentSource.OneCollection one -> found.add(one.collection());
            case ContentSource.Several several -> found.addAll(several.collections());
            case ContentSource.Playlist playlist -> playlist.playlist().forEach(entry -> add(entry.draw()));
            case ContentSource.Channel channel -> channels.add(channel.shift());
        }
    }
}
