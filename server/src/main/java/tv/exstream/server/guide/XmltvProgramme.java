package tv.exstream.server.guide;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.library.Artwork;
import tv.exstream.server.library.MediaDetails;

/**
 * The elements of one programme, in the DTD's order: title, sub-title, desc, credits, date, category, language, icon,
 * country, episode-num, video, audio, (previously-shown, premiere, new,) rating, star-rating, image. Used once.
 */
final class XmltvProgramme {
    private final XmlBytes xml;
    private final GuideEntry entry;
    private final MediaDetails details;
    private final GuideLinks links;

    XmltvProgramme(XmlBytes xml, GuideEntry entry, GuideLinks links) {
        this.xml = xml;
        this.entry = entry;
        this.details = entry.details();
        this.links = links;
    }

    void beforeShowings() throws IOException {
        element("title", entry.title());
        element("sub-title", entry.subTitle());
        element("desc", entry.description());
        credits();
        date();
        all("category", entry.categories());
        element("language", details.language());
        icon();
        all("country", details.countries());
        numbered("xmltv_ns", EpisodeNumber.xmltv(entry.season(), entry.episode(), entry.dated()));
        numbered(
                "onscreen", EpisodeNumber.onScreen(entry.season(), entry.episode(), entry.episodeEnd(), entry.dated()));
        video();
        audio();
    }

    void afterShowings() throws IOException {
        if (details.certificate().isPresent()) {
            MediaDetails.Certificate certificate = details.certificate().get();
            xml.raw("<rating");
            if (certificate.system().isPresent()) {
                xml.raw(" system=\"").text(certificate.system().get()).raw("\"");
            }
            xml.raw("><value>").text(certificate.value()).raw("</value></rating>");
        }
        if (details.stars().isPresent()) {
            MediaDetails.Stars stars = details.stars().get();
            xml.raw("<star-rating><value>").text(stars.value()).raw("/").text(stars.most());
            xml.raw("</value></star-rating>");
        }
        image(Artwork.POSTER, "P");
        image(Artwork.BACKDROP, "L");
        image(Artwork.STILL, "L");
    }

    /** director*, actor*, writer*: the order of the DTD. */
    private void credits() throws IOException {
        if (details.directors().isEmpty()
                && details.actors().isEmpty()
                && details.writers().isEmpty()) {
            return;
        }
        xml.raw("<credits>");
        all("director", details.directors());
        for (MediaDetails.Actor actor : details.actors()) {
            xml.raw("<actor");
            if (actor.role().isPresent()) {
                xml.raw(" role=\"").text(actor.role().get()).raw("\"");
            }
            xml.raw(actor.guest() ? " guest=\"yes\">" : ">").text(actor.name()).raw("</actor>");
        }
        all("writer", details.writers());
        xml.raw("</credits>");
    }

    /** The day it was first shown, else the year of a film; the year of a show is not its episodes'. */
    private void date() throws IOException {
        if (details.premiered().isPresent()) {
            LocalDate day = details.premiered().get();
            xml.raw("<date>")
                    .digits(day.getYear(), 4)
                    .digits(day.getMonthValue(), 2)
                    .digits(day.getDayOfMonth(), 2)
                    .raw("</date>");
        } else if (entry.year().isPresent()
                && entry.episode().isEmpty()
                && entry.season().isEmpty()) {
            xml.raw("<date>").digits(entry.year().getAsInt(), 4).raw("</date>");
        }
    }

    private void icon() throws IOException {
        Optional<Artwork> picture = entry.icon();
        if (picture.isPresent()) {
            String url =
                    links.artwork(entry.mediaId().orElseThrow(), picture.get().word());
            xml.raw("<icon src=\"").text(url).raw("\"/>");
        }
    }

    private void image(Artwork kind, String orientation) throws IOException {
        if (entry.mediaId().isPresent() && details.artwork().contains(kind)) {
            xml.raw("<image type=\"")
                    .raw(kind.word())
                    .raw("\" orient=\"")
                    .raw(orientation)
                    .raw("\">");
            xml.text(links.artwork(entry.mediaId().getAsLong(), kind.word())).raw("</image>");
        }
    }

    private void video() throws IOException {
        if (entry.streams() == GuideEntry.Streams.SOUND_ONLY) {
            xml.raw("<video><present>no</present></video>");
        } else if (details.picture().isPresent()) {
            MediaDetails.Picture picture = details.picture().get();
            xml.raw("<video>").raw(picture.grey() ? "<colour>no</colour>" : "");
            element("aspect", picture.aspect());
            element("quality", picture.highDefinition() ? "HDTV" : "SDTV");
            xml.raw("</video>");
        }
    }

    private void audio() throws IOException {
        if (entry.streams() == GuideEntry.Streams.PICTURE_ONLY) {
            xml.raw("<audio><present>no</present></audio>");
        } else if (details.audioChannels().isPresent()) {
            int channels = details.audioChannels().getAsInt();
            xml.raw("<audio><stereo>")
                    .raw(channels == 1 ? "mono" : channels == 2 ? "stereo" : "surround")
                    .raw("</stereo></audio>");
        }
    }

    private void numbered(String system, Optional<String> number) throws IOException {
        if (number.isPresent()) {
            xml.raw("<episode-num system=\"")
                    .raw(system)
                    .raw("\">")
                    .text(number.get())
                    .raw("</episode-num>");
        }
    }

    private void all(String element, List<String> texts) throws IOException {
        for (String text : texts) {
            element(element, text);
        }
    }

    private void element(String element, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            element(element, text.get());
        }
    }

    private void element(String element, String text) throws IOException {
        xml.raw("<").raw(element).raw(">").text(text).raw("</").raw(element).raw(">");
    }
}
