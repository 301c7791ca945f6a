package tv.exstream.server.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.server.channels.ChannelException.Kind;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.store.Database;

/**
 * The channels: in the database, and in memory for everybody who reads. Reads are safe from any thread and take no lock;
 * changes are one transaction each, one at a time, and tell the listeners on the changing thread when they are done.
 *
 * <p>An automatic channel keeps its number and guide id for ever. When its source vanishes it is dormant: there for
 * nobody, its number reserved until the source returns. One that its owner deletes is remembered and not made again; one
 * that its owner disables is there for its owner alone.
 */
public final class ChannelService implements ChannelCatalog {
    public static final String DEFAULT_PROFILE = "default";

    private final Database database;
    private final CollectionService collections;
    private final SlateRules slateRules;
    private final ChannelRules rules;
    private final ScheduleKeeper keeper;
    private final ChannelEditor editor;
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
        this.slateRules = slateRules;
        this.rules = new ChannelRules(collections, profiles, slateRules);
        this.keeper = new ScheduleKeeper(collections);
        this.editor = new ChannelEditor(collections, keeper);
        this.snapshot = ChannelSnapshot.first(rows());
    }

    @Override
    public List<Channel> channels() {
        return snapshot.channels();
    }

    @Override
    public List<Channel> listed() {
        return snapshot.listed();
    }

    @Override
    public Optional<Channel> channel(ChannelNumber number) {
        return programming(number).map(ChannelProgramming::channel);
    }

    @Override
    public boolean disabled(ChannelNumber number) {
        return known(number)
                .filter(programming -> programming.channel().disabled())
                .isPresent();
    }

    @Override
    public String absence(ChannelNumber number) {
        return disabled(number)
                ? "Channel " + number + " is disabled: PATCH /api/channels/" + number
                        + " with {\"visibility\": \"listed\"} enables it."
                : ChannelCatalog.super.absence(number);
    }

    @Override
    public long revision() {
        return snapshot.revision();
    }

    /** All channels that can be tuned with how their programmes are chosen, in order of number. */
    public List<ChannelProgramming> programming() {
        return snapshot.programming();
    }

    /** Of a channel that can be tuned. */
    public Optional<ChannelProgramming> programming(ChannelNumber number) {
        return known(number).filter(programming -> !programming.channel().disabled());
    }

    /** All channels, those that are disabled among them: for their owner. In order of number. */
    public List<ChannelProgramming> everything() {
        return snapshot.everything();
    }

    /** Of any channel, disabled or not. */
    public Optional<ChannelProgramming> known(ChannelNumber number) {
        return Optional.ofNullable(snapshot.byNumber().get(number));
    }

    /** The key of a channel's schedule; zero for a number that is no channel's. */
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
        change(handle -> editor.applyLineup(handle, family, lineup));
    }

    /** @throws ChannelException when the request makes no sense or the number is taken */
    public Channel create(ChannelRequest request) {
        rules.check(request);
        rules.checkShown(request, snapshot);
        List<Long> created = new ArrayList<>();
        change(handle -> created.add(editor.create(handle, request)));
        return snapshot.everything().stream()
                .map(ChannelProgramming::channel)
                .filter(channel -> channel.id() == created.getFirst())
                .findFirst()
                .orElseThrow();
    }

    /** @throws ChannelException when there is no such channel, the new number is taken, or a value makes no sense */
    public Channel update(ChannelNumber number, ChannelRequest request) {
        rules.check(request);
        rules.checkShown(request, snapshot);
        Channel before = require(number);
        change(handle -> editor.update(handle, before, request));
        return require(request.number().orElse(number));
    }

    /** @throws ChannelException when there is no such channel, or others show it */
    public void delete(ChannelNumber number) {
        Channel channel = require(number);
        snapshot.relays().requireUnseen(channel);
        change(handle -> editor.delete(handle, channel.id()));
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
            editor.program(handle, channel.id(), definition, seed);
            together.accept(handle);
        });
    }

    /** @throws ChannelException when the definition names a channel there is not, or an address that is not whole */
    void validateChannels(ScheduleDefinition definition) {
        rules.checkShown(definition, snapshot);
    }

    /** @throws ChannelException when the definition names a collection or a channel there is not */
    public void validate(ScheduleDefinition definition) {
        validateChannels(definition);
        rules.check(definition);
    }

    private Channel require(ChannelNumber number) {
        return known(number)
                .map(ChannelProgramming::channel)
                .orElseThrow(() -> new ChannelException(
                        Kind.NOT_FOUND, "there is no channel " + number + ": /api/channels lists them"));
    }

    private List<ChannelRow> rows() {
        return database.reads().withExtension(ChannelDao.class, ChannelDao::all);
    }

    /** @throws ChannelException for slates that a channel cannot have, naming the property and the remedy */
    public void validate(SlateChoices choices) {
        slateRules.validate(choices);
    }

    /** The names of the output profiles that a channel may have. */
    public Set<String> profiles() {
        return rules.profiles();
    }

    /** What automatic channels are made from, by their numbers; from the database. */
    public Map<ChannelNumber, String> origins() {
        return rows().stream()
                .filter(row -> row.active() && row.origin().isPresent())
                .collect(Collectors.toMap(
                        row -> row.number().orElseThrow(), row -> row.origin().orElseThrow()));
    }

    /** Reads while nobody changes channels, schedules and collections. */
    public synchronized <T> T undisturbed(Supplier<T> reading) {
        return reading.get();
    }

    /**
     * Makes several changes together, or none of them if that throws.
     *
     * @param keep false to see only what they would do: then all is as it was
     */
    public <T> T together(Function<Changes, T> work, boolean keep) {
        if (keep) {
            List<T> done = new ArrayList<>();
            change(handle -> done.add(work.apply(changes(handle))));
            return done.getFirst();
        }
        synchronized (this) {
            return database.writes().inTransaction(handle -> {
                T tried = work.apply(changes(handle));
                ChannelSnapshot unused =
                        snapshot.candidate(handle.attach(ChannelDao.class).all());
                handle.rollback();
                return tried;
            });
        }
    }

    private Changes changes(Handle handle) {
        return new Changes(handle, rules, editor, collections, keeper);
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
