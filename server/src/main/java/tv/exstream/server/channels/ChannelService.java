package tv.exstream.server.channels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.server.channels.ChannelException.Kind;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.StreamUrls;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.StreamAddress;
import tv.exstream.server.store.Database;
import tv.exstream.server.store.InstallationDao;

/**
 * The channels: in the database, and in memory for everybody who reads. Reads are safe from any thread and take no lock;
 * changes are one transaction each, one at a time, and tell the listeners on the changing thread when they are done.
 *
 * <p>An automatic channel keeps its number and guide id for ever. When its source vanishes it is dormant: not listed,
 * its number reserved until the source returns. One that its owner deletes is remembered and not made again.
 */
public final class ChannelService implements ChannelCatalog {
    public static final String DEFAULT_PROFILE = "default";
    private static final Logger LOG = LoggerFactory.getLogger(ChannelService.class);
    private static final int LAST_NUMBER = 99_999;
    /** So many collections are named when a schedule names one there is not. */
    private static final int NAMED_COLLECTIONS = 10;

    private final Database database;
    private final CollectionService collections;
    private final Set<String> profiles;
    private final SlateRules slateRules;
    private final ScheduleKeeper keeper;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile ChannelSnapshot snapshot;

    /** @param profiles names of the output profiles a channel may have */
    public ChannelService(Database database, CollectionService collections, Set<String> profiles) {
        this(database, collections, profiles, SlateRules.PLAIN);
    }

    /** @param slateRules which slates a channel may have */
    public ChannelService(
            Database database, CollectionService collections, Set<String> profiles, SlateRules slateRules) {
        this.database = database;
        this.collections = collections;
        this.profiles = Set.copyOf(profiles);
        this.slateRules = slateRules;
        this.keeper = new ScheduleKeeper(collections);
        this.snapshot = ChannelSnapshot.first(rows());
    }

    @Override
    public List<Channel> channels() {
        return snapshot.channels();
    }

    @Override
    public Optional<Channel> channel(ChannelNumber number) {
        return Optional.ofNullable(snapshot.byNumber().get(number)).map(ChannelProgramming::channel);
    }

    @Override
    public long revision() {
        return snapshot.revision();
    }

    /** All listed channels with how their programmes are chosen, in order of number. */
    public List<ChannelProgramming> programming() {
        return snapshot.programming();
    }

    public Optional<ChannelProgramming> programming(ChannelNumber number) {
        return Optional.ofNullable(snapshot.byNumber().get(number));
    }

    /** The key of a listed channel's schedule; zero for any other number. */
    public long schedule(ChannelNumber number) {
        return snapshot.schedules().getOrDefault(number, 0L);
    }

    /** Which channels show which others. */
    public RelayGraph relays() {
        return snapshot.relays();
    }

    /** What the owner of a channel chose of its slates. */
    public SlateChoices slates(ChannelNumber number) {
        return snapshot.slates().getOrDefault(number, SlateChoices.NONE);
    }

    /** The slates a channel has: its own, and those of the settings where it has none. */
    public ChannelSlates effectiveSlates(ChannelNumber number) {
        return slateRules.resolve(slates(number));
    }

    /** Called after every change, on the changing thread: be quick. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Makes the automatic channels of a family what they should be: new ones are created, vanished ones go dormant,
     * returned ones come back; nothing else of an existing channel is touched.
     */
    public void applyLineup(LineupFamily family, List<LineupEntry> lineup) {
        change(handle -> {
            ChannelDao dao = handle.attach(ChannelDao.class);
            Map<String, ChannelRow> known = new HashMap<>();
            Set<ChannelNumber> taken = new HashSet<>();
            for (ChannelRow row : dao.all()) {
                row.origin().ifPresent(origin -> known.put(origin, row));
                row.number().ifPresent(taken::add);
            }
            for (LineupEntry entry : lineup) {
                ChannelRow row = known.remove(entry.origin());
                if (row == null) {
                    ChannelNumber number = free(taken, entry.range().first());
                    taken.add(number);
                    insert(
                            handle,
                            number,
                            entry.name(),
                            entry.group(),
                            DEFAULT_PROFILE,
                            Optional.of(entry.origin()),
                            entry.programming());
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
                                "channel {} is hidden until its media return: {}",
                                row.number().orElseThrow(),
                                row.name());
                    });
        });
    }

    /** @throws ChannelException when the request makes no sense or the number is taken */
    public Channel create(ChannelRequest request) {
        String name = request.name().orElseThrow(() -> invalid("a channel needs a name"));
        validate(request);
        LineupEntry.Programming programming = request.schedule().isPresent()
                ? new LineupEntry.Programming.FromSchedule(request.schedule().get())
                : new LineupEntry.Programming.FromCollection(
                        request.collection()
                                .orElseThrow(() -> invalid("a channel needs a schedule, or a collection, e.g."
                                        + " {\"kind\":\"everything\"}")),
                        request.order().orElse(PlaybackOrder.SHUFFLE));
        List<Long> created = new ArrayList<>();
        change(handle -> {
            Set<ChannelNumber> taken = taken(handle, -1);
            ChannelNumber number = request.number().orElseGet(() -> free(taken, NumberRange.CUSTOM.first()));
            requireFree(taken, number);
            long id = insert(
                    handle,
                    number,
                    name.strip(),
                    request.group().orElse("Custom").strip(),
                    request.profile().orElse(DEFAULT_PROFILE),
                    Optional.empty(),
                    programming);
            storeChoices(handle, id, request);
            created.add(id);
        });
        return snapshot.channels().stream()
                .filter(channel -> channel.id() == created.getFirst())
                .findFirst()
                .orElseThrow();
    }

    /** @throws ChannelException when there is no such channel, the new number is taken, or a value makes no sense */
    public Channel update(ChannelNumber number, ChannelRequest request) {
        validate(request);
        Channel before = require(number);
        ChannelNumber renumbered = request.number().orElse(number);
        change(handle -> {
            requireFree(taken(handle, before.id()), renumbered);
            ChannelDao dao = handle.attach(ChannelDao.class);
            dao.update(new ChannelDao.Changed(
                    before.id(),
                    renumbered.major(),
                    renumbered.minor(),
                    request.name().orElse(before.name()).strip(),
                    request.group().orElse(before.group()).strip(),
                    request.profile().orElse(before.profile())));
            storeChoices(handle, before.id(), request);
            if (request.collection().isPresent() || request.order().isPresent()) {
                reprogram(handle, before.id(), request);
            }
            request.schedule().ifPresent(schedule -> keeper.assign(handle, row(dao, before.id()), schedule));
        });
        return require(renumbered);
    }

    /** @throws ChannelException when there is no such channel, or others show it */
    public void delete(ChannelNumber number) {
        Channel channel = require(number);
        requireUnseen(channel);
        change(handle -> {
            ChannelDao dao = handle.attach(ChannelDao.class);
            ChannelRow row = row(dao, channel.id());
            if (row.origin().isPresent()) {
                // What it remembers being made from must not hold a schedule that others made.
                keeper.own(handle, row, DefinitionJson.read(row.definition()), row.seed());
                dao.tombstone(row.id());
            } else {
                dao.delete(row.id());
                keeper.release(handle, row.scheduleId());
            }
        });
    }

    /**
     * Makes a channel air something else.
     *
     * @param together done in the same transaction, or not at all
     * @throws ChannelException when there is no such channel, or the definition names a collection there is not
     */
    public void program(ChannelNumber number, ScheduleDefinition definition, long seed, Consumer<Handle> together) {
        Channel channel = require(number);
        validate(definition);
        change(handle -> {
            keeper.own(handle, row(handle.attach(ChannelDao.class), channel.id()), definition, seed);
            together.accept(handle);
        });
    }

    private void requireUnseen(Channel channel) {
        List<ChannelNumber> users = snapshot.relays().showing(channel.id()).stream()
                .filter(user -> !user.equals(channel.number()))
                .toList();
        if (!users.isEmpty()) {
            throw new ChannelException(
                    Kind.IN_USE,
                    "channel " + channel.number() + " is shown by "
                            + (users.size() == 1 ? "channel " : "channels ")
                            + users.stream().map(ChannelNumber::toString).collect(Collectors.joining(", "))
                            + ": give them another schedule, or another night, first (PUT /api/channels/{number})");
        }
    }

    /** @throws ChannelException when the definition names a channel there is not, or an address that is not whole */
    void validateChannels(ScheduleDefinition definition) {
        definition.channels().forEach(shown -> require(shown.channel()));
        if (StreamUrls.masked(definition)) {
            throw invalid("the stream's address holds " + StreamAddress.HIDDEN
                    + " in place of what is not shown: give the whole address");
        }
    }

    private void require(ChannelRef channel) {
        if (snapshot.relays().key(channel).isEmpty()) {
            throw invalid("channel " + channel + " is to be shown, but does not exist; there are "
                    + snapshot.channels().stream()
                            .map(known -> known.number() + " (" + known.name() + ")")
                            .limit(NAMED_COLLECTIONS)
                            .collect(Collectors.joining(", ", "[", "]")));
        }
    }

    /** @throws ChannelException when the definition names a collection or a channel there is not */
    public void validate(ScheduleDefinition definition) {
        validateChannels(definition);
        definition.sources().stream()
                .filter(id -> collections.collection(id).isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw invalid("the schedule draws from collection " + id + ", which does not exist; there are "
                            + collections.collections().stream()
                                    .map(known -> known.id() + " (" + known.name() + ")")
                                    .limit(NAMED_COLLECTIONS)
                                    .collect(Collectors.joining(", ", "[", "]")));
                });
    }

    private static void storeChoices(Handle handle, long id, ChannelRequest request) {
        ChannelDao dao = handle.attach(ChannelDao.class);
        request.slates().ifPresent(slates -> dao.setSlates(id, SlateChoices.write(slates)));
        request.zone().ifPresent(zone -> dao.setZone(id, zone.strip()));
        request.night().ifPresent(night -> dao.setNight(id, Night.write(night.night())));
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
                collection.orElseThrow(() -> invalid("channel " + row.number().orElseThrow()
                        + " airs no collection, so it has no order: name a collection, too")),
                order);
        keeper.own(handle, row, after, row.seed());
    }

    private long insert(
            Handle handle,
            ChannelNumber number,
            String name,
            String group,
            String profile,
            Optional<String> origin,
            LineupEntry.Programming programming) {
        ChannelDao dao = handle.attach(ChannelDao.class);
        long seed = DefinitionJson.seed(origin.orElse("custom:" + number));
        long schedule = switch (programming) {
            case LineupEntry.Programming.FromCollection from ->
                insertSchedule(
                        handle,
                        new ScheduleDefinition.Continuous(collections.add(handle, name, from.rule()), from.order()),
                        seed);
            case LineupEntry.Programming.FromShows from ->
                insertSchedule(handle, new ScheduleDefinition.Rendered(from.shows()), seed);
            case LineupEntry.Programming.FromSchedule from -> keeper.existing(handle, from.schedule());
        };
        long id = dao.insert(number.major(), number.minor(), "new", name, group, profile, schedule, origin);
        dao.setGuideId(id, "C" + id + installation(handle) + ".exstream.tv");
        return id;
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

    private void validate(ChannelRequest request) {
        if (request.schedule().isPresent()
                && (request.collection().isPresent() || request.order().isPresent())) {
            throw invalid("a channel has a schedule, or a collection with an order, not both: leave one of them out");
        }
        request.slates().ifPresent(slateRules::validate);
        request.zone().ifPresent(ZoneText::validate);
        request.night().flatMap(NightRequest::night).map(Night::channel).ifPresent(this::require);
        request.name().filter(String::isBlank).ifPresent(name -> {
            throw invalid("the name is blank: leave it out to keep it, or give one");
        });
        request.profile().filter(profile -> !profiles.contains(profile)).ifPresent(profile -> {
            throw invalid("there is no profile '" + profile + "': use one of "
                    + profiles.stream().sorted().collect(Collectors.joining(", ")));
        });
    }

    private static ChannelException invalid(String message) {
        return new ChannelException(Kind.INVALID, message);
    }

    private Channel require(ChannelNumber number) {
        return channel(number)
                .orElseThrow(() -> new ChannelException(
                        Kind.NOT_FOUND, "there is no channel " + number + ": /api/channels lists them"));
    }

    private static void requireFree(Set<ChannelNumber> taken, ChannelNumber number) {
        if (taken.contains(number)) {
            throw new ChannelException(
                    Kind.NUMBER_TAKEN,
                    "number " + number
                            + " belongs to another channel (a hidden one keeps its number, too): choose another");
        }
    }

    private static Set<ChannelNumber> taken(Handle handle, long exceptId) {
        return handle.attach(ChannelDao.class).all().stream()
                .filter(row -> row.id() != exceptId)
                .flatMap(row -> row.number().stream())
                .collect(Collectors.toSet());
    }

    private static ChannelNumber free(Set<ChannelNumber> taken, int first) {
        for (int major = first; major <= LAST_NUMBER; major++) {
            if (!taken.contains(ChannelNumber.of(major))) {
                return ChannelNumber.of(major);
            }
        }
        throw new ChannelException(Kind.INVALID, "all numbers from " + first + " are taken: delete a channel first");
    }

    private static ChannelRow row(ChannelDao dao, long id) {
        return dao.all().stream().filter(row -> row.id() == id).findFirst().orElseThrow();
    }

    private List<ChannelRow> rows() {
        return database.reads().withExtension(ChannelDao.class, ChannelDao::all);
    }

    /** One transaction of whatever channels depend on; then everybody reads the new state, and listeners are told. */
    void change(Consumer<Handle> work) {
        synchronized (this) {
            List<MediaCollection> before = List.copyOf(collections.collections());
            ChannelSnapshot next = database.writes().inTransaction(handle -> {
                work.accept(handle);
                return snapshot.candidate(handle.attach(ChannelDao.class).all());
            });
            collections.reload();
            snapshot = snapshot.next(next, !before.equals(List.copyOf(collections.collections())));
        }
        listeners.forEach(Runnable::run);
    }
}
