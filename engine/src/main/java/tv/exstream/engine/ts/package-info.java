/**
 * The MPEG transport stream of a channel, written by our own hands: tables, PES, program clock, constant bit rate, cue
 * messages (ISO/IEC 13818-1, ETSI EN 300 468, ANSI/SCTE 35). Pure Java, knows neither libav nor chunks; everything is
 * confined to the thread that muxes the channel and allocates nothing for each packet.
 */
@NullMarked
package tv.exstream.engine.ts;

import org.jspecify.annotations.NullMarked;
