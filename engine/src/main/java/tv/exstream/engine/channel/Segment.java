package tv.exstream.engine.channel;

import java.util.Optional;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.Programme;
import tv.exstream.engine.slate.SlateLoop;

/**
 * One airing of a programme within a run of a channel. Made by the source thread, carried by its packets, read by
 * everyone after.
 *
 * @param id differs for each attempt at a programme
 * @param finishTicks the cut, 90 kHz
 * @param video how the picture is made; empty while a slate stands in for all of it
 * @param standIn what is shown where this programme has no picture
 * @param card {@code standIn} was drawn for this airing (a programme without picture) and is freed with it
 */
record Segment(
        long id,
        Programme programme,
        long startTicks,
        long finishTicks,
        Optional<StreamDecision> video,
        Optional<StreamDecision> audio,
        SlateLoop standIn,
        boolean card) {}
