package tv.exstream.engine.channel;

import java.time.Duration;

/**
 * A pair of threads that run any number of channels: one splices them against the clock, the other muxes what was
 * spliced. The ring of each channel lies between.
 */
final class AirDeck implements Deck {
    private static final Duration AIR_TICK = Duration.ofMillis(20);
    /** The mux thread is woken after every air tick; this is only a backstop. */
    private static final Duration MUX_TICK = Duration.ofSeconds(1);

    private final AgentLoop mux;
    private final AgentLoop air;

    AirDeck(int number) {
        mux = new AgentLoop("mux-" + number, MUX_TICK, () -> {});
        air = new AgentLoop("air-" + number, AIR_TICK, mux::wake);
        mux.start();
        air.start();
    }

    @Override
    public void add(Splicer splicer, MuxStage stage) {
        mux.add(stage);
        air.add(splicer);
    }

    @Override
    public void remove(Splicer splicer, MuxStage stage) {
        air.remove(splicer).join();
        mux.remove(stage).join();
    }

    @Override
    public void wakeAir() {
        air.wake();
    }

    @Override
    public void close() {
        air.close();
        mux.close();
    }
}
