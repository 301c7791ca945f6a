package tv.exstream.server.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Engine;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Playout;
import tv.exstream.engine.TsOptions;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;

/**
 * Keeps the engine's channels in step with the catalog's: new ones are registered, changed ones registered again, removed
 * ones retired with their viewers. Safe from any thread.
 */
public final class OnAir {
    private static final Logger LOG = LoggerFactory.getLogger(OnAir.class);

    private final Engine engine;
    private final ChannelCatalog catalog;
    private final Function<ChannelNumber, Playout> playouts;
    private final Function<String, Optional<OutputProfile>> profiles;
    private final Duration linger;
    private final TsOptions ts;
    private final Function<ChannelNumber, ChannelSlates> slates;

    private final Map<ChannelNumber, Registered> registered = new HashMap<>();
    private volatile long seenRevision;
    private volatile boolean synced;

    /** What the engine was told of a channel; a new logo or group is none of its business. */
    private record Registered(long id, String name, String profile, ChannelSlates slates) {
        static Registered of(Channel channel, ChannelSlates slates) {
            return new Registered(channel.id(), channel.name(), channel.profile(), slates);
        }
    }

    /**
     * @param playouts what a channel shows when; asked once for each registration
     * @param profiles output profiles by name; an unknown name gives the default profile and a warning
     * @param linger   how long a channel stays on air after its last viewer left
     * @param ts       how all channels' transport streams are made
     */
    public OnAir(
            Engine engine,
            ChannelCatalog catalog,
            Function<ChannelNumber, Playout> playouts,
            Function<String, Optional<OutputProfile>> profiles,
            Duration linger,
            TsOptions ts,
            Function<ChannelNumber, ChannelSlates> slates) {
        this.engine = engine;
        this.catalog = catalog;
        this.playouts = playouts;
        this.profiles = profiles;
        this.linger = linger;
        this.ts = ts;
        this.slates = slates;
    }

    /** The engine's side of a channel in the catalog; empty when there is none. */
    public Optional<ChannelHandle> channel(ChannelNumber number) {
        sync();
        return catalog.channel(number).flatMap(known -> engine.channel(number));
    }

    /** Whether a channel stands still with nobody watching, so that being warm would be of no use. */
    boolean onDemand(ChannelNumber number) {
        return catalog.channel(number).filter(Channel::onDemand).isPresent();
    }

    /** What is said to who dials what cannot be tuned. */
    Refusal refusal(Optional<ChannelNumber> number, String dialled) {
        return number.filter(catalog::disabled)
                .map(disabled -> Refusal.noChannel(catalog.absence(disabled)))
                .orElseGet(() -> Refusal.unknownChannel(dialled));
    }

    /** Looks at the catalog now and then, so that removed channels go off air without anybody asking. */
    public void follow(ScheduledExecutorService scheduler, Duration interval) {
        var unused = scheduler.scheduleWithFixedDelay(this::syncLogged, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at the catalog soon: it has changed, and whoever watches shall see it. Returns at once. */
    public void nudge(ScheduledExecutorService scheduler) {
        try {
            scheduler.execute(this::syncLogged);
        } catch (RejectedExecutionException e) {
            LOG.debug("the server stops, its channels stay as they are");
        }
    }

    /** Brings the engine in step with the catalog if that has changed since the last time. */
    public void sync() {
        if (synced && seenRevision == catalog.revision()) {
            return;
        }
        synchronized (registered) {
            // Read before the list: a change in between is then seen as one more change, never missed.
            long revision = catalog.revision();
            if (synced && seenRevision == revision) {
                return;
            }
            apply();
            seenRevision = revision;
            synced = true;
        }
    }

    /** A scheduled task that throws is never run again; this one must be. */
    private void syncLogged() {
        try {
            sync();
        } catch (RuntimeException e) {
            LOG.warn("Channels could not be brought on air: {}", e.getMessage());
        }
    }

    private void apply() {
        Set<ChannelNumber> gone = new HashSet<>(registered.keySet());
        for (Channel channel : catalog.channels()) {
            gone.remove(channel.number());
            Registered wanted = Registered.of(channel, slates.apply(channel.number()));
            if (!wanted.equals(registered.get(channel.number()))) {
                ChannelHandle unused = engine.register(spec(channel, wanted.slates()));
                registered.put(channel.number(), wanted);
            }
        }
        for (ChannelNumber number : gone) {
            engine.retire(number);
            registered.remove(number);
        }
    }

    private ChannelSpec spec(Channel channel, ChannelSlates channelSlates) {
        OutputProfile profile = profiles.apply(channel.profile()).orElseGet(() -> {
            LOG.warn(
                    "Channel {} names the output profile '{}', which does not exist; it uses the default profile.",
                    channel.number(),
                    channel.profile());
            return OutputProfile.DEFAULT;
        });
        return new ChannelSpec(
                channel.number(), channel.name(), profile, playouts.apply(channel.number()), linger, channelSlates, ts);
    }
}
