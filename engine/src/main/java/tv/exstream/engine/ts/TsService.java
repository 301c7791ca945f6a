package tv.exstream.engine.ts;

/**
 * What the tables say about the one service of a stream.
 *
 * @param name     of the channel, any script; bounded to what a descriptor holds
 * @param provider may be empty; bounded likewise
 * @param hd       announced as high definition
 * @param cues     the stream carries SCTE-35 messages
 */
public record TsService(String name, String provider, boolean hd, boolean cues) {}
