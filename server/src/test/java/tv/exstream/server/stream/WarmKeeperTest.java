package tv.exstream.server.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.TsOptions;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelMode;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class WarmKeeperTest {
    private static final ChannelNumber SEVEN = ChannelNumber.of(7);
    private static final ChannelNumber EIGHT = ChannelNumber.of(8);

    private final HubEngine engine = new HubEngine();
    private final FixedCatalog catalog =
            new FixedCatalog(FixedCatalog.channel("7", "Seven"), FixedCatalog.channel("8", "Eight"));
    private final OnAir onAir = new OnAir(
            engine,
            catalog,
            number -> instant -> Programme.offline(instant, instant.plusSeconds(60)),
            name -> Optional.of(OutputProfile.DEFAULT),
            Duration.ZERO,
            TsOptions.DEFAULT,
            number -> ChannelSlates.DEFAULT);
    private volatile List<ChannelNumber> ranking = List.of();

    private WarmKeeper keeper(int mostWatched, ChannelNumber... prewarm) {
        return new WarmKeeper(
                onAir,
                List.of(prewarm),
                mostWatched,
                most -> ranking.stream().limit(most).toList());
    }

    @Test
    void namedChannelsAreWarmAsSoonAsTheyExistAndAreToldOnce() {
        WarmKeeper keeper = keeper(0, SEVEN, ChannelNumber.of(9));
        keeper.keep();
        keeper.keep();
        assertThat(engine.hub(7).warmth()).containsExactly(true);
        assertThat(engine.hub(8).warmth()).isEmpty();
        catalog.set(FixedCatalog.channel("7", "Seven"), FixedCatalog.channel("9", "Nine"));
        keeper.keep();
        assertThat(engine.hub(9).warmth()).containsExactly(true);
    }

    @Test
    void channelsOnDemandAreLeftAlone() {
        WarmKeeper keeper = keeper(0, SEVEN, EIGHT);
        keeper.keep();
        catalog.set(onDemand(FixedCatalog.channel("7", "Seven")), FixedCatalog.channel("8", "Eight"));
        keeper.keep();
        keeper.keep();
        assertThat(engine.hub(7).warmth()).containsExactly(true, false);
        assertThat(engine.hub(8).warmth()).containsExactly(true);
    }

    private static Channel onDemand(Channel channel) {
        return new Channel(
                channel.id(),
                channel.number(),
                channel.guideId(),
                channel.name(),
                channel.listing(),
                channel.profile(),
                channel.logo(),
                ChannelMode.ON_DEMAND);
    }

    @Test
    void theMostWatchedTakeTurns() {
        WarmKeeper keeper = keeper(1, SEVEN);
        ranking = List.of(EIGHT, SEVEN);
        keeper.keep();
        assertThat(engine.hub(8).warmth()).containsExactly(true);
        ranking = List.of(SEVEN, EIGHT);
        keeper.keep();
        assertThat(engine.hub(7).warmth()).containsExactly(true);
        assertThat(engine.hub(8).warmth()).containsExactly(true, false);
    }

    @Test
    void aChannelMadeAgainIsWarmedAgainAndOneThatCannotStartIsTriedAgain() {
        WarmKeeper keeper = keeper(0, SEVEN);
        keeper.keep();
        catalog.set(FixedCatalog.channel("8", "Eight"));
        keeper.keep();
        catalog.set(FixedCatalog.channel("7", "Seven again"));
        onAir.sync();
        engine.hub(7).breakDown();
        keeper.keep();
        assertThat(engine.hub(7).warmth()).isEmpty();
        engine.hub(7).repair();
        keeper.keep();
        assertThat(engine.hub(7).warmth()).containsExactly(true);
    }

    @Test
    void followsByItself() throws InterruptedException {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            onAir.sync();
            keeper(0, SEVEN).follow(timer, Duration.ofMillis(20));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (engine.hub(7).warmth().isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(10);
            }
            timer.shutdownNow();
        }
    }
}
