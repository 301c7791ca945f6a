package tv.exstream.engine.channel;

/** A piece of work that never blocks, run again and again by one {@link AgentLoop} thread. */
interface Agent {
    /** Does what is due now and returns. */
    void doWork();

    /** {@link #doWork} threw: the loop has dropped this agent and goes on with the others. */
    void onFailure(Throwable failure);
}
