package tv.exstream.engine;

/**
 * How a channel's MPEG transport stream is made.
 *
 * @param provider service provider in the SDT, may be empty
 * @param muxKbps  constant bit rate of the whole stream, kbit/s, held with null packets; 0: variable, no null packets
 * @param cues     SCTE-35 cue messages at the begin and the end of filler
 */
public record TsOptions(String provider, int muxKbps, boolean cues) {
    public static final TsOptions DEFAULT = new TsOptions("EXStreamTV", 0, false);

    public TsOptions {
        if (muxKbps != 0 && (muxKbps < 100 || muxKbps > 200_000)) {
            throw new IllegalArgumentException(
                    "a constant bit rate is 100 to 200000 kbit/s (0: variable), not " + muxKbps);
        }
    }
}
