package tv.exstream.engine.av;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import tv.exstream.engine.OutputProfile;
import tv.exstream.natives.FFmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AudioEncoderTest {
    private static final long FRAME_TICKS = 1920;
    private static final long FAR = 1L << 40;

    private final List<Long> stamps = new ArrayList<>();

    AudioEncoderTest() {
        FFmpeg.load();
    }

    private static FilterGraph sine() {
        return FilterGraph.audioSource("sine=frequency=440:sample_rate=48000,aformat=sample_fmts=fltp:channel_layouts=stereo"
                + ",asetnsamples=n=1024");
    }

    private void write(AudioEncoder encoder, FilterGraph sine, Frame frame, long pts, int frames) {
        for (int i = 0; i < frames; i++) {
            assertThat(sine.pull(frame)).isEqualTo(Flow.OUTPUT);
            frame.pts(pts + i * FRAME_TICKS);
            encoder.write(frame, FAR);
            receive(encoder, false);
        }
    }

    private void receive(AudioEncoder encoder, boolean flush) {
        try (Packet packet = new Packet()) {
            while (encoder.receive(packet, flush) == Flow.OUTPUT) {
                assertThat(packet.size()).isGreaterThan(7);
                assertThat(packet.duration()).isEqualTo(FRAME_TICKS);
                stamps.add(packet.pts());
            }
        }
    }

    private void isGapless(long from, long until) {
        assertThat(stamps).isNotEmpty();
        assertThat(stamps.getFirst()).isEqualTo(from);
        for (int i = 1; i < stamps.size(); i++) {
            assertThat(stamps.get(i) - stamps.get(i - 1)).as("after %d", i).isEqualTo(FRAME_TICKS);
        }
        assertThat(stamps.getLast() + FRAME_TICKS).isCloseTo(until, within(FRAME_TICKS));
    }

    @Test
    void aHoleIsFilledWithSilence() {
        try (AudioEncoder encoder = new AudioEncoder(OutputProfile.DEFAULT);
                FilterGraph sine = sine();
                Frame frame = new Frame()) {
            encoder.anchor(90_000);
            write(encoder, sine, frame, 90_000, 10);
            write(encoder, sine, frame, 90_000 + 60 * FRAME_TICKS, 10);
            assertThat(encoder.writtenUntil90k()).isEqualTo(90_000 + 70 * FRAME_TICKS);
            receive(encoder, true);
            isGapless(90_000, 90_000 + 70 * FRAME_TICKS);
        }
    }

    @Test
    void anOverlapIsTrimmedAndThePastDropped() {
        try (AudioEncoder encoder = new AudioEncoder(OutputProfile.DEFAULT);
                FilterGraph sine = sine();
                Frame frame = new Frame()) {
            encoder.anchor(0);
            write(encoder, sine, frame, 0, 50);
            write(encoder, sine, frame, 0, 5); // all of it has been
            assertThat(encoder.writtenUntil90k()).isEqualTo(50 * FRAME_TICKS);
            // 1000 samples too early: more than jitter, 24 samples are left of the first frame
            write(encoder, sine, frame, 50 * FRAME_TICKS - 1_875, 1);
            assertThat(encoder.writtenUntil90k()).isEqualTo(50 * FRAME_TICKS + 45);
        }
    }

    @Test
    void jitterMovesNothing() {
        try (AudioEncoder encoder = new AudioEncoder(OutputProfile.DEFAULT);
                FilterGraph sine = sine();
                Frame frame = new Frame()) {
            encoder.anchor(0);
            for (int i = 0; i < 40; i++) {
                write(encoder, sine, frame, i * FRAME_TICKS + (i % 2 == 0 ? 900 : -900), 1);
            }
            assertThat(encoder.writtenUntil90k()).isEqualTo(40 * FRAME_TICKS);
        }
    }

    @Test
    void nothingIsWrittenPastTheLimit() {
        try (AudioEncoder encoder = new AudioEncoder(OutputProfile.DEFAULT);
                FilterGraph sine = sine();
                Frame frame = new Frame()) {
            encoder.anchor(0);
            assertThat(sine.pull(frame)).isEqualTo(Flow.OUTPUT);
            frame.pts(0);
            encoder.write(frame, FRAME_TICKS / 2);
            assertThat(encoder.writtenUntil90k()).isEqualTo(FRAME_TICKS / 2);
            frame.pts(50 * FRAME_TICKS); // beyond the limit after a hole that reaches over it
            encoder.write(frame, 10 * FRAME_TICKS);
            assertThat(encoder.writtenUntil90k()).isEqualTo(10 * FRAME_TICKS);
        }
    }

    @Test
    void anAnchorWhereTheClockStandsGoesOnWithoutASeam() {
        try (AudioEncoder encoder = new AudioEncoder(OutputProfile.DEFAULT);
                FilterGraph sine = sine();
                Frame frame = new Frame()) {
            encoder.anchor(0);
            write(encoder, sine, frame, 0, 20);
            encoder.anchor(20 * FRAME_TICKS + 500);
            write(encoder, sine, frame, 20 * FRAME_TICKS + 500, 20);
            receive(encoder, true);
            isGapless(0, 40 * FRAME_TICKS);
        }
    }

    @Test
    void anAnchorElsewhereStartsANewRunAtItsOwnTime() {
        try (AudioEncoder encoder = new AudioEncoder(OutputProfile.DEFAULT);
                FilterGraph sine = sine();
                Frame frame = new Frame()) {
            encoder.anchor(0);
            write(encoder, sine, frame, 0, 20);
            receive(encoder, true);
            stamps.clear();
            encoder.anchor(9_000_000);
            write(encoder, sine, frame, 9_000_000, 20);
            receive(encoder, true);
            isGapless(9_000_000, 9_000_000 + 20 * FRAME_TICKS);
        }
    }
}
