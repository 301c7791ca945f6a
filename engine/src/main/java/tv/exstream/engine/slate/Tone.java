package tv.exstream.engine.slate;

import java.util.SplittableRandom;

import tv.exstream.engine.SlateStyle.Audio;
import tv.exstream.engine.av.AudioEncoder;

/** Sound that is calculated, of a length that closes the circle. */
final class Tone implements SoundFrames {
    private static final double HERTZ = 1000;
    private static final double BEEP_SECONDS = 0.1;
    private static final double RAMP_SECONDS = 0.005;
    private static final int FRAME = AudioEncoder.FRAME_SAMPLES;

    private final Audio audio;
    private final int rate;
    private final double volume;
    private final int frames;
    /** Samples from one beep to the next. */
    private final double period;

    private final double radiansPerSample;
    private final SplittableRandom random = new SplittableRandom(8411);
    private int frame;

    Tone(Audio audio, int sampleRate, double volume) {
        this.audio = audio;
        this.volume = volume;
        rate = sampleRate;
        frames = frames(audio, sampleRate);
        double samples = (double) frames * FRAME;
        period = samples / Math.max(1, Math.round(samples / rate));
        // a whole number of waves in the circle
        radiansPerSample = 2 * Math.PI * Math.round(HERTZ * samples / rate) / samples;
    }

    /** Beeps need a circle of nearly whole seconds: 8 at 48,000 Hz (exactly), 15 at 44,100 Hz (to 6 millionths). */
    private static int frames(Audio audio, int rate) {
        return switch (audio) {
            case SILENT -> 1;
            case SINE -> rate == 48_000 ? 48 : 43;
            case WHITE_NOISE -> 4 * rate / FRAME;
            case BEEP -> rate == 48_000 ? 375 : 646;
        };
    }

    @Override
    public boolean next(float[][] planes) {
        if (frame == frames) {
            return false;
        }
        for (int i = 0; i < FRAME; i++) {
            long sample = (long) frame * FRAME + i;
            float value = (float) (volume * value(sample));
            for (float[] plane : planes) {
                plane[i] = value;
            }
        }
        frame++;
        return true;
    }

    private double value(long sample) {
        return switch (audio) {
            case SILENT -> 0;
            case SINE -> Math.sin(radiansPerSample * sample);
            case WHITE_NOISE -> random.nextDouble(-1, 1);
            case BEEP -> Math.sin(radiansPerSample * sample) * envelope(sample);
        };
    }

    /** Rises and falls within some milliseconds: no click. */
    private double envelope(long sample) {
        double into = sample % period / rate;
        return Math.clamp(Math.min(into, BEEP_SECONDS - into) / RAMP_SECONDS, 0, 1);
    }
}
