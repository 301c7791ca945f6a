package tv.exstream.server.channels;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.ChannelShift;

/** Which channels show which others, at one moment. Immutable. */
public final class RelayGraph {
    /** So many channels may show one another in a row; what is behind them is not shown. */
    public static final int LONGEST_CHAIN = 8;

    /** @param target the key of the channel that is shown */
    private record Edge(long target, Duration offset) {}

    /** @param away it is not on air: disabled, or until its media return */
    private record Node(
            ChannelNumber number, boolean away, boolean onDemand, List<Edge> edges, List<ChannelRef> unknown) {}

    private final Map<ChannelNumber, Long> keys;
    private final Map<Long, Node> nodes = new HashMap<>();
    private final Map<Long, Duration> leads = new HashMap<>();
    private final Duration greatestLag;

    private RelayGraph(List<ChannelProgramming> onAir, List<ChannelProgramming> away) {
        keys = Stream.concat(onAir.stream(), away.stream())
                .collect(Collectors.toMap(
                        p -> p.channel().number(), p -> p.channel().id()));
        onAir.forEach(programming -> add(programming, false));
        away.forEach(programming -> add(programming, true));
        Map<Long, Duration> lags = new HashMap<>();
        for (int round = 0; round < LONGEST_CHAIN; round++) {
            nodes.forEach((id, node) -> node.edges.forEach(edge -> {
                leads.merge(
                        edge.target,
                        max(Duration.ZERO, leads.getOrDefault(id, Duration.ZERO))
                                .minus(edge.offset),
                        RelayGraph::max);
                lags.merge(
                        edge.target,
                        max(Duration.ZERO, lags.getOrDefault(id, Duration.ZERO)).plus(edge.offset),
                        RelayGraph::max);
            }));
        }
        greatestLag = lags.values().stream().reduce(Duration.ZERO, RelayGraph::max);
    }

    /**
     * @param onAir channels that are on air
     * @param away  channels that keep their number, but are not
     */
    static RelayGraph of(List<ChannelProgramming> onAir, List<ChannelProgramming> away) {
        return new RelayGraph(onAir, away);
    }

    private void add(ChannelProgramming programming, boolean away) {
        Set<ChannelShift> shown = new HashSet<>(programming.definition().channels());
        programming.night().map(Night::channel).map(ChannelShift::now).ifPresent(shown::add);
        List<Edge> edges = new ArrayList<>();
        List<ChannelRef> unknown = new ArrayList<>();
        for (ChannelShift shift : shown) {
            key(shift.channel())
                    .ifPresentOrElse(
                            key -> edges.add(new Edge(key, shift.offset())), () -> unknown.add(shift.channel()));
        }
        nodes.put(
                programming.channel().id(),
                new Node(
                        programming.channel().number(),
                        away,
                        programming.channel().onDemand(),
                        edges,
                        unknown));
    }

    /** The key of a channel, on air or not; empty where there is none. */
    public OptionalLong key(ChannelRef channel) {
        if (channel.number().isEmpty()) {
            return keys.containsValue(channel.key()) ? OptionalLong.of(channel.key()) : OptionalLong.empty();
        }
        Long key = keys.get(ChannelNumber.parse(channel.number()));
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    /** The number of a channel, on air or not; empty where there is none. */
    public Optional<ChannelNumber> number(ChannelRef channel) {
        OptionalLong key = key(channel);
        return key.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(nodes.get(key.getAsLong())).map(Node::number);
    }

    /** How far ahead of a channel others show it, at most; not negative. */
    public Duration lead(long channel) {
        return max(Duration.ZERO, leads.getOrDefault(channel, Duration.ZERO));
    }

    /** How far behind any channel another shows it, at most; not negative. */
    public Duration greatestLag() {
        return greatestLag;
    }

    /** The channels that show this one, in order of number. */
    public List<ChannelNumber> showing(long channel) {
        return nodes.values().stream()
                .filter(node -> node.edges.stream().anyMatch(edge -> edge.target == channel))
                .map(Node::number)
                .sorted()
                .toList();
    }

    /** The way from a channel over those it shows back to itself, both ends included; empty where there is none. */
    public List<ChannelNumber> circle(long channel) {
        Map<Long, Long> from = new HashMap<>();
        Deque<Long> open = new ArrayDeque<>(List.of(channel));
        while (!open.isEmpty()) {
            long at = open.remove();
            for (Edge edge : Optional.ofNullable(nodes.get(at)).map(Node::edges).orElse(List.of())) {
                if (edge.target == channel) {
                    return way(channel, at, from);
                }
                if (!from.containsKey(edge.target)) {
                    from.put(edge.target, at);
                    open.add(edge.target);
                }
            }
        }
        return List.of();
    }

    private List<ChannelNumber> way(long channel, long last, Map<Long, Long> from) {
        Deque<ChannelNumber> way = new ArrayDeque<>(List.of(number(channel)));
        for (long at = last;
                at != channel;
                at = Optional.ofNullable(from.get(at)).orElseThrow()) {
            way.addFirst(number(at));
        }
        way.addFirst(number(channel));
        return List.copyOf(way);
    }

    private ChannelNumber number(long channel) {
        return Optional.ofNullable(nodes.get(channel)).map(Node::number).orElseThrow();
    }

    /** What a person should know of the channels that this one shows. */
    public List<String> warnings(long channel) {
        Optional<Node> node = Optional.ofNullable(nodes.get(channel));
        if (node.isEmpty()) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        node.get()
                .unknown
                .forEach(ref -> found.add("channel " + ref + " is to be shown, but there is none: choose another"));
        node.get().edges.stream()
                .map(Edge::target)
                .distinct()
                .filter(target -> Optional.ofNullable(nodes.get(target))
                        .filter(Node::away)
                        .isPresent())
                .forEach(target -> found.add("channel " + number(target)
                        + " is to be shown, but it is not there now, disabled or without media: off air meanwhile"));
        List<ChannelNumber> circle = circle(channel);
        if (!circle.isEmpty()) {
            found.add("channels show one another in a circle (" + text(circle)
                    + "): off air where nobody has programmes of their own");
        }
        return found;
    }

    /**
     * Refuses what was not there before: circles, and channels that stand still with nobody watching, for whoever watches them
     * here is not their viewer.
     *
     * @throws ChannelException naming the channels
     */
    void requireNoFaultBeside(RelayGraph before) {
        nodes.forEach((channel, node) -> {
            List<ChannelNumber> circle = circle(channel);
            if (!circle.isEmpty() && before.circle(channel).isEmpty()) {
                throw new ChannelException(
                        ChannelException.Kind.INVALID,
                        "channel " + circle.getFirst() + " would show itself (" + text(circle)
                                + "): choose a channel that does not show this one");
            }
            List<ChannelNumber> showing = node.onDemand ? showing(channel) : List.of();
            if (!showing.isEmpty() && !before.showsOnDemand(channel)) {
                throw new ChannelException(
                        ChannelException.Kind.INVALID,
                        "channel " + node.number + " is on demand, it stands still while nobody watches it; channel "
                                + showing.getFirst()
                                + " cannot show it: make it continuous, or show another channel");
            }
        });
    }

    private boolean showsOnDemand(long channel) {
        return Optional.ofNullable(nodes.get(channel)).filter(Node::onDemand).isPresent()
                && !showing(channel).isEmpty();
    }

    /** @throws ChannelException when other channels show this one */
    void requireUnseen(Channel channel) {
        List<ChannelNumber> users = showing(channel.id()).stream()
                .filter(user -> !user.equals(channel.number()))
                .toList();
        if (!users.isEmpty()) {
            throw new ChannelException(
                    ChannelException.Kind.IN_USE,
                    "channel " + channel.number() + " is shown by "
                            + (users.size() == 1 ? "channel " : "channels ")
                            + users.stream().map(ChannelNumber::toString).collect(Collectors.joining(", "))
                            + ": give them another schedule, or another night, first (PUT /api/channels/{number})");
        }
    }

    private static String text(List<ChannelNumber> circle) {
        return circle.stream().map(ChannelNumber::toString).collect(Collectors.joining(" shows "));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
