package tv.exstream.server.portable.from.ersatztv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.FillerKind;

/** Filler presets, as items of schedules use them. */
final class FillerPresets {
    private final Draft draft;
    private final Contents contents;
    private final Map<Long, Row> presets = new HashMap<>();

    FillerPresets(Draft draft, ForeignDatabase database, Contents contents) {
        this.draft = draft;
        this.contents = contents;
        for (Row row : database.rows(
                "FillerPreset",
                "Id",
                "Name",
                "FillerMode",
                "Duration",
                "Count",
                "PadToNearestMinute",
                "CollectionType",
                "CollectionId",
                "MediaItemId",
                "MultiCollectionId",
                "SmartCollectionId",
                "PlaylistId",
                "Expression",
                "UseChaptersAsMediaItems")) {
            row.number("Id").ifPresent(id -> presets.put(id, row));
        }
    }

    /**
     * The filler of an item of a schedule.
     *
     * @param fallback the key of the channel's own preset, for an item that has none
     */
    List<Filler> of(Row item, Optional<Long> fallback, String label) {
        List<Filler> filler = new ArrayList<>();
        add(filler, item.number("PreRollFillerId"), FillerKind.PRE_ROLL, label);
        add(filler, item.number("MidRollFillerId"), FillerKind.MID_ROLL, label);
        add(filler, item.number("PostRollFillerId"), FillerKind.POST_ROLL, label);
        add(filler, item.number("TailFillerId"), FillerKind.TAIL, label);
        add(filler, item.number("FallbackFillerId").or(() -> fallback), FillerKind.FALLBACK, label);
        return filler;
    }

    private void add(List<Filler> filler, Optional<Long> preset, FillerKind kind, String label) {
        preset.map(presets::get)
                .flatMap(row -> filler(
                        row, kind, label + ", filler '" + row.text("Name").orElse("?") + "'"))
                .ifPresent(made -> {
                    if (pads(made) && filler.stream().anyMatch(FillerPresets::pads)) {
                        draft.remark(
                                label + " pads with two fillers, and there is one time to pad to: only one is used");
                    } else {
                        filler.add(made);
                    }
                });
    }

    private static boolean pads(Filler filler) {
        return filler.mode().filter(FillerMode.Pad.class::isInstance).isPresent();
    }

    private Optional<Filler> filler(Row row, FillerKind kind, String label) {
        Optional<Draw> draw = contents.required(ContentKey.of(row, ""), Orders.SHUFFLED, label);
        if (row.flag("UseChaptersAsMediaItems", false)) {
            draft.remark(label + " airs chapters as items of their own: whole items are aired here");
        }
        boolean room = kind == FillerKind.TAIL || kind == FillerKind.FALLBACK;
        Optional<FillerMode> mode = room ? Optional.empty() : mode(row, label);
        if (draw.isEmpty() || (!room && mode.isEmpty())) {
            return Optional.empty();
        }
        Optional<MidRoll> breaks = kind == FillerKind.MID_ROLL ? breaks(row, label) : Optional.empty();
        return Optional.of(new Filler(kind, List.of(Filler.Pool.of(draw.get())), mode, false, breaks));
    }

    private Optional<FillerMode> mode(Row row, String label) {
        Optional<FillerMode> mode = switch (row.number("FillerMode", 0)) {
            case 1 ->
                row.text("Duration")
                        .flatMap(TimeSpan::parse)
                        .filter(span -> span.toMillis() > 0)
                        .map(FillerMode.Span::new);
            case 2 -> row.number("Count").filter(n -> n >= 1).map(n -> new FillerMode.Count(Math.clamp(n, 1, 10_000)));
            case 3 ->
                row.number("PadToNearestMinute")
                        .filter(n -> n >= 1 && n <= 1440)
                        .map(n -> new FillerMode.Pad(n.intValue()));
            case 4 ->
                row.number("Count")
                        .filter(n -> n >= 1)
                        .map(n -> new FillerMode.RandomCount(0, Math.clamp(n, 1, 10_000)));
            default -> Optional.empty();
        };
        if (mode.isEmpty()) {
            draft.remark(label + " does not say how much: it is left out");
        }
        return mode;
    }

    private Optional<MidRoll> breaks(Row row, String label) {
        try {
            return row.text("Expression")
                    .map(text -> new MidRoll(
                            MidRoll.AT_CHAPTERS.at(),
                            Optional.of(text),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        } catch (IllegalArgumentException e) {
            draft.remark(label + ": its expression cannot be read (" + e.getMessage()
                    + "): it is aired at all chapters; give its breaks another");
            return Optional.empty();
        }
    }
}
