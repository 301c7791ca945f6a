package tv.exstream.engine;

/**
 * One PES packet of a recorded stream.
 *
 * @param packet       index of the transport packet it starts in
 * @param pts          unwrapped 90 kHz; congruent to the sent value modulo 2^33
 * @param dts          the same, equal to {@code pts} where none was sent
 * @param randomAccess the adaptation field says that decoding may start here
 * @param idr          video: an H.264 IDR slice is inside
 * @param frames       audio: ADTS frames inside
 * @param sampleRate   audio: Hz, from the ADTS header, 0 for video
 * @param dataBytes    size of the elementary stream data
 */
public record PesUnit(
        int packet, long pts, long dts, boolean randomAccess, boolean idr, int frames, int sampleRate, int dataBytes) {
    /** How long the sound inside plays, 90 kHz. */
    public long audioTicks() {
        return sampleRate == 0 ? 0 : frames * 1024L * 90_000 / sampleRate;
    }
}
