package tv.exstream.server.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelException.Kind;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.StreamUrls;
import tv.exstream.server.schedule.lineup.LineupTool;
import tv.exstream.server.store.Database;

/**
 * The schedules there are: those that people made and named, which any number of channels may air, and those that belong
 * to one channel. Safe from any thread; a change is one transaction, and channels that air what was changed follow.
 */
public final class ScheduleService {
    private static final int LONGEST_NAME = 200;
    private static final int HEX = 16;

    private final Database database;
    private final CollectionService collections;
    private final ChannelService channels;
    private final ScheduleKeeper keeper;

    public ScheduleService(Database database, CollectionService collections, ChannelService channels) {
        this.database = database;
        this.collections = collections;
        this.channels = channels;
        this.keeper = new ScheduleKeeper(collections);
    }

    /**
     * A schedule.
     *
     * @param name     its own, or that of the channel it belongs to
     * @param shared   has a name of its own and stays when no channel airs it
     * @param seed     of everything random in it
     * @param channels that air it, hidden ones included
     */
    public record Schedule(
            long id,
            String name,
            boolean shared,
            ScheduleDefinition definition,
            long seed,
            List<ChannelNumber> channels) {
        public Schedule {
            channels = List.copyOf(channels);
        }
    }

    /** All that are named or aired, in the order they were made. */
    public List<Schedule> schedules() {
        return database.reads().withExtension(ScheduleDao.class, dao -> {
            List<ScheduleDao.User> users = dao.users();
            return dao.living().stream().map(row -> schedule(row, users)).toList();
        });
    }

    /** @throws ChannelException when there is none */
    public Schedule schedule(long id) {
        return database.reads()
                .withExtension(ScheduleDao.class, dao -> dao.one(id).map(row -> schedule(row, dao.users())))
                .orElseThrow(() -> unknown(id));
    }

    /** @throws ChannelException when the request makes no sense or the name is taken */
    public Schedule create(ScheduleRequest request) {
        String name = request.name().map(String::strip).orElseThrow(() -> invalid("a schedule needs a 'name'"));
        ScheduleDefinition definition =
                request.definition().orElseThrow(() -> invalid("a schedule needs a 'definition'"));
        requireSources(definition);
        long seed = request.seed().map(ScheduleService::seed).orElseGet(() -> DefinitionJson.seed("schedule:" + name));
        List<Long> created = new ArrayList<>();
        channels.change(handle -> {
            requireName(handle, name, -1);
            created.add(handle.attach(ScheduleDao.class).insert(name, DefinitionJson.write(definition), seed));
        });
        return schedule(created.getFirst());
    }

    /** What is absent stays. @throws ChannelException when there is no such schedule or the request makes no sense */
    public Schedule update(long id, ScheduleRequest request) {
        Optional<ScheduleDefinition> wanted = request.definition()
                .map(after -> StreamUrls.restored(after, schedule(id).definition()));
        wanted.ifPresent(this::requireSources);
        channels.change(handle -> {
            ScheduleDao.Row row = handle.attach(ScheduleDao.class).one(id).orElseThrow(() -> unknown(id));
            String name = request.name().map(String::strip).orElse(row.name());
            request.name().ifPresent(unused -> requireName(handle, name, id));
            store(
                    handle,
                    row,
                    name,
                    wanted.orElseGet(() -> DefinitionJson.read(row.definition())),
                    request.seed().map(ScheduleService::seed).orElse(row.seed()));
        });
        return schedule(id);
    }

    /** Applies one tool more. @throws ChannelException when there is no such schedule or it is no lineup */
    public Schedule addTool(long id, LineupTool tool) {
        return edit(id, lineup -> lineup.with(tool));
    }

    /** Takes the last tool back. @throws ChannelException when there is no such schedule, it is no lineup, or has none */
    public Schedule undoTool(long id) {
        return edit(
                id,
                lineup -> lineup.undone()
                        .orElseThrow(() -> new ChannelException(
                                Kind.IN_USE, "schedule " + id + " has no tools: there is nothing to undo")));
    }

    private Schedule edit(long id, UnaryOperator<ScheduleDefinition.Lineup> change) {
        channels.change(handle -> {
            ScheduleDao.Row row = handle.attach(ScheduleDao.class).one(id).orElseThrow(() -> unknown(id));
            if (!(DefinitionJson.read(row.definition()) instanceof ScheduleDefinition.Lineup lineup)) {
                throw invalid("schedule " + id + " is no lineup: tools work on definitions of kind 'lineup'");
            }
            try {
                ScheduleDefinition.Lineup edited = change.apply(lineup);
                channels.validateChannels(edited);
                store(handle, row, row.name(), edited, row.seed());
            } catch (IllegalArgumentException e) {
                throw invalid(String.valueOf(e.getMessage()));
            }
        });
        return schedule(id);
    }

    /** @throws ChannelException when there is no such schedule, or channels air it */
    public void delete(long id) {
        channels.change(handle -> {
            ScheduleDao dao = handle.attach(ScheduleDao.class);
            ScheduleDao.Row row = dao.one(id).orElseThrow(() -> unknown(id));
            List<ChannelNumber> users = schedule(row, dao.users()).channels();
            if (!users.isEmpty()) {
                throw new ChannelException(
                        Kind.IN_USE,
                        "schedule " + id + " is on the air of "
                                + (users.size() == 1 ? "channel " : "channels ")
                                + users.stream().map(ChannelNumber::toString).collect(Collectors.joining(", "))
                                + ": give them another one first (PUT /api/channels/{number})");
            }
            dao.delete(id);
            keeper.dropUnused(handle, DefinitionJson.read(row.definition()));
        });
    }

    private void store(Handle handle, ScheduleDao.Row row, String name, ScheduleDefinition definition, long seed) {
        handle.attach(ScheduleDao.class).update(row.id(), name, DefinitionJson.write(definition), seed);
        keeper.dropUnused(handle, DefinitionJson.read(row.definition()));
    }

    private static Schedule schedule(ScheduleDao.Row row, List<ScheduleDao.User> users) {
        List<ScheduleDao.User> its = users.stream()
                .filter(user ->
                        user.scheduleId() == row.id() && user.numberMajor().isPresent())
                .toList();
        return new Schedule(
                row.id(),
                row.named() || its.isEmpty() ? row.name() : its.getFirst().name(),
                row.named(),
                DefinitionJson.read(row.definition()),
                row.seed(),
                its.stream()
                        .map(user -> new ChannelNumber(
                                user.numberMajor().orElseThrow(),
                                user.numberMinor().orElse(0)))
                        .toList());
    }

    private void requireSources(ScheduleDefinition definition) {
        channels.validateChannels(definition);
        definition.sources().stream()
                .filter(id -> collections.collection(id).isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw invalid("the definition draws from collection " + id
                            + ", which does not exist: /api/collections lists those that do");
                });
    }

    private static void requireName(Handle handle, String name, long exceptId) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw invalid("the name of a schedule has 1 to " + LONGEST_NAME + " characters, not " + name.length());
        }
        handle.attach(ScheduleDao.class).all().stream()
                .filter(row -> row.id() != exceptId && row.name().equalsIgnoreCase(name))
                .findFirst()
                .ifPresent(row -> {
                    throw new ChannelException(
                            Kind.NAME_TAKEN, "schedule " + row.id() + " is called '" + name + "': choose another name");
                });
    }

    /** As the API shows it: JSON numbers lose digits in browsers. */
    private static long seed(String text) {
        try {
            return Long.parseUnsignedLong(text, HEX);
        } catch (NumberFormatException e) {
            throw invalid("the seed '" + text + "' is not a number of up to 16 hexadecimal digits");
        }
    }

    private static ChannelException unknown(long id) {
        return new ChannelException(Kind.NOT_FOUND, "there is no schedule " + id + ": /api/schedules lists them");
    }

    private static ChannelException invalid(String message) {
        return new ChannelException(Kind.INVALID, message);
    }
}
