package tv.exstream.server.portable;

import tv.exstream.server.schedule.definition.StreamUrls;

/** Takes out of a document what is nobody else's business: names, passwords and tokens in the addresses of streams. */
final class Secrets {
    private Secrets() {}

    static PortableDocument without(PortableDocument document) {
        return new PortableDocument(
                document.collections(),
                document.media(),
                document.schedules().stream()
                        .map(one -> new PortableSchedule(one.name(), StreamUrls.masking(one.definition()), one.seed()))
                        .toList(),
                document.channels().stream().map(Secrets::without).toList());
    }

    private static PortableChannel without(PortableChannel channel) {
        return channel.programming() instanceof PortableProgramming.Own own
                ? channel.airing(new PortableProgramming.Own(StreamUrls.masking(own.definition()), own.seed()))
                : channel;
    }
}
