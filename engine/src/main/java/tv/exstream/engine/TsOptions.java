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

    public static final int MIN_MUX_KBPS = 100;
    public static final int MAX_MUX_KBPS = 200_000;

    public TsOptions {
        if (muxKbps != 0 && (muxKbps < MIN_MUX_KBPS || muxKbps > MAX_MUX_KBPS)) {
            throw new IllegalArgumentException("a constant bit rate is " + MIN_MUX_KBPS + " to " + MAX_MUX_KBPS
                    + " kbit/s (0: variable), not " + muxKbps);
        }
    }
}
