package tv.exstream.server.portable.from.ersatztv;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.schedule.definition.Block;
import tv.exstream.server.schedule.definition.BlockTemplate;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.DateRule;
import tv.exstream.server.schedule.definition.DecoTemplate;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TemplateDay;
import tv.exstream.server.schedule.item.Overrides;

/** Playouts of blocks: which templates they use on which days, and what these have in them. */
final class BlockSchedules {
    private static final Overrides NO_WATERMARKS = Overrides.NONE.showing(Optional.of(List.of()), Optional.empty());

    private final Draft draft;
    private final Contents contents;
    private final Decos decos;
    private final Names blockNames;
    private final Names templateNames;
    private final Names decoTemplateNames;
    private final Map<Long, Row> blocks = new HashMap<>();
    private final Map<Long, List<Row>> blockItems;
    private final Map<Long, List<Row>> templateItems;
    private final Map<Long, List<Row>> decoTemplateItems;
    private final Map<Long, List<Row>> playoutTemplates;

    BlockSchedules(Draft draft, ForeignDatabase database, Contents contents) {
        this.draft = draft;
        this.contents = contents;
        this.decos = new Decos(draft, database, contents);
        List<Row> all = database.rows("Block", "Id", "Name", "Minutes", "StopScheduling");
        all.forEach(row -> row.number("Id").ifPresent(id -> blocks.put(id, row)));
        blockNames = new Names(all);
        templateNames = new Names(database.rows("Template", "Id", "Name"));
        decoTemplateNames = new Names(database.rows("DecoTemplate", "Id", "Name"));
        blockItems = grouped(
                database.rows(
                        "BlockItem",
                        "Id",
                        "BlockId",
                        "Index",
                        "CollectionType",
                        "CollectionId",
                        "MediaItemId",
                        "MultiCollectionId",
                        "SmartCollectionId",
                        "SearchTitle",
                        "SearchQuery",
                        "PlaybackOrder",
                        "IncludeInProgramGuide",
                        "DisableWatermarks"),
                "BlockId");
        templateItems =
                grouped(database.rows("TemplateItem", "Id", "TemplateId", "BlockId", "StartTime"), "TemplateId");
        decoTemplateItems = grouped(
                database.rows("DecoTemplateItem", "Id", "DecoTemplateId", "DecoId", "StartTime", "EndTime"),
                "DecoTemplateId");
        playoutTemplates = grouped(
                database.rows(
                        "PlayoutTemplate",
                        "Id",
                        "PlayoutId",
                        "TemplateId",
                        "DecoTemplateId",
                        "Index",
                        "DaysOfWeek",
                        "DaysOfMonth",
                        "MonthsOfYear",
                        "LimitToDateRange",
                        "StartMonth",
                        "StartDay",
                        "StartYear",
                        "EndMonth",
                        "EndDay",
                        "EndYear"),
                "PlayoutId");
    }

    private static Map<Long, List<Row>> grouped(List<Row> rows, String owner) {
        Map<Long, List<Row>> found = new HashMap<>();
        rows.forEach(row -> row.number(owner)
                .ifPresent(id ->
                        found.computeIfAbsent(id, none -> new ArrayList<>()).add(row)));
        return found;
    }

    /**
     * The schedule of a playout; empty where it has no template.
     *
     * @throws IllegalArgumentException if its parts do not fit together
     */
    Optional<ScheduleDefinition> read(long playout, Optional<Long> deco, String label) {
        Map<Long, Block> usedBlocks = new TreeMap<>();
        Map<Long, BlockTemplate> usedTemplates = new TreeMap<>();
        Map<Long, DecoTemplate> usedDecoTemplates = new TreeMap<>();
        Decos.Used usedDecos = new Decos.Used();
        List<TemplateDay> days = new ArrayList<>();
        playoutTemplates.getOrDefault(playout, List.of()).stream()
                .sorted(Comparator.comparing(row -> row.number("Index").orElse(0L)))
                .forEach(row -> {
                    long template = row.number("TemplateId").orElse(-1L);
                    Optional<DateRule> dates = Days.of(row);
                    if (dates.isEmpty()) {
                        draft.remark(label + ": template '" + templateNames.of(template)
                                + "' is used on no day: it is left out");
                        return;
                    }
                    usedTemplates.computeIfAbsent(template, id -> template(id, usedBlocks));
                    Optional<Long> hours = row.number("DecoTemplateId");
                    hours.ifPresent(id -> usedDecoTemplates.computeIfAbsent(id, key -> decoTemplate(key, usedDecos)));
                    days.add(new TemplateDay(dates, templateNames.of(template), hours.map(decoTemplateNames::of)));
                });
        if (days.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> whole = deco.flatMap(id -> decos.use(id, usedDecos));
        return Optional.of(new ScheduleDefinition.Blocks(
                List.copyOf(usedBlocks.values()),
                List.copyOf(usedTemplates.values()),
                days,
                usedDecos.all(),
                List.copyOf(usedDecoTemplates.values()),
                whole));
    }

    private BlockTemplate template(long id, Map<Long, Block> used) {
        String name = templateNames.of(id);
        List<BlockTemplate.Entry> entries = new ArrayList<>();
        for (Row item : templateItems.getOrDefault(id, List.of())) {
            long block = item.number("BlockId").orElse(-1L);
            Optional<LocalTime> start = item.text("StartTime").flatMap(TimeSpan::time);
            if (!used.containsKey(block)) {
                block(block).ifPresent(made -> used.put(block, made));
            }
            if (used.containsKey(block) && start.isPresent()) {
                entries.add(new BlockTemplate.Entry(start.get().withSecond(0).withNano(0), blockNames.of(block)));
            }
        }
        return new BlockTemplate(name, entries);
    }

    private Optional<Block> block(long id) {
        String name = blockNames.of(id);
        Row row = blocks.getOrDefault(id, new Row(Map.of()));
        List<Block.Item> items = new ArrayList<>();
        blockItems.getOrDefault(id, List.of()).stream()
                .sorted(Comparator.comparing(item -> item.number("Index").orElse(0L)))
                .forEach(item -> contents.required(ContentKey.of(item, ""), Orders.of(item), "block '" + name + "'")
                        .ifPresent(draw -> items.add(new Block.Item(
                                draw,
                                Optional.empty(),
                                item.flag("IncludeInProgramGuide", true)
                                        ? Optional.empty()
                                        : Optional.of(ClassicRule.GuideMode.FILLER),
                                Optional.empty(),
                                item.flag("DisableWatermarks", false)
                                        ? Optional.of(NO_WATERMARKS)
                                        : Optional.empty()))));
        int minutes = row.number("Minutes", 0);
        if (items.isEmpty() || minutes < 1 || minutes > 1440) {
            draft.remark("block '" + name + "' "
                    + (items.isEmpty() ? "has no items" : "lasts " + minutes + " minutes")
                    + ": it is left out, and its time is filled");
            return Optional.empty();
        }
        return Optional.of(new Block(
                name,
                Duration.ofMinutes(minutes),
                Optional.of(row.number("StopScheduling", 1) == 0 ? Block.Stop.AFTER_END : Block.Stop.BEFORE_END),
                false,
                items));
    }

    private DecoTemplate decoTemplate(long id, Decos.Used used) {
        List<DecoTemplate.Entry> entries = new ArrayList<>();
        for (Row item : decoTemplateItems.getOrDefault(id, List.of())) {
            Optional<LocalTime> from = item.text("StartTime").flatMap(TimeSpan::time);
            Optional<String> deco = item.number("DecoId").flatMap(key -> decos.use(key, used));
            if (from.isPresent() && deco.isPresent()) {
                entries.add(
                        new DecoTemplate.Entry(from.get(), item.text("EndTime").flatMap(TimeSpan::time), deco.get()));
            }
        }
        return new DecoTemplate(decoTemplateNames.of(id), entries);
    }
}
