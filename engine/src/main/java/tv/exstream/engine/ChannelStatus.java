package tv.exstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tv.exstream.engine.fanout.ViewerStats;

/**
 * What a channel is doing.
 *
 * @param state      see {@link State}
 * @param programme  the programme whose packets are on air (while a slate stands in for it, too); empty when stopped
 * @param position   how far into the programme's span the channel is
 * @param slate      true while a slate or filler is on air in place of the programme's picture
 * @param video      how the picture is made now, empty when stopped or on slate
 * @param audio      how the sound is made now
 * @param viewers    one entry for each attached viewer
 * @param counters   since the engine started
 * @param fault      the newest fault, if any since the channel started
 */
public record ChannelStatus(
        ChannelNumber number,
        State state,
        Optional<Programme> programme,
        Duration position,
        boolean slate,
        Optional<StreamDecision> video,
        Optional<StreamDecision> audio,
        List<ViewerStats> viewers,
        Counters counters,
        Optional<String> fault) {
    public ChannelStatus {
        viewers = List.copyOf(viewers);
    }

    public enum State {
        /** Costs nothing; starts with its first viewer. */
        STOPPED,
        /** Threads run, no byte has left yet. */
        STARTING,
        ON_AIR,
        /** On air without viewers until the linger is over. */
        LINGERING
    }

    /** How one elementary stream gets to the output, and why. */
    public record StreamDecision(boolean copy, String codec, String reason) {}

    /**
     * @param starts          times the channel went on air
     * @param packets         encoded packets muxed
     * @param bytes           transport stream bytes produced
     * @param seams           programme changes aired
     * @param slateMillis     time on slate
     * @param sourceFailures  sources that could not be opened or broke
     * @param underruns       times the source fell behind the clock and a slate stood in
     * @param silentFrames    audio frames of silence put into holes
     * @param droppedPackets  packets not aired (past the cut, before a keyframe, backward in time)
     * @param lateMaxMillis   the furthest the channel ever was behind its clock
     * @param reopens         sources opened again after a failure
     * @param skippedItems    programmes given up until their end
     * @param encoderRestarts encoders replaced on air, after a failure or a change of profile
     * @param reanchors       announced jumps of the stream's time base, after the clock jumped
     * @param violations      times what left the splicer broke one of its invariants: a bug of ours, never seen by design
     * @param faults          how often what went wrong; classes never seen are absent
     */
    public record Counters(
            long starts,
            long packets,
            long bytes,
            long seams,
            long slateMillis,
            long sourceFailures,
            long underruns,
            long silentFrames,
            long droppedPackets,
            long lateMaxMillis,
            long reopens,
            long skippedItems,
            long encoderRestarts,
            long reanchors,
            long violations,
            Map<FaultClass, Long> faults) {
        public Counters {
            faults = Map.copyOf(faults);
        }
    }
}
