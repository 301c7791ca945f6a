package tv.exstream.server.portable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Changes;
import tv.exstream.server.channels.ChannelException;
import tv.exstream.server.channels.ScheduleService.Schedule;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.portable.ImportReport.Change;
import tv.exstream.server.portable.ImportReport.Outcome;
import tv.exstream.server.portable.ImportReport.What;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.StreamUrls;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.StreamAddress;

/** One import, within its transaction: collections, then schedules that draw from them, then channels that air those. */
final class ImportPass {
    /** So many things are named that are there already. */
    private static final int NAMED = 10;

    private final PortableDocument document;
    private final PortableImport.Options options;
    private final Changes changes;
    private final Installed installed;
    private final FoundMedia media;
    private final Remarks remarks;
    private final ChannelPlan plan;
    private final List<Change> done = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private final Map<Long, PortableCollection> described;
    private final Map<Long, CollectionRule> rules = new HashMap<>();
    private final Map<Long, Long> collections = new HashMap<>();
    private final Map<String, Long> schedules = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    ImportPass(
            PortableDocument document,
            PortableImport.Options options,
            Changes changes,
            Installed installed,
            FoundMedia media,
            ChannelFit fit,
            Remarks remarks) {
        this.document = document;
        this.options = options;
        this.changes = changes;
        this.installed = installed;
        this.media = media;
        this.remarks = remarks;
        this.described = document.collections().stream().collect(Collectors.toMap(PortableCollection::key, one -> one));
        this.plan = new ChannelPlan(
                document.channels().stream().map(fit::fitted).toList(),
                options.onConflict(),
                installed,
                changes,
                this::same,
                remarks);
    }

    ImportReport run() {
        Set<Long> drawn = document.drawn();
        document.collections().stream()
                // What nothing draws from by key may be what a sequential schedule calls by name.
                .filter(one -> one.kept() || !drawn.contains(one.key()))
                .forEach(this::collection);
        document.schedules().forEach(this::schedule);
        plan.decisions().forEach(this::channel);
        if (options.onConflict() == OnConflict.FAIL && !conflicts.isEmpty()) {
            String more = conflicts.size() > NAMED ? " and " + (conflicts.size() - NAMED) + " more" : "";
            throw new ChannelException(
                    ChannelException.Kind.NAME_TAKEN,
                    conflicts.stream().limit(NAMED).collect(Collectors.joining(", ")) + more
                            + (conflicts.size() == 1 ? " is" : " are")
                            + " here already and not what the document has: nothing was imported; say what is to become"
                            + " of them (skip, replace or renumber)");
        }
        return new ImportReport(options.dryRun(), done, remarks.list());
    }

    private void collection(PortableCollection one) {
        Optional<MediaCollection> there = installed.collection(one.name());
        if (there.isEmpty()) {
            collections.put(one.key(), changes.addCollection(OptionalLong.of(one.key()), one.name(), true, rule(one)));
            report(What.COLLECTION, one.name(), Outcome.CREATED, Optional.empty());
            return;
        }
        long id = there.get().id();
        collections.put(one.key(), id);
        if (there.get().rule().equals(rule(one))) {
            report(What.COLLECTION, one.name(), Outcome.UNCHANGED, Optional.empty());
            return;
        }
        switch (options.onConflict()) {
            case FAIL -> conflicts.add("collection '" + one.name() + "'");
            case SKIP -> report(What.COLLECTION, one.name(), Outcome.SKIPPED, Optional.empty());
            case REPLACE -> {
                changes.changeCollection(id, there.get().name(), rule(one));
                report(What.COLLECTION, one.name(), Outcome.REPLACED, Optional.empty());
            }
            case RENUMBER -> {
                String other = freeName(
                        one.name(),
                        name -> installed.collection(name).isPresent()
                                || document.collections().stream().anyMatch(c -> called(c.name(), name)));
                collections.put(one.key(), changes.addCollection(OptionalLong.empty(), other, true, rule(one)));
                report(What.COLLECTION, one.name(), Outcome.CREATED, Optional.of(other));
            }
        }
    }

    private void schedule(PortableSchedule one) {
        Optional<Schedule> there = installed.schedule(one.name());
        if (there.isEmpty()) {
            add(one, one.name());
            report(What.SCHEDULE, one.name(), Outcome.CREATED, Optional.empty());
            return;
        }
        schedules.put(PortableDocument.plain(one.name()), there.get().id());
        boolean same =
                (one.seed().isEmpty() || one.seed().getAsLong() == there.get().seed())
                        && same(
                                "schedule '" + one.name() + "'",
                                one.definition(),
                                there.get().definition());
        if (same) {
            report(What.SCHEDULE, one.name(), Outcome.UNCHANGED, Optional.empty());
            return;
        }
        switch (options.onConflict()) {
            case FAIL -> conflicts.add("schedule '" + one.name() + "'");
            case SKIP -> report(What.SCHEDULE, one.name(), Outcome.SKIPPED, Optional.empty());
            case REPLACE -> {
                changes.changeSchedule(there.get().id(), definition(one), one.seed());
                report(What.SCHEDULE, one.name(), Outcome.REPLACED, Optional.empty());
            }
            case RENUMBER -> {
                String other = freeName(
                        one.name(),
                        name -> installed.schedule(name).isPresent()
                                || document.schedules().stream().anyMatch(s -> called(s.name(), name)));
                add(one, other);
                report(What.SCHEDULE, one.name(), Outcome.CREATED, Optional.of(other));
            }
        }
    }

    private void add(PortableSchedule one, String name) {
        schedules.put(PortableDocument.plain(one.name()), changes.addSchedule(name, definition(one), one.seed()));
    }

    private void channel(ChannelPlan.Decision decision) {
        PortableChannel channel = decision.channel();
        String name = channel.number() + " " + channel.name();
        switch (decision.what()) {
            case CONFLICT -> conflicts.add("channel " + name);
            case UNCHANGED -> report(What.CHANNEL, name, Outcome.UNCHANGED, Optional.empty());
            case SKIP -> report(What.CHANNEL, name, Outcome.SKIPPED, Optional.empty());
            case CREATE -> {
                night(channel);
                Optional<Long> airs = Optional.of(airs(channel, decision.number()));
                changes.addChannel(
                        ChannelAttributes.request(channel, decision.number(), airs, plan::number),
                        new Changes.Brought(guideId(channel), decision.origin(), channel.logo()));
                report(
                        What.CHANNEL,
                        name,
                        Outcome.CREATED,
                        Optional.of(decision.number())
                                .filter(number -> !number.equals(channel.number()))
                                .map(ChannelNumber::toString));
            }
            case REPLACE -> {
                night(channel);
                Optional<Long> airs = Optional.of(airs(channel, decision.number()));
                changes.changeChannel(
                        decision.number(),
                        ChannelAttributes.request(channel, decision.number(), airs, plan::number),
                        channel.logo());
                report(What.CHANNEL, name, Outcome.REPLACED, Optional.empty());
            }
        }
    }

    private void night(PortableChannel channel) {
        channel.night().ifPresent(night -> {
            ChannelRef unused = shown(
                    "channel " + channel.number() + ", night",
                    ChannelRef.of(night.channel().toString()));
        });
    }

    private Optional<String> guideId(PortableChannel channel) {
        if (options.newGuideIds()) {
            return Optional.empty();
        }
        channel.guideId()
                .filter(changes::hasGuideId)
                .ifPresent(taken -> remarks.add("channel " + channel.number() + ": guide id " + taken
                        + " is another channel's here: it gets a new one"));
        return channel.guideId();
    }

    /** The key of a schedule for a channel. */
    private long airs(PortableChannel channel, ChannelNumber number) {
        return switch (channel.programming()) {
            case PortableProgramming.Shared shared ->
                schedules.getOrDefault(PortableDocument.plain(shared.schedule()), 0L);
            case PortableProgramming.Own own ->
                changes.addOwnSchedule(number, definition("channel " + channel.number(), own.definition()), own.seed());
        };
    }

    /** Whether what a channel of the document airs is what one here does. */
    private boolean same(PortableChannel theirs, PortableChannel ours) {
        return switch (theirs.programming()) {
            case PortableProgramming.Shared shared ->
                ours.programming() instanceof PortableProgramming.Shared here
                        && called(shared.schedule(), here.schedule());
            case PortableProgramming.Own own ->
                ours.programming() instanceof PortableProgramming.Own here
                        && (own.seed().isEmpty() || own.seed().equals(here.seed()))
                        && same("channel " + theirs.number(), own.definition(), here.definition());
        };
    }

    private boolean same(String of, ScheduleDefinition theirs, ScheduleDefinition ours) {
        ScheduleDefinition here = DefinitionKeys.apply(theirs, keys(of, new HashMap<>(), false));
        return Installed.same(here, installed.numbered(ours), (their, our) -> {
            PortableCollection one = described.get(their);
            return one != null && installed.same(one, rule(one), our);
        });
    }

    private ScheduleDefinition definition(PortableSchedule one) {
        return definition("schedule '" + one.name() + "'", one.definition());
    }

    private ScheduleDefinition definition(String of, ScheduleDefinition definition) {
        if (StreamUrls.masked(definition)) {
            throw new ChannelException(
                    ChannelException.Kind.INVALID,
                    of + ": its stream's address holds " + StreamAddress.HIDDEN
                            + " in place of what is secret: give the whole address, or export with secrets");
        }
        return DefinitionKeys.apply(definition, keys(of, collections, true));
    }

    /** @param here false: the document's keys of collections stay, and its numbers of channels */
    private DefinitionKeys.Keys keys(String of, Map<Long, Long> known, boolean here) {
        return new DefinitionKeys.Keys() {
            @Override
            public long collection(long key) {
                return here ? known.computeIfAbsent(key, ImportPass.this::own) : key;
            }

            @Override
            public Optional<Long> media(long key) {
                return media.key(of, key);
            }

            @Override
            public ChannelRef channel(ChannelRef channel) {
                return here ? shown(of, channel) : channel;
            }
        };
    }

    private ChannelRef shown(String of, ChannelRef channel) {
        if (channel.number().isEmpty()) {
            throw new ChannelException(
                    ChannelException.Kind.INVALID,
                    of + " shows the channel " + channel + ": keys mean nothing in another installation; name the"
                            + " channel by its number, in quotes");
        }
        if (!plan.known(channel.number())) {
            remarks.add(of + ": channel " + channel + " is shown, but is neither here nor in the document: off air"
                    + " until there is one");
        }
        return ChannelRef.of(plan.number(channel.number()));
    }

    /** One that was made with a channel is made again when it is drawn from. */
    private long own(long key) {
        PortableCollection one = Optional.ofNullable(described.get(key)).orElseThrow();
        report(What.COLLECTION, one.name(), Outcome.CREATED, Optional.empty());
        return changes.addCollection(OptionalLong.of(key), one.name(), one.kept(), rule(one));
    }

    private CollectionRule rule(PortableCollection one) {
        return rules.computeIfAbsent(one.key(), unused -> media.rule(one));
    }

    private void report(What what, String name, Outcome outcome, Optional<String> became) {
        done.add(new Change(what, name, outcome, became));
    }

    private static boolean called(String name, String wanted) {
        return PortableDocument.plain(name).equals(PortableDocument.plain(wanted));
    }

    private String freeName(String name, Predicate<String> taken) {
        String free = name + " (2)";
        for (int copy = 3; taken.test(free) || !given.add(PortableDocument.plain(free)); copy++) {
            free = name + " (" + copy + ")";
        }
        return free;
    }
}
