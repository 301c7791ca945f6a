package tv.exstream.engine.channel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.source.EncoderFactory;
import tv.exstream.engine.time.AirClock;
import tv.exstream.engine.time.Timeline;

/**
 * What all channels of an engine share.
 *
 * @param encoders opens them
 * @param threads open sources and stop channels; may block
 * @param timer   starts things later; never blocks
 */
record EngineParts(
        EngineOptions options,
        Timeline timeline,
        AirClock clock,
        SlateLibrary slates,
        ChunkPool pool,
        EncoderFactory encoders,
        ExecutorService threads,
        ScheduledExecutorService timer) {}
