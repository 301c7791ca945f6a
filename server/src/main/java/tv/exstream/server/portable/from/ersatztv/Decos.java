package tv.exstream.server.portable.from.ersatztv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.schedule.definition.Deco;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;

/** What goes with programmes of blocks. */
final class Decos {
    private static final List<Deco.Mode> MODES =
            List.of(Deco.Mode.INHERIT, Deco.Mode.DISABLE, Deco.Mode.OVERRIDE, Deco.Mode.MERGE);
    private static final List<Deco.Place> PLACES =
            List.of(Deco.Place.BLOCK_START, Deco.Place.BLOCK_FINISH, Deco.Place.BETWEEN_ITEMS, Deco.Place.CHAPTERS);

    private final Draft draft;
    private final Contents contents;
    private final Names names;
    private final Map<Long, Row> rows = new HashMap<>();
    private final Map<Long, List<Row>> breaks = new HashMap<>();

    /** The decos that a schedule names. */
    static final class Used {
        private final Map<Long, Deco> decos = new TreeMap<>();

        List<Deco> all() {
            return List.copyOf(decos.values());
        }
    }

    Decos(Draft draft, ForeignDatabase database, Contents contents) {
        this.draft = draft;
        this.contents = contents;
        List<String> columns = new ArrayList<>(List.of(
                "Id",
                "Name",
                "WatermarkMode",
                "GraphicsElementsMode",
                "BreakContentMode",
                "DefaultFillerMode",
                "DefaultFillerTrimToFit",
                "DeadAirFallbackMode"));
        for (String part : List.of("DefaultFiller", "DeadAirFallback")) {
            for (String column : List.of(
                    "CollectionType", "CollectionId", "MediaItemId", "MultiCollectionId", "SmartCollectionId")) {
                columns.add(part + column);
            }
        }
        List<Row> all = database.rows("Deco", columns.toArray(String[]::new));
        all.forEach(row -> row.number("Id").ifPresent(id -> rows.put(id, row)));
        names = new Names(all);
        for (Row row : database.rows(
                "DecoBreakContent",
                "Id",
                "DecoId",
                "Placement",
                "CollectionType",
                "CollectionId",
                "MediaItemId",
                "MultiCollectionId",
                "SmartCollectionId",
                "PlaylistId")) {
            breaks.computeIfAbsent(row.number("DecoId").orElse(-1L), none -> new ArrayList<>())
                    .add(row);
        }
    }

    /** The name of a deco, which is noted; empty where there is none. */
    Optional<String> use(long id, Used used) {
        return Optional.ofNullable(rows.get(id)).map(row -> {
            used.decos.computeIfAbsent(id, key -> deco(key, row));
            return names.of(id);
        });
    }

    private Deco deco(long id, Row row) {
        String label = "deco '" + names.of(id) + "'";
        return new Deco(
                names.of(id),
                shown(row, "WatermarkMode", label + " has watermarks, which"),
                shown(row, "GraphicsElementsMode", label + " has graphics, which"),
                pools(row, "DefaultFiller", label)
                        .map(part -> new Deco.DefaultFiller(
                                part.mode, part.pools, part.adds() && row.flag("DefaultFillerTrimToFit", false))),
                breakContent(id, row, label),
                pools(row, "DeadAirFallback", label).map(part -> new Deco.DeadAir(part.mode, part.pools)));
    }

    /** Pictures are not carried over; that there are none is. */
    private Optional<Deco.Shown> shown(Row row, String column, String label) {
        Deco.Mode mode = mode(row, column);
        if (mode == Deco.Mode.OVERRIDE || mode == Deco.Mode.MERGE) {
            draft.remark(label + " are not carried over: make them anew when they can be shown");
        }
        return mode == Deco.Mode.DISABLE
                ? Optional.of(new Deco.Shown(Deco.Mode.DISABLE, List.of(), false))
                : Optional.empty();
    }

    private static Deco.Mode mode(Row row, String column) {
        int code = row.number(column, 0);
        return code >= 0 && code < MODES.size() ? MODES.get(code) : Deco.Mode.INHERIT;
    }

    private record Pools(Deco.Mode mode, List<Filler.Pool> pools) {
        boolean adds() {
            return !pools.isEmpty();
        }
    }

    /** Empty for what inherits, also because what it had is gone. */
    private Optional<Pools> pools(Row row, String part, String label) {
        Deco.Mode mode = mode(row, part + "Mode");
        if (mode == Deco.Mode.INHERIT) {
            return Optional.empty();
        }
        if (mode == Deco.Mode.DISABLE) {
            return Optional.of(new Pools(mode, List.of()));
        }
        return contents.required(ContentKey.of(row, part), Orders.SHUFFLED, label)
                .map(draw -> new Pools(mode, List.of(Filler.Pool.of(draw))));
    }

    private Optional<Deco.BreakContent> breakContent(long id, Row row, String label) {
        Deco.Mode mode = mode(row, "BreakContentMode");
        if (mode == Deco.Mode.INHERIT) {
            return Optional.empty();
        }
        if (mode == Deco.Mode.DISABLE) {
            return Optional.of(new Deco.BreakContent(mode, List.of()));
        }
        List<Deco.Break> made = new ArrayList<>();
        for (Row content : breaks.getOrDefault(id, List.of())) {
            int place = Math.clamp(content.number("Placement", 0), 0, PLACES.size() - 1);
            contents.required(ContentKey.of(content, ""), Orders.SHUFFLED, label)
                    .ifPresent(draw -> made.add(new Deco.Break(
                            PLACES.get(place), List.of(Filler.Pool.of(draw)), amount(draw), false, Optional.empty())));
        }
        return made.isEmpty() ? Optional.empty() : Optional.of(new Deco.BreakContent(mode, made));
    }

    /** A playlist once through, or one item. */
    private static FillerMode amount(Draw draw) {
        return draw.from() instanceof ContentSource.Playlist ? new FillerMode.Pass() : new FillerMode.Count(1);
    }
}
