package tv.exstream.server.channels;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/**
 * Changes of collections, schedules and channels that are made together: {@link ChannelService#together}. What readers see
 * is as it was before until they are done. Names are the caller's care: nothing here refuses one that is taken.
 */
public final class Changes {
    private final Handle handle;
    private final ChannelRules rules;
    private final ChannelEditor editor;
    private final CollectionService collections;
    private final ScheduleKeeper keeper;

    Changes(
            Handle handle,
            ChannelRules rules,
            ChannelEditor editor,
            CollectionService collections,
            ScheduleKeeper keeper) {
        this.handle = handle;
        this.rules = rules;
        this.editor = editor;
        this.collections = collections;
        this.keeper = keeper;
    }

    /**
     * What a channel brings with it from where it was made.
     *
     * @param guideId if no other channel has it
     * @param origin  which no other channel has
     * @param logo    a picture, by its path in the data directory
     */
    public record Brought(Optional<String> guideId, Optional<String> origin, Optional<String> logo) {}

    /**
     * Where an automatic channel is that was made from an origin.
     *
     * @param number empty for one that its owner removed
     * @param listed false for one whose media have gone
     */
    public record Made(Optional<ChannelNumber> number, boolean listed) {}

    /**
     * Adds a collection.
     *
     * @param wished its key, if no other has it
     * @param kept   it stays when nothing draws from it
     * @return its key
     */
    public long addCollection(OptionalLong wished, String name, boolean kept, CollectionRule rule) {
        if (wished.isPresent()
                && wished.getAsLong() > 0
                && collections.addAt(handle, wished.getAsLong(), name, kept, rule)) {
            return wished.getAsLong();
        }
        return kept ? collections.addKept(handle, name, rule) : collections.add(handle, name, rule);
    }

    public void changeCollection(long id, String name, CollectionRule rule) {
        collections.update(handle, id, name, rule);
    }

    /**
     * Adds a schedule that channels share.
     *
     * @param seed made from the name if empty
     * @return its key
     */
    public long addSchedule(String name, ScheduleDefinition definition, OptionalLong seed) {
        return insert(name, definition, seed.orElseGet(() -> DefinitionJson.seed("schedule:" + name)));
    }

    /**
     * Adds a schedule for one channel.
     *
     * @param seed made from the number if empty
     * @return its key
     */
    public long addOwnSchedule(ChannelNumber channel, ScheduleDefinition definition, OptionalLong seed) {
        return insert("", definition, seed.orElseGet(() -> DefinitionJson.seed("custom:" + channel)));
    }

    private long insert(String name, ScheduleDefinition definition, long seed) {
        return handle.attach(ScheduleDao.class).insert(name, DefinitionJson.write(definition), seed);
    }

    /** @param seed as it was if empty */
    public void changeSchedule(long id, ScheduleDefinition definition, OptionalLong seed) {
        ScheduleDao dao = handle.attach(ScheduleDao.class);
        ScheduleDao.Row row = dao.one(id).orElseThrow();
        dao.update(id, row.name(), DefinitionJson.write(definition), seed.orElse(row.seed()));
        keeper.dropUnused(handle, DefinitionJson.read(row.definition()));
    }

    /**
     * Adds a channel.
     *
     * @throws ChannelException when the request makes no sense or the number is taken
     */
    public void addChannel(ChannelRequest request, Brought brought) {
        rules.check(request);
        long id = editor.create(handle, request);
        ChannelDao dao = handle.attach(ChannelDao.class);
        brought.guideId.filter(guideId -> !dao.hasGuideId(guideId)).ifPresent(guideId -> dao.setGuideId(id, guideId));
        brought.origin.ifPresent(origin -> dao.setOrigin(id, origin));
        brought.logo.ifPresent(logo -> dao.setLogo(id, logo));
    }

    /**
     * Changes a channel; its guide id and origin stay.
     *
     * @param logo drawn if empty
     * @throws ChannelException when the request makes no sense
     */
    public void changeChannel(ChannelNumber number, ChannelRequest request, Optional<String> logo) {
        rules.check(request);
        ChannelDao dao = handle.attach(ChannelDao.class);
        Channel before = dao.all().stream()
                .filter(row ->
                        row.active() && row.number().filter(number::equals).isPresent())
                .findFirst()
                .orElseThrow()
                .channel();
        editor.update(handle, before, request);
        dao.setLogo(before.id(), logo.orElse(""));
    }

    /** Whether a channel has it, or had it before it was removed. */
    public boolean hasGuideId(String guideId) {
        return handle.attach(ChannelDao.class).hasGuideId(guideId);
    }

    /** The numbers of all channels, also of those whose media have gone. */
    public Set<ChannelNumber> taken() {
        return handle.attach(ChannelDao.class).all().stream()
                .flatMap(row -> row.number().stream())
                .collect(Collectors.toSet());
    }

    /** The automatic channels by what they were made from, removed ones included. */
    public Map<String, Made> made() {
        return handle.attach(ChannelDao.class).all().stream()
                .filter(row -> row.origin().isPresent())
                .collect(Collectors.toMap(
                        row -> row.origin().orElseThrow(), row -> new Made(row.number(), row.active())));
    }
}
