package tv.exstream.server.schedule.interpreter;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tv.exstream.server.config.Spelling;
import tv.exstream.server.schedule.definition.SequentialContents;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Cursor;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.draw.Warnings;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.WallClock;
import tv.exstream.server.schedule.sequential.ContentDefinition;
import tv.exstream.server.schedule.sequential.Instruction;
import tv.exstream.server.schedule.sequential.Line;
import tv.exstream.server.schedule.sequential.Place;
import tv.exstream.server.schedule.sequential.Showing;

/**
 * Builds a plan instruction by instruction, as a script says. An instruction is carried out whole or, if it throws, not
 * at all. Marks and cursors of scripts are behind a prefix of their own, so that what a schedule remembers is left alone
 * and the next script goes on where this one ends. Not thread-safe.
 */
public final class ScriptSession {
    private static final String PREFIX = "script/";
    private static final int MOST_CONTENTS = 1_000;
    private static final Duration FURTHEST = Duration.ofDays(62);
    private static final Duration FURTHEST_BACK = Duration.ofDays(1);

    private final ScheduleLibrary library;
    private final WallClock clock;
    private final Instant from;
    private final Instant until;
    private final int most;
    private final Map<String, ContentDefinition> contents = new TreeMap<>();
    private final Map<String, List<Line>> rolls = new HashMap<>();
    private final List<Plan.Step> steps = new ArrayList<>();
    private PlanContext context;
    private Interpreter interpreter;
    private long at;

    /**
     * @param state what is remembered at {@code from}
     * @param fresh what earlier scripts remember is forgotten
     * @param from  whole milliseconds
     * @param until later: how far the script is asked to build; it may go further
     * @param most  items that it may add, at least 1
     */
    public ScriptSession(
            ScheduleLibrary library,
            ScheduleState state,
            boolean fresh,
            ZoneId zone,
            Instant from,
            Instant until,
            int most) {
        this.most = most;
        this.library = library;
        this.clock = new WallClock(zone);
        this.from = from;
        this.until = until;
        this.at = from.toEpochMilli();
        this.context = PlanContext.of(library, fresh ? withoutScripts(state) : state, clock);
        this.interpreter = interpreter(context);
    }

    private static ScheduleState withoutScripts(ScheduleState state) {
        Map<String, Cursor> cursors = new TreeMap<>(state.cursors());
        Map<String, Long> marks = new TreeMap<>(state.marks());
        cursors.keySet().removeIf(key -> key.startsWith(PREFIX));
        marks.keySet().removeIf(key -> key.startsWith(PREFIX));
        return new ScheduleState(state.seed(), cursors, marks);
    }

    private Interpreter interpreter(PlanContext in) {
        return new Interpreter(
                in,
                PREFIX,
                PREFIX,
                key -> Optional.ofNullable(contents.get(key)),
                key -> rolls.getOrDefault(key, List.of()));
    }

    public Instant from() {
        return from;
    }

    public Instant until() {
        return until;
    }

    /** Where the next item begins. */
    public Instant now() {
        return Instant.ofEpochMilli(at);
    }

    /**
     * Makes a content known by its key.
     *
     * @throws IllegalArgumentException if the key is taken, something that it consists of is not known, or the library
     *                                  has nothing of the name
     */
    public void define(ContentDefinition content) {
        if (contents.containsKey(content.key())) {
            throw new IllegalArgumentException(
                    "content '" + content.key() + "' is defined already: choose another key");
        }
        if (contents.size() >= MOST_CONTENTS) {
            throw new IllegalArgumentException("a script defines at most " + MOST_CONTENTS + " contents");
        }
        List<Line> roll = new ArrayList<>();
        if (content.source() instanceof ContentDefinition.Source.Items playlist) {
            for (ContentDefinition.Entry entry : playlist.items()) {
                require(entry.content());
                Showing showing = Showing.of(entry.content());
                roll.add(new Line(
                        Place.NOWHERE,
                        entry.count()
                                .<Instruction>map(count -> new Instruction.Count(Integer.toString(count), showing))
                                .orElseGet(() -> new Instruction.All(showing))));
            }
        } else {
            roll.add(new Line(Place.NOWHERE, new Instruction.Count("1", Showing.of(content.key()))));
        }
        SequentialContents found = new SequentialContents(
                key -> Optional.ofNullable(key.equals(content.key()) ? content : contents.get(key)),
                library,
                new Warnings(),
                PREFIX);
        if (found.draw(content.key()).isEmpty()) {
            throw new IllegalArgumentException(
                    "the library knows nothing that content '" + content.key() + "' is made of: check the names");
        }
        contents.put(content.key(), content);
        rolls.put(content.key(), roll);
    }

    /**
     * What an instruction that airs a content would begin with.
     *
     * @throws IllegalArgumentException if the content is not known
     */
    public Optional<Airable> peek(String content) {
        require(content);
        return interpreter.peek(content);
    }

    /**
     * Carries an instruction out.
     *
     * @throws IllegalArgumentException saying what it refers to that is not there, or why it cannot be carried out here;
     *                                  nothing has changed then
     */
    public void carryOut(Instruction instruction) {
        check(instruction);
        if (goneBack(instruction)) {
            return;
        }
        ScheduleState before = context.memory().snapshot();
        long begun = at;
        int kept = steps.size();
        try {
            run(new Line(Place.NOWHERE, instruction));
        } catch (RuntimeException e) {
            context = PlanContext.of(library, before, clock);
            interpreter = interpreter(context);
            at = begun;
            steps.subList(kept, steps.size()).clear();
            throw e;
        }
    }

    private void check(Instruction instruction) {
        switch (instruction) {
            case Instruction.Airs airs -> require(airs.showing().content());
            case Instruction.SkipItems skip -> require(skip.content());
            case Instruction.SkipToItem skip -> require(skip.content());
            case Instruction.Roll roll -> roll.sequence().ifPresent(this::require);
            default -> {
                // It refers to nothing.
            }
        }
        if (instruction instanceof Instruction.Fill fill) {
            fill.fit().fallback().ifPresent(this::require);
        }
    }

    private void require(String content) {
        if (!contents.containsKey(content)) {
            throw new IllegalArgumentException("there is no content '" + content + "'"
                    + Spelling.nearest(content, contents.keySet())
                            .map(key -> "; did you mean '" + key + "'?")
                            .orElse(": define it first"));
        }
    }

    /** At its very beginning a session may be moved into the past: what was on then is dropped. */
    private boolean goneBack(Instruction instruction) {
        long target = at;
        if (instruction instanceof Instruction.Rewind rewind) {
            target = at - rewind.amount().toMillis();
        } else if (instruction instanceof Instruction.WaitUntil wait && wait.rewind()) {
            target = Math.min(at, interpreter.beginning(wait, at));
        }
        if (target == at) {
            return instruction instanceof Instruction.Rewind;
        }
        if (!steps.isEmpty() || target < from.minus(FURTHEST_BACK).toEpochMilli()) {
            throw new IllegalArgumentException(
                    "time goes back only before anything is added, and at most a day: begin a"
                            + " session earlier with 'from'");
        }
        at = target;
        return true;
    }

    private void run(Line line) {
        Progress progress = new Progress();
        boolean done = false;
        while (!done) {
            Pieces out = new Pieces(at);
            done = interpreter.carryOut(line, progress, out, Planner.NO_WALL, Setting.PLAIN);
            add(out);
            if (steps.size() > most) {
                throw new IllegalArgumentException(
                        "that would be more than " + most + " items: build less in one session");
            }
            if (at > from.plus(FURTHEST).toEpochMilli()) {
                throw new IllegalArgumentException("that would go on to " + now() + ", more than " + FURTHEST.toDays()
                        + " days: build less in one session");
            }
        }
    }

    private void add(Pieces out) {
        at = out.at();
        Pieces kept = new Pieces(from.toEpochMilli());
        if (out.pieces().isEmpty() || out.at() <= kept.at()) {
            return;
        }
        if (steps.isEmpty()) {
            kept.join(out);
        } else {
            kept = out;
        }
        Iterator<Pieces.Piece> pieces = kept.pieces().iterator();
        while (pieces.hasNext()) {
            Pieces.Piece piece = pieces.next();
            steps.add(new Plan.Step(
                    piece.item(),
                    pieces.hasNext()
                            ? Optional.empty()
                            : Optional.of(context.memory().snapshot()),
                    piece.reason()));
        }
    }

    /**
     * What has been built so far, contiguous from {@link #from}; its state says that a script has built it.
     *
     * @throws IllegalArgumentException if that is nothing
     */
    public Plan plan() {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("nothing has been added yet: add something, or discard the session");
        }
        Map<String, Long> marks = new TreeMap<>(context.memory().snapshot().marks());
        marks.put(ScheduleState.SCRIPTED_UNTIL, at);
        ScheduleState snapshot = context.memory().snapshot();
        ScheduleState state = new ScheduleState(snapshot.seed(), snapshot.cursors(), marks);
        List<Plan.Step> all = new ArrayList<>(steps);
        Plan.Step last = all.removeLast();
        all.add(new Plan.Step(last.item(), Optional.of(state), last.reason()));
        return new Plan(from, all, state, context.warnings().texts());
    }

    /** What a person should look at, so far. */
    public List<String> warnings() {
        return context.warnings().texts();
    }

    /** What has been added so far. */
    public List<Plan.Step> steps() {
        return List.copyOf(steps);
    }
}
