package tv.exstream.engine.channel;

/** What the lanes see of the source's work and can ask of it. Called by the air thread. */
interface Production {
    /** How far the source has come with either stream, timeline ticks. */
    long packetsUntil();

    /** The picture has been away: the next one from {@code ticks90k} on is to be a keyframe, where it is encoded here. */
    void wantKeyframe(long ticks90k);

    /**
     * The clock has jumped: what was produced so far is for another time, work goes on at the present one.
     *
     * @return number of this jump; a cell with {@link tv.exstream.engine.ring.PacketCell#discontinuity} and this number
     *     as its PTS comes before what belongs to the new time
     */
    long clockJumped();
}
