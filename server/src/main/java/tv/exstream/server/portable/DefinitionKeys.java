package tv.exstream.server.portable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.definition.Block;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.Deco;
import tv.exstream.server.schedule.definition.RandomSlot;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TimeSlot;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupTool;

/**
 * Gives definitions other keys: those of another installation, or of a document. Every kind, and every component that
 * could hold a key, is spelt out, so that what is new does not compile before it is thought of here.
 */
final class DefinitionKeys {
    /** In place of a list by hand that has nothing left. */
    private static final LineupEntry NOTHING = new LineupEntry.Flex(Duration.ofMinutes(30));

    /** What keys become. */
    interface Keys {
        long collection(long key);

        /** Empty: the entry is left out. */
        Optional<Long> media(long key);

        ChannelRef channel(ChannelRef channel);
    }

    private final Keys keys;

    private DefinitionKeys(Keys keys) {
        this.keys = keys;
    }

    /** The definition with other keys. A list by hand that loses all its media becomes half an hour of flex. */
    static ScheduleDefinition apply(ScheduleDefinition definition, Keys keys) {
        return new DefinitionKeys(keys).definition(definition);
    }

    private ScheduleDefinition definition(ScheduleDefinition definition) {
        return switch (definition) {
            case ScheduleDefinition.Continuous all ->
                new ScheduleDefinition.Continuous(keys.collection(all.collection()), all.order());
            case ScheduleDefinition.Rendered rendered -> rendered;
            case ScheduleDefinition.Relay relay ->
                new ScheduleDefinition.Relay(keys.channel(relay.channel()), relay.offset());
            case ScheduleDefinition.Stream stream -> stream;
            case ScheduleDefinition.Classic classic ->
                new ScheduleDefinition.Classic(
                        classic.items().stream().map(this::rule).toList(),
                        classic.shuffle(),
                        classic.randomStart(),
                        classic.overrun());
            case ScheduleDefinition.TimeSlots slots ->
                new ScheduleDefinition.TimeSlots(
                        slots.slots().stream().map(this::slot).toList(), slots.lateness(), fillers(slots.filler()));
            case ScheduleDefinition.RandomSlots slots ->
                new ScheduleDefinition.RandomSlots(
                        slots.slots().stream().map(this::slot).toList(),
                        slots.choice(),
                        slots.padTo(),
                        slots.padEach(),
                        fillers(slots.filler()));
            case ScheduleDefinition.Blocks blocks ->
                new ScheduleDefinition.Blocks(
                        blocks.blocks().stream().map(this::block).toList(),
                        blocks.templates(),
                        blocks.days(),
                        blocks.decos().stream().map(this::deco).toList(),
                        blocks.decoTemplates(),
                        blocks.deco());
            case ScheduleDefinition.Sequential sequential -> sequential; // it calls everything by name
            case ScheduleDefinition.Alternating alternating ->
                new ScheduleDefinition.Alternating(
                        alternating.alternates().stream()
                                .map(one -> new ScheduleDefinition.Alternate(one.days(), definition(one.schedule())))
                                .toList(),
                        definition(alternating.otherwise()));
            case ScheduleDefinition.Lineup lineup ->
                new ScheduleDefinition.Lineup(
                        base(lineup.base()),
                        lineup.tools().stream().map(this::tool).toList(),
                        lineup.renewal(),
                        fillers(lineup.filler()));
        };
    }

    private ClassicRule rule(ClassicRule rule) {
        return new ClassicRule(
                draw(rule.content()),
                rule.mode(),
                rule.start(),
                rule.overrun(),
                rule.guide(),
                rule.title(),
                fillers(rule.filler()),
                rule.overrides());
    }

    private TimeSlot slot(TimeSlot slot) {
        return new TimeSlot(
                slot.start(),
                slot.days(),
                slot.duration(),
                slot.content().map(this::draw),
                slot.rerunOf(),
                slot.padding(),
                slot.extend(),
                slot.compress(),
                slot.padTo(),
                slot.spread(),
                slot.title(),
                fillers(slot.filler()),
                slot.overrides());
    }

    private RandomSlot slot(RandomSlot slot) {
        return new RandomSlot(
                draw(slot.content()),
                slot.weight(),
                slot.cooldown(),
                slot.mostInRow(),
                slot.count(),
                slot.duration(),
                slot.title(),
                fillers(slot.filler()),
                slot.overrides());
    }

    private Block block(Block block) {
        return new Block(
                block.name(),
                block.duration(),
                block.stop(),
                block.repeat(),
                block.items().stream()
                        .map(item -> new Block.Item(
                                draw(item.content()), item.count(), item.guide(), item.title(), item.overrides()))
                        .toList());
    }

    private Deco deco(Deco deco) {
        return new Deco(
                deco.name(),
                deco.watermarks(),
                deco.graphics(),
                deco.defaultFiller()
                        .map(filler -> new Deco.DefaultFiller(filler.mode(), pools(filler.pools()), filler.trim())),
                deco.breakContent()
                        .map(content -> new Deco.BreakContent(
                                content.mode(),
                                content.breaks().stream().map(this::pause).toList())),
                deco.deadAir().map(air -> new Deco.DeadAir(air.mode(), pools(air.pools()))));
    }

    private Deco.Break pause(Deco.Break pause) {
        return new Deco.Break(pause.at(), pools(pause.pools()), pause.mode(), pause.trim(), pause.points());
    }

    private LineupBase base(LineupBase base) {
        return switch (base) {
            case LineupBase.Collections some -> new LineupBase.Collections(collections(some.collections()));
            case LineupBase.Entries list -> {
                List<LineupEntry> entries = new ArrayList<>();
                list.entries().forEach(entry -> entry(entry).ifPresent(entries::add));
                yield new LineupBase.Entries(entries.isEmpty() ? List.of(NOTHING) : entries);
            }
        };
    }

    private Optional<LineupEntry> entry(LineupEntry entry) {
        return switch (entry) {
            case LineupEntry.Media media -> keys.media(media.media()).map(LineupEntry.Media::new);
            case LineupEntry.Redirect redirect ->
                Optional.of(new LineupEntry.Redirect(keys.channel(redirect.redirect()), redirect.duration()));
            case LineupEntry.Flex flex -> Optional.of(flex);
            case LineupEntry.Mark mark -> Optional.of(mark);
            case LineupEntry.Hours hours ->
                Optional.of(new LineupEntry.Hours(
                        hours.from(), hours.to(), hours.redirect().map(keys::channel)));
        };
    }

    private LineupTool tool(LineupTool tool) {
        return switch (tool) {
            case LineupTool.AddRedirect redirect ->
                new LineupTool.AddRedirect(keys.channel(redirect.redirect()), redirect.duration(), redirect.every());
            case LineupTool.Shuffle same -> same;
            case LineupTool.BlockShuffle same -> same;
            case LineupTool.CyclicShuffle same -> same;
            case LineupTool.Sort same -> same;
            case LineupTool.Slide same -> same;
            case LineupTool.Balance same -> same;
            case LineupTool.Replicate same -> same;
            case LineupTool.RerunBlocks same -> same;
            case LineupTool.Deduplicate same -> same;
            case LineupTool.RemoveSpecials same -> same;
            case LineupTool.RemoveShows same -> same;
            case LineupTool.RemoveFlex same -> same;
            case LineupTool.Consolidate same -> same;
            case LineupTool.AddFlex same -> same;
            case LineupTool.AddBreaks same -> same;
            case LineupTool.PadToMarks same -> same;
            case LineupTool.RestrictHours hours ->
                new LineupTool.RestrictHours(
                        hours.from(), hours.to(), hours.redirect().map(keys::channel));
        };
    }

    private List<Filler> fillers(List<Filler> fillers) {
        return fillers.stream()
                .map(filler ->
                        new Filler(filler.kind(), pools(filler.pools()), filler.mode(), filler.trim(), filler.breaks()))
                .toList();
    }

    private List<Filler.Pool> pools(List<Filler.Pool> pools) {
        return pools.stream()
                .map(pool -> new Filler.Pool(draw(pool.draw()), pool.weight(), pool.cooldown(), pool.itemCooldown()))
                .toList();
    }

    private Draw draw(Draw draw) {
        ContentSource from = switch (draw.from()) {
            case ContentSource.OneCollection one -> new ContentSource.OneCollection(keys.collection(one.collection()));
            case ContentSource.Several several -> new ContentSource.Several(collections(several.collections()));
            case ContentSource.Playlist playlist ->
                new ContentSource.Playlist(playlist.playlist().stream()
                        .map(entry -> new ContentSource.Entry(draw(entry.draw()), entry.count()))
                        .toList());
            case ContentSource.Channel channel ->
                new ContentSource.Channel(keys.channel(channel.channel()), channel.offset());
        };
        return new Draw(from, draw.order(), draw.grouping(), draw.cursor());
    }

    private List<Long> collections(List<Long> collections) {
        return collections.stream().map(keys::collection).toList();
    }
}
