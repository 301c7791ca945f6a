package tv.exstream.engine.channel;

/** Runs the agents of any number of channels, again and again. Safe from any thread. */
interface Deck extends AutoCloseable {
    void add(Splicer splicer, MuxStage stage);

    /** Waits until neither agent is or will be running. */
    void remove(Splicer splicer, MuxStage stage);

    /** Starts the next round of the splicers now. Cheap. */
    void wakeAir();

    @Override
    void close();
}
