package tv.exstream.server.iptv;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

import tv.exstream.server.guide.GuideLinks;

/** Writes the guide as XMLTV while it is read, however long it is. */
@FunctionalInterface
public interface XmltvDocument {
    /**
     * @param out receives UTF-8; flushed, not closed
     */
    void write(OutputStream out, Instant from, Instant to, GuideLinks links) throws IOException;
}
