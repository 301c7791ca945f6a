package tv.exstream.server.channels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.store.InstallationDao;

/** Changes the rows of channels, within the caller's transaction. */
final class ChannelEditor {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelEditor.class);
    /** Of a channel that somebody makes without naming one. */
    private static final Listing CUSTOM = Listing.in("Custom");

    private final CollectionService collections;
    private final ScheduleKeeper keeper;

    ChannelEditor(CollectionService collections, ScheduleKeeper keeper) {
        this.collections = collections;
        this.keeper = keeper;
    }

    /** See {@link ChannelService#applyLineup}. */
    void applyLineup(Handle handle, LineupFamily family, List<LineupEntry> lineup) {
        ChannelDao dao = handle.attach(ChannelDao.class);
        List<ChannelRow> rows = dao.all();
        Map<String, ChannelRow> known = new HashMap<>();
        rows.forEach(row -> row.origin().ifPresent(origin -> known.put(origin, row)));
        ChannelNumbers numbers = new ChannelNumbers(rows, -1);
        for (LineupEntry entry : lineup) {
            ChannelRow row = known.remove(entry.origin());
            if (row == null) {
                ChannelNumber number = numbers.take(entry.range().first());
                insert(handle, number, entry, Optional.of(entry.origin()), ChannelService.DEFAULT_PROFILE);
                LOG.info("new channel {}: {}", number, entry.name());
            } else if (row.dormant()) {
                dao.setStatus(row.id(), ChannelRow.ACTIVE);
                LOG.info("channel {} is back: {}", row.number().orElseThrow(), row.name());
            }
        }
        known.values().stream()
                .filter(row -> row.active() && family.owns(row.origin().orElseThrow()))
                .forEach(row -> {
                    dao.setStatus(row.id(), ChannelRow.DORMANT);
                    LOG.info(
                            "channel {} is away until its media return: {}",
                            row.number().orElseThrow(),
                            row.name());
                });
    }

    /** The key of the new channel. */
    long create(Handle handle, ChannelRequest request) {
        String name = request.name().orElseThrow(() -> ChannelRules.invalid("a channel needs a name"));
        LineupEntry.Programming programming = request.schedule().isPresent()
                ? new LineupEntry.Programming.FromSchedule(request.schedule().get())
                : new LineupEntry.Programming.FromCollection(
                        request.collection()
                                .orElseThrow(
                                        () -> ChannelRules.invalid("a channel needs a schedule, or a collection, e.g."
                                                + " {\"kind\":\"everything\"}")),
                        request.order().orElse(PlaybackOrder.SHUFFLE));
        ChannelNumbers numbers =
                new ChannelNumbers(handle.attach(ChannelDao.class).all(), -1);
        request.number().ifPresent(numbers::take);
        ChannelNumber number = request.number().orElseGet(() -> numbers.take(NumberRange.CUSTOM.first()));
        LineupEntry entry = new LineupEntry(
                "custom:" + number, NumberRange.CUSTOM, name.strip(), CUSTOM.groups().getFirst(), programming);
        long id = insert(
                handle,
                number,
                entry,
                Optional.empty(),
                request.profile().orElse(ChannelService.DEFAULT_PROFILE));
        storeChoices(handle, id, CUSTOM, request);
        return id;
    }

    /** What the request says nothing of stays. */
    void update(Handle handle, Channel before, ChannelRequest request) {
        ChannelDao dao = handle.attach(ChannelDao.class);
        ChannelNumber number = request.number().orElse(before.number());
        new ChannelNumbers(dao.all(), before.id()).take(number);
        dao.update(new ChannelDao.Changed(
                before.id(),
                number.major(),
                number.minor(),
                request.name().orElse(before.name()).strip(),
                request.profile().orElse(before.profile())));
        storeChoices(handle, before.id(), before.listing(), request);
        if (request.collection().isPresent() || request.order().isPresent()) {
            reprogram(handle, before.id(), request);
        }
        request.schedule().ifPresent(schedule -> keeper.assign(handle, row(dao, before.id()), schedule));
    }

    void delete(Handle handle, long id) {
        ChannelDao dao = handle.attach(ChannelDao.class);
        ChannelRow row = row(dao, id);
        if (row.origin().isPresent()) {
            // What it remembers being made from must not hold a schedule that others made.
            keeper.own(handle, row, DefinitionJson.read(row.definition()), row.seed());
            dao.tombstone(row.id());
        } else {
            dao.delete(row.id());
            keeper.release(handle, row.scheduleId());
        }
    }

    void program(Handle handle, long id, ScheduleDefinition definition, long seed) {
        keeper.own(handle, row(handle.attach(ChannelDao.class), id), definition, seed);
    }

    private static void storeChoices(Handle handle, long id, Listing before, ChannelRequest request) {
        ChannelDao dao = handle.attach(ChannelDao.class);
        request.slates().ifPresent(slates -> dao.setSlates(id, SlateChoices.write(slates)));
        request.zone().ifPresent(zone -> dao.setZone(id, zone.strip()));
        request.mode().ifPresent(mode -> dao.setMode(id, mode));
        Listing listing = new Listing(
                request.visibility().orElse(before.visibility()),
                groups(before, request),
                request.categories()
                        .map(categories -> TextList.of("category", categories))
                        .orElse(before.categories()));
        dao.setListing(
                id,
                listing.visibility(),
                listing.groups().getFirst(),
                TextList.write(listing.groups().subList(1, listing.groups().size())),
                TextList.write(listing.categories()));
    }

    /** One that is named alone takes the place of the main group. */
    private static List<String> groups(Listing before, ChannelRequest request) {
        if (request.group().isEmpty() && request.groups().isEmpty()) {
            return before.groups();
        }
        List<String> groups = new ArrayList<>();
        request.group().ifPresent(groups::add);
        groups.addAll(request.groups()
                .orElseGet(() -> before.groups().subList(1, before.groups().size())));
        if (groups.isEmpty()) {
            throw ChannelRules.invalid("a channel is in one group at least: name one, or leave groups out to keep them");
        }
        return TextList.groups(groups);
    }

    private void reprogram(Handle handle, long id, ChannelRequest request) {
        ChannelDao dao = handle.attach(ChannelDao.class);
        ChannelRow row = row(dao, id);
        ScheduleDefinition before = DefinitionJson.read(row.definition());
        Optional<Long> collection = request.collection()
                .map(rule -> collections.add(handle, row.name(), rule))
                .or(() -> before instanceof ScheduleDefinition.Continuous c
                        ? Optional.of(c.collection())
                        : Optional.empty());
        PlaybackOrder order = request.order()
                .orElse(before instanceof ScheduleDefinition.Continuous c ? c.order() : PlaybackOrder.SHUFFLE);
        ScheduleDefinition after = new ScheduleDefinition.Continuous(
                collection.orElseThrow(() ->
                        ChannelRules.invalid("channel " + row.number().orElseThrow()
                                + " airs no collection, so it has no order: name a collection, too")),
                order);
        keeper.own(handle, row, after, row.seed());
    }

    /** @param origin empty for one that is made by hand */
    private long insert(
            Handle handle, ChannelNumber number, LineupEntry entry, Optional<String> origin, String profile) {
        ChannelDao dao = handle.attach(ChannelDao.class);
        long schedule = schedule(handle, entry, DefinitionJson.seed(entry.origin()));
        long id = dao.insert(
                number.major(), number.minor(), "new", entry.name(), entry.group(), profile, schedule, origin);
        dao.setGuideId(id, newGuideId(handle, id));
        return id;
    }

    /** Another channel may have been carried here with the one that this channel should have. */
    private static String newGuideId(Handle handle, long id) {
        ChannelDao dao = handle.attach(ChannelDao.class);
        String end = installation(handle) + ".exstream.tv";
        String guideId = "C" + id + end;
        for (int copy = 2; dao.hasGuideId(guideId); copy++) {
            guideId = "C" + id + "-" + copy + end;
        }
        return guideId;
    }

    private long schedule(Handle handle, LineupEntry entry, long seed) {
        return switch (entry.programming()) {
            case LineupEntry.Programming.FromCollection from ->
                insertSchedule(
                        handle,
                        new ScheduleDefinition.Continuous(
                                collections.add(handle, entry.name(), from.rule()), from.order()),
                        seed);
            case LineupEntry.Programming.FromShows from ->
                insertSchedule(handle, new ScheduleDefinition.Rendered(from.shows()), seed);
            case LineupEntry.Programming.FromSchedule from -> keeper.existing(handle, from.schedule());
        };
    }

    private static long insertSchedule(Handle handle, ScheduleDefinition definition, long seed) {
        return handle.attach(ScheduleDao.class).insert("", DefinitionJson.write(definition), seed);
    }

    /** Plex merges channels with one id: two installations at one Plex must not both have a C1. */
    private static String installation(Handle handle) {
        return handle.attach(InstallationDao.class)
                .get("device_seed")
                .map(seed -> "." + ("000" + seed).substring(seed.length() - 1))
                .orElse("");
    }

    private static ChannelRow row(ChannelDao dao, long id) {
        return dao.all().stream().filter(row -> row.id() == id).findFirst().orElseThrow();
    }
}
