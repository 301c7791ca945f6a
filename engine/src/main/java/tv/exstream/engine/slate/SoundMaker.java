package tv.exstream.engine.slate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PacketBlock;
import tv.exstream.engine.av.SoundFrame;

/** Encodes a slate's sound in a channel's own profile. Any thread; a soundtrack takes seconds. */
final class SoundMaker {
    /** The encoder's first frames carry its start-up transient; those from here on are settled. */
    private static final int SETTLED = 4;
    /** What the encoder looks ahead and holds back, in frames, with room. */
    private static final int HELD = 4;

    private static final int FRAME = AudioEncoder.FRAME_SAMPLES;

    private SoundMaker() {}

    /**
     * @throws tv.exstream.engine.EngineException for a soundtrack that cannot be played
     * @throws CancellationException              when {@code cancelled}
     */
    static SoundLoop make(OutputProfile profile, SlateSound sound, BooleanSupplier cancelled) {
        try (SoundFrames frames = sound.soundtrack().isPresent()
                ? new Soundtrack(sound.soundtrack().get(), profile, sound.volume())
                : new Tone(sound.audio(), profile.sampleRate(), sound.volume())) {
            return new SoundLoop(encode(profile, frames, cancelled), sound.equals(SlateSound.SILENT));
        }
    }

    /**
     * Encodes the circle once, and then its beginning again: the loop goes from the first settled frame to the one before
     * it, one turn later, so that each frame was encoded after the one it will follow.
     */
    private static PacketBlock encode(OutputProfile profile, SoundFrames frames, BooleanSupplier cancelled) {
        List<float[][]> first = new ArrayList<>();
        try (AudioEncoder encoder = new AudioEncoder(profile);
                SoundFrame carrier = new SoundFrame(profile.channels(), profile.sampleRate(), FRAME);
                Packet packet = new Packet();
                PacketBlock.Builder block = new PacketBlock.Builder()) {
            encoder.anchor(0);
            long length = Long.MAX_VALUE;
            long taken = -SETTLED;
            for (long fed = 0; taken < length; fed++) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the sound is not wanted any more");
                }
                float[][] planes = new float[profile.channels()][FRAME];
                if (length == Long.MAX_VALUE && !frames.next(planes)) {
                    length = fed;
                }
                if (length != Long.MAX_VALUE) {
                    planes = first.get((int) ((fed - length) % first.size()));
                } else if (first.size() < SETTLED + HELD) {
                    first.add(planes);
                }
                long start = ticks(fed, profile);
                encoder.write(carrier.fill(planes, 0, start), start + 90_000);
                while (taken < length && encoder.receive(packet, false) == Flow.OUTPUT) {
                    if (taken++ >= 0) {
                        block.add(packet);
                    }
                }
            }
            return block.build();
        }
    }

    private static long ticks(long frame, OutputProfile profile) {
        return frame * FRAME * 90_000L / profile.sampleRate();
    }
}
