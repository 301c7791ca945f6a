package tv.exstream.server.schedule.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.ChannelShift;
import tv.exstream.server.schedule.item.StreamAddress;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupTool;
import tv.exstream.server.schedule.sequential.Fault;
import tv.exstream.server.schedule.sequential.Imports;
import tv.exstream.server.schedule.sequential.Reading;
import tv.exstream.server.schedule.sequential.SequentialProgram;
import tv.exstream.server.schedule.sequential.SequentialReader;

/** How a channel's programmes are chosen. Stored as JSON: the names below are part of the database's format. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScheduleDefinition.Continuous.class, name = "continuous"),
    @JsonSubTypes.Type(value = ScheduleDefinition.Rendered.class, name = "rendered"),
    @JsonSubTypes.Type(value = ScheduleDefinition.Classic.class, name = "classic"),
    @JsonSubTypes.Type(value = ScheduleDefinition.TimeSlots.class, name = "time_slots"),
    @JsonSubTypes.Type(value = ScheduleDefinition.RandomSlots.class, name = "random_slots"),
    @JsonSubTypes.Type(value = ScheduleDefinition.Blocks.class, name = "blocks"),
    @JsonSubTypes.Type(value = ScheduleDefinition.Sequential.class, name = "sequential"),
    @JsonSubTypes.Type(value = ScheduleDefinition.Alternating.class, name = "alternating"),
    @JsonSubTypes.Type(value = ScheduleDefinition.Lineup.class, name = "lineup"),
    @JsonSubTypes.Type(value = ScheduleDefinition.Relay.class, name = "relay"),
    @JsonSubTypes.Type(value = ScheduleDefinition.Stream.class, name = "stream")
})
public sealed interface ScheduleDefinition {
    /** The keys of all collections that it may draw from: what it airs changes only where they do. */
    default SortedSet<Long> sources() {
        return DefinitionSources.of(this);
    }

    /** As {@link #sources()}, with what the definition calls by names that mean something in this library. */
    default SortedSet<Long> sources(ScheduleLibrary library) {
        return DefinitionSources.of(this, library);
    }

    /** The keys of media that it names one by one. */
    default SortedSet<Long> media() {
        return DefinitionSources.media(this);
    }

    /** The channels that it shows, each with how long ago. */
    default Set<ChannelShift> channels() {
        return DefinitionSources.channels(this);
    }

    /** Of {@link #sources()}, those whose items may be interrupted where their picture is black. */
    default SortedSet<Long> brokenAtBlacks() {
        return BlackBreaks.collections(this);
    }

    /** Of {@link #media()}, those that may be interrupted where their picture is black. */
    default SortedSet<Long> mediaBrokenAtBlacks() {
        return BlackBreaks.media(this);
    }

    /**
     * One collection, over and over.
     *
     * @param collection the collection's key
     */
    record Continuous(long collection, PlaybackOrder order) implements ScheduleDefinition {}

    /**
     * Programmes without media, anchored to the wall clock: every UTC day is divided into spans of 5 to 30 minutes.
     *
     * @param shows at least one
     */
    record Rendered(List<RenderedShow> shows) implements ScheduleDefinition {
        public Rendered {
            shows = List.copyOf(shows);
            if (shows.isEmpty()) {
                throw new IllegalArgumentException("a rendered schedule needs at least one show");
            }
        }
    }

    /**
     * Rules in turn, each with how much it airs and, if it likes, a time at which it begins.
     *
     * @param items       at least one
     * @param shuffle     another order of the rules every round
     * @param randomStart what is drawn in an order that has a beginning does not begin there, but where the seed says
     * @param overrun     of rules that say nothing of it; {@link Overrun#SKIP} if empty
     */
    record Classic(List<ClassicRule> items, boolean shuffle, boolean randomStart, Optional<Overrun> overrun)
            implements ScheduleDefinition {
        public Classic {
            items = List.copyOf(items);
            if (items.isEmpty()) {
                throw new IllegalArgumentException("a classic schedule needs at least one rule");
            }
        }
    }

    /**
     * Slots by the clock, every day or every week.
     *
     * @param slots    at least one
     * @param lateness a slot may begin so late, where the one before it runs over; not at all if empty
     * @param filler   of slots that have none of their own
     */
    record TimeSlots(List<TimeSlot> slots, Optional<Duration> lateness, List<Filler> filler)
            implements ScheduleDefinition {
        public TimeSlots {
            slots = List.copyOf(slots);
            filler = List.copyOf(filler);
            Filler.check(filler);
            if (slots.isEmpty()) {
                throw new IllegalArgumentException("a schedule of time slots needs at least one");
            }
            for (TimeSlot slot : slots) {
                int of = slot.rerunOf().orElse(1);
                if (of < 1
                        || of > slots.size()
                        || (slot.rerunOf().isPresent()
                                && slots.get(of - 1).rerunOf().isPresent())) {
                    throw new IllegalArgumentException("a slot repeats slot " + of + ": name one of " + slots.size()
                            + " that repeats none itself");
                }
                if (slot.rerunOf().isPresent()
                        && slots.get(of - 1).content().flatMap(Draw::channel).isPresent()) {
                    throw new IllegalArgumentException("a slot repeats slot " + of
                            + ", which shows a channel: give it that channel, with an offset, as its own content");
                }
            }
        }
    }

    /**
     * Slots drawn by chance, or in turn, one after the other.
     *
     * @param slots   at least one
     * @param choice  how the next one is found
     * @param padTo   what comes next begins at multiples of so many minutes; nothing if empty
     * @param padEach every programme is padded, not only every slot
     * @param filler  of slots that have none of their own
     */
    record RandomSlots(
            List<RandomSlot> slots,
            RandomSlot.Choice choice,
            Optional<Integer> padTo,
            boolean padEach,
            List<Filler> filler)
            implements ScheduleDefinition {
        public RandomSlots {
            slots = List.copyOf(slots);
            filler = List.copyOf(filler);
            Filler.check(filler);
            if (slots.isEmpty()) {
                throw new IllegalArgumentException("a schedule of random slots needs at least one");
            }
            padTo.filter(minutes -> minutes < 1 || minutes > 1440).ifPresent(minutes -> {
                throw new IllegalArgumentException("padding to " + minutes + " minutes: give 1 to 1440");
            });
        }
    }

    /**
     * Blocks, at the times of day that a template says; which template a day has, its date says. What blocks leave of
     * the time, and what goes with their programmes, decos say.
     *
     * @param blocks        by unique names, as are the other lists
     * @param days          the first whose rule includes a day has it; a day that none includes has no blocks
     * @param decoTemplates which deco is on at which hours
     * @param deco          name of the one that is under those of the hours, and alone where they have none
     */
    record Blocks(
            List<Block> blocks,
            List<BlockTemplate> templates,
            List<TemplateDay> days,
            List<Deco> decos,
            List<DecoTemplate> decoTemplates,
            Optional<String> deco)
            implements ScheduleDefinition {
        public Blocks {
            blocks = List.copyOf(blocks);
            templates = List.copyOf(templates);
            days = List.copyOf(days);
            decos = List.copyOf(decos);
            decoTemplates = List.copyOf(decoTemplates);
            if (days.isEmpty()) {
                throw new IllegalArgumentException("a schedule of blocks needs at least one day rule");
            }
            BlockNames.check(blocks, templates, days, decos, decoTemplates, deco);
        }
    }

    /**
     * Instructions one after the other.
     *
     * @param text    YAML
     * @param imports the texts of what it imports, by the names it uses
     */
    record Sequential(String text, Map<String, String> imports) implements ScheduleDefinition {
        public Sequential {
            imports = Collections.unmodifiableMap(new TreeMap<>(imports));
            List<Fault> faults = reading(text, imports).faults();
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(
                        faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
            }
        }

        /** Reads the text; takes some milliseconds for a long one. */
        public SequentialProgram program() {
            return reading(text, imports).program().orElseThrow();
        }

        private static Reading reading(String text, Map<String, String> imports) {
            return SequentialReader.read("", text, Imports.of(imports), SequentialWords.VOCABULARY);
        }
    }

    /**
     * Another schedule on some days: the first alternate whose days include today.
     *
     * @param otherwise on all other days
     */
    record Alternating(List<Alternate> alternates, ScheduleDefinition otherwise) implements ScheduleDefinition {
        public Alternating {
            alternates = List.copyOf(alternates);
            if (otherwise instanceof Alternating
                    || alternates.stream().anyMatch(a -> a.schedule() instanceof Alternating)) {
                throw new IllegalArgumentException("alternates of alternates: put all of them in one list");
            }
        }
    }

    /**
     * A list of programmes, aired again and again: a base, and tools that are applied to it in order. The base stays what
     * it is, so leaving out the last tool undoes it.
     *
     * @param base    what it begins with
     * @param tools   none or more
     * @param renewal when the tools are applied anew; every pass if empty
     * @param filler  of the flex, and of programmes
     */
    record Lineup(LineupBase base, List<LineupTool> tools, Optional<Renewal> renewal, List<Filler> filler)
            implements ScheduleDefinition {
        private static final int MOST_TOOLS = 50;

        public Lineup {
            tools = List.copyOf(tools);
            filler = List.copyOf(filler);
            Filler.check(filler);
            if (tools.size() > MOST_TOOLS) {
                throw new IllegalArgumentException(
                        "a lineup with " + tools.size() + " tools: give at most " + MOST_TOOLS);
            }
        }

        /** This lineup with one tool more. */
        public Lineup with(LineupTool tool) {
            List<LineupTool> more = new ArrayList<>(tools);
            more.add(tool);
            return new Lineup(base, more, renewal, filler);
        }

        /** This lineup without its last tool; empty where there is none. */
        public Optional<Lineup> undone() {
            return tools.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Lineup(base, tools.subList(0, tools.size() - 1), renewal, filler));
        }

        /** When the tools are applied again, with chances of another round and to what the library holds by then. */
        public enum Renewal {
            /** Never with other chances: every pass is as the first one, of what the library holds. */
            @JsonProperty("never")
            NEVER,
            /** When the list is over. */
            @JsonProperty("pass")
            PASS,
            /** When the list is over, and with the first programme of a day, which begins the list. */
            @JsonProperty("day")
            DAY
        }
    }

    /**
     * What another channel shows, all day.
     *
     * @param offset so long ago, as {@link ChannelShift} has it; at the same time if empty
     */
    record Relay(ChannelRef channel, Optional<Duration> offset) implements ScheduleDefinition {
        public Relay {
            var unused = new ChannelShift(channel, offset.orElse(Duration.ZERO));
        }

        public ChannelShift shift() {
            return new ChannelShift(channel, offset.orElse(Duration.ZERO));
        }
    }

    /**
     * A live stream of the network, all day.
     *
     * @param title in the guide
     * @param url   its address; may hold secrets
     */
    record Stream(String title, String url) implements ScheduleDefinition {
        public Stream {
            if (title.isBlank()) {
                throw new IllegalArgumentException("a stream needs a title for the guide");
            }
            StreamAddress.check(url);
        }
    }

    /** @param days when it takes the place of the usual one */
    record Alternate(DateRule days, ScheduleDefinition schedule) {}

    /**
     * @param title      in the guide
     * @param videoGraph a filter graph with one video output
     * @param audioGraph a filter graph with one audio output
     */
    record RenderedShow(String title, String videoGraph, String audioGraph) {
        public RenderedShow {
            if (title.isBlank() || videoGraph.isBlank() || audioGraph.isBlank()) {
                throw new IllegalArgumentException("a rendered show needs a title, a video and an audio graph");
            }
        }
    }
}
