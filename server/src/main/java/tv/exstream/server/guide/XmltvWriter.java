package tv.exstream.server.guide;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.LinkedHashSet;
import java.util.List;

import tv.exstream.server.channels.Channel;

/**
 * Writes the guide as XMLTV, programme by programme, so that its length costs no memory. Times are whole seconds; what is
 * shorter than its second is left out, and its neighbours still touch. Thread-safe.
 */
public final class XmltvWriter {
    private final ZoneRules zone;

    /** @param zone of the times written; each carries its offset */
    public XmltvWriter(ZoneId zone) {
        this.zone = zone.getRules();
    }

    /**
     * @param out receives UTF-8; flushed, not closed
     * @throws IOException when {@code out} does
     */
    public void write(OutputStream out, List<Channel> channels, Guide guide, Instant from, Instant to, GuideLinks links)
            throws IOException {
        XmlBytes xml = new XmlBytes(out);
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tv SYSTEM \"xmltv.dtd\">\n"
                + "<tv source-info-name=\"EXStreamTV\" generator-info-name=\"EXStreamTV\">");
        for (Channel channel : channels) {
            channel(xml, channel, links.logo(channel));
        }
        for (Channel channel : channels) {
            for (GuideEntry entry : guide.entries(channel.number(), from, to)) {
                if (entry.start().getEpochSecond() < entry.stop().getEpochSecond()) {
                    programme(xml, channel, entry, links);
                }
            }
        }
        xml.raw("\n</tv>\n").flush();
    }

    private static void channel(XmlBytes xml, Channel channel, String logo) throws IOException {
        xml.raw("\n<channel id=\"").text(channel.guideId()).raw("\">");
        String number = channel.number().toString();
        // Plex looks for the number, others for the name; the third form is what tv_grab programs write.
        for (String name : new LinkedHashSet<>(List.of(channel.name(), number, number + " " + channel.name()))) {
            xml.raw("<display-name>").text(name).raw("</display-name>");
        }
        xml.raw("<icon src=\"").text(logo).raw("\"/></channel>");
    }

    private void programme(XmlBytes xml, Channel channel, GuideEntry entry, GuideLinks links) throws IOException {
        xml.raw("\n<programme start=\"");
        time(xml, entry.start());
        xml.raw("\" stop=\"");
        time(xml, entry.stop());
        xml.raw("\" channel=\"").text(channel.guideId()).raw("\">");
        XmltvProgramme programme = new XmltvProgramme(xml, entry, links);
        programme.beforeShowings();
        showings(xml, channel, entry.showing());
        programme.afterShowings();
        xml.raw("</programme>");
    }

    /** previously-shown?, premiere?, new? of the DTD, each only where it is known to be true. */
    private void showings(XmlBytes xml, Channel channel, Showing showing) throws IOException {
        if (showing.earlier().isPresent()) {
            xml.raw("<previously-shown start=\"");
            time(xml, showing.earlier().get());
            xml.raw("\" channel=\"").text(channel.guideId()).raw("\"/>");
        } else if (showing.elsewhere().isPresent()) {
            xml.raw("<previously-shown start=\"")
                    .text(showing.elsewhere().get().toString().replace("-", ""))
                    .raw("\"/>");
        }
        if (showing.premiere()) {
            xml.raw("<premiere>First shown on this day</premiere>");
        }
        if (showing.firstOfShow()) {
            xml.raw("<new/>");
        }
    }

    /** {@code 20260131201500 +0100}. */
    private void time(XmlBytes xml, Instant instant) throws IOException {
        ZoneOffset offset = zone.getOffset(instant);
        LocalDateTime local = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, offset);
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        xml.digits(local.getYear(), 4)
                .digits(local.getMonthValue(), 2)
                .digits(local.getDayOfMonth(), 2)
                .digits(local.getHour(), 2)
                .digits(local.getMinute(), 2)
                .digits(local.getSecond(), 2)
                .raw(offset.getTotalSeconds() < 0 ? " -" : " +")
                .digits(minutes / 60, 2)
                .digits(minutes % 60, 2);
    }
}
