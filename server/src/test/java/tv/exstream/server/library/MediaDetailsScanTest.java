package tv.exstream.server.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a scan finds for the guide: in sidecars, in pictures that lie around, in the file itself. */
@Timeout(60)
class MediaDetailsScanTest {
    @TempDir
    Path dir;

    private LibraryFixture lib;

    @BeforeEach
    void open() throws IOException {
        lib = new LibraryFixture(dir);
    }

    @AfterEach
    void close() {
        lib.close();
    }

    private MediaItem item(String title) {
        return lib.library.items().stream()
                .filter(item -> item.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + title + " among " + lib.titles()));
    }

    private MediaDetails details(String title) {
        return lib.library.details(item(title).id());
    }

    private Optional<String> artwork(String title, Artwork kind) {
        return lib.library
                .artwork(item(title).id(), kind)
                .map(path -> lib.root.relativize(path).toString().replace('\\', '/'));
    }

    @Test
    void readsAMovieAsKodiWritesIt() throws Exception {
        lib.clip("Movies/Alien (1979)/Alien (1979).mkv");
        lib.file("Movies/Alien (1979)/Alien (1979).nfo", """
                <?xml version="1.0" encoding="UTF-8"?>
                <movie>
                  <title>Alien</title>
                  <ratings>
                    <rating name="themoviedb" max="10"><value>8.100000</value><votes>9</votes></rating>
                    <rating name="imdb" max="10" default="true"><value>8.500000</value><votes>99</votes></rating>
                  </ratings>
                  <userrating>0</userrating>
                  <plot>In space
                  no one can hear you scream.</plot>
                  <mpaa>Rated R for violence</mpaa>
                  <premiered>1979-05-25</premiered>
                  <genre>Horror / Science Fiction</genre>
                  <country>United Kingdom</country>
                  <credits>Dan O'Bannon</credits>
                  <director>Ridley Scott</director>
                  <studio>Brandywine</studio>
                  <actor><name>Sigourney Weaver</name><role>Ripley</role><order>0</order></actor>
                  <actor><name>Tom Skerritt</name><role></role><order>1</order></actor>
                  <fileinfo><streamdetails><video><codec>h264</codec></video></streamdetails></fileinfo>
                </movie>
                """);
        lib.scan();

        MediaDetails alien = details("Alien");
        assertThat(alien.premiered()).contains(LocalDate.of(1979, 5, 25));
        assertThat(alien.certificate()).contains(new MediaDetails.Certificate(Optional.of("MPAA"), "R"));
        assertThat(alien.stars()).contains(new MediaDetails.Stars("8.5", "10"));
        assertThat(alien.directors()).containsExactly("Ridley Scott");
        assertThat(alien.writers()).containsExactly("Dan O'Bannon");
        assertThat(alien.actors())
                .containsExactly(
                        new MediaDetails.Actor("Sigourney Weaver", Optional.of("Ripley"), false),
                        new MediaDetails.Actor("Tom Skerritt", Optional.empty(), false));
        assertThat(alien.studios()).containsExactly("Brandywine");
        assertThat(alien.countries()).containsExactly("United Kingdom");
        assertThat(item("Alien").genres()).containsExactly("Horror", "Science Fiction");
        assertThat(item("Alien").year()).hasValue(1979);
    }

    @Test
    void anEpisodeHasFromItsShowWhatItDoesNotSay() throws Exception {
        lib.clip("Show/Season 1/S01E01.mkv");
        lib.clip("Show/Season 1/S01E02.mkv");
        lib.file("Show/tvshow.nfo", """
                <tvshow><title>The Show</title><mpaa>US:TV-14</mpaa><rating>7.25</rating><studio>ABC</studio>
                <premiered>2004-09-22</premiered>
                <actor><name>Regular</name><role>Jack</role></actor></tvshow>
                """);
        lib.file("Show/Season 1/S01E01.nfo", """
                <episodedetails><title>Pilot</title><aired>2004-09-23</aired><director>J. J. Abrams</director>
                <mpaa>TV-PG</mpaa></episodedetails>
                """);
        lib.file("Show/Season 1/S01E02.nfo", """
                <episodedetails><title>Second</title><rating>0</rating>
                <actor><name>Somebody</name><role>Guest</role><type>GuestStar</type></actor></episodedetails>
                """);
        lib.scan();

        MediaDetails pilot = details("Pilot");
        assertThat(pilot.premiered()).contains(LocalDate.of(2004, 9, 23));
        assertThat(pilot.certificate()).contains(new MediaDetails.Certificate(Optional.of("VCHIP"), "TV-PG"));
        assertThat(pilot.stars()).contains(new MediaDetails.Stars("7.3", "10"));
        assertThat(pilot.actors()).extracting(MediaDetails.Actor::name).containsExactly("Regular");
        MediaDetails second = details("Second");
        // The show's first day is not the episode's.
        assertThat(second.premiered()).isEmpty();
        assertThat(second.certificate()).contains(new MediaDetails.Certificate(Optional.of("VCHIP"), "TV-14"));
        assertThat(second.directors()).isEmpty();
        assertThat(second.actors())
                .containsExactly(
                        new MediaDetails.Actor("Regular", Optional.of("Jack"), false),
                        new MediaDetails.Actor("Somebody", Optional.of("Guest"), true));
    }

    @Test
    void aDatedEpisodePremieredOnItsDay() throws Exception {
        lib.clip("Talk/Talk - 2024-12-05 - Guests.mkv");
        lib.scan();
        assertThat(details("Guests").premiered()).contains(LocalDate.of(2024, 12, 5));
        assertThat(item("Guests").dated()).isTrue();
    }

    @Test
    void thePicturesNextToFilesBelongToThem() throws Exception {
        lib.clip("Films/Alien (1979)/Alien (1979).mkv");
        lib.file("Films/Alien (1979)/Poster.JPG", "x");
        lib.file("Films/Alien (1979)/Alien (1979)-fanart.png", "x");
        lib.clip("Films/Brazil  (1985).mkv");
        lib.clip("Films/Cube (1997).mkv");
        lib.file("Films/poster.jpg", "of all films");
        lib.file("Films/Brazil  (1985)-poster.jpg", "two spaces");
        lib.clip("TV/Lost/Season 02/Lost S02E01.mkv");
        lib.clip("TV/Lost/Season 02/Lost S02E02.mkv");
        lib.clip("TV/Lost/Season 03/Lost S03E01.mkv");
        lib.file("TV/Lost/folder.jpg", "x");
        lib.file("TV/Lost/fanart.jpg", "x");
        lib.file("TV/Lost/season02-poster.jpg", "x");
        lib.file("TV/Lost/Season 02/Lost S02E01-thumb.jpg", "x");
        lib.scan();

        assertThat(artwork("Alien", Artwork.POSTER)).contains("Films/Alien (1979)/Poster.JPG");
        assertThat(artwork("Alien", Artwork.BACKDROP)).contains("Films/Alien (1979)/Alien (1979)-fanart.png");
        assertThat(artwork("Alien", Artwork.STILL)).isEmpty();
        assertThat(artwork("Brazil", Artwork.POSTER)).contains("Films/Brazil  (1985)-poster.jpg");
        assertThat(artwork("Cube", Artwork.POSTER)).isEmpty();
        List<MediaItem> lost = lib.library.items().stream()
                .filter(item -> item.kind() == MediaKind.EPISODE)
                .toList();
        assertThat(lib.library.artwork(lost.get(0).id(), Artwork.STILL)).isPresent();
        assertThat(lib.library.artwork(lost.get(1).id(), Artwork.STILL)).isEmpty();
        assertThat(lost)
                .extracting(item -> lib.library
                        .artwork(item.id(), Artwork.POSTER)
                        .orElseThrow()
                        .getFileName()
                        .toString())
                .containsExactly("season02-poster.jpg", "season02-poster.jpg", "folder.jpg");
        assertThat(lib.library.details(lost.get(2).id()).artwork())
                .containsExactlyInAnyOrder(Artwork.POSTER, Artwork.BACKDROP);
    }

    @Test
    void aPictureThatComesLaterIsFoundWithoutProbing() throws Exception {
        lib.clip("Film (1999)/Film (1999).mkv");
        lib.scan();
        assertThat(artwork("Film", Artwork.POSTER)).isEmpty();
        lib.file("Film (1999)/poster.jpg", "x");
        assertThat(lib.scan().probed()).isZero();
        assertThat(artwork("Film", Artwork.POSTER)).contains("Film (1999)/poster.jpg");
        Files.delete(lib.root.resolve("Film (1999)/poster.jpg"));
        lib.scan();
        assertThat(artwork("Film", Artwork.POSTER)).isEmpty();
    }

    @Test
    void whatTheFileItselfSaysIsUsedWhereNobodySaysBetter() throws Exception {
        lib.old(FakeEngine.write(
                lib.root.resolve("One.mp4"),
                "seconds=9;video=1;audio=1;width=720;height=576;sample=64:45;pixels=gray;channels=6;language=ger;"
                        + "subtitle=fre;description=Said by the tags;genre=Drama;date=2001-02-03;"));
        lib.old(FakeEngine.write(
                lib.root.resolve("Two.mp4"),
                "seconds=9;video=1;audio=1;width=1920;height=804;channels=2;language=und;description=Tags;genre=Tag;"));
        lib.file("Two.nfo", "<movie><title>Two</title><plot>Sidecar</plot><genre>War</genre></movie>");
        lib.old(FakeEngine.write(
                lib.root.resolve("album/01 - Song.mp3"), "seconds=9;audio=1;channels=1;artist=Band;album=LP;"));
        lib.scan();

        MediaDetails one = details("One");
        assertThat(one.picture()).contains(new MediaDetails.Picture(720, 576, "16:9", true));
        assertThat(one.audioChannels()).hasValue(6);
        assertThat(one.language()).contains("de");
        assertThat(one.subtitles()).containsExactly("fr");
        assertThat(one.premiered()).contains(LocalDate.of(2001, 2, 3));
        assertThat(item("One").description()).contains("Said by the tags");
        assertThat(item("One").genres()).containsExactly("Drama");
        MediaDetails two = details("Two");
        assertThat(two.picture().orElseThrow().aspect()).isEqualTo("2.39:1");
        assertThat(two.language()).isEmpty();
        assertThat(item("Two").description()).contains("Sidecar");
        assertThat(item("Two").genres()).containsExactly("War");
        MediaDetails song = details("Song");
        assertThat(song.artist()).contains("Band");
        assertThat(song.album()).contains("LP");
        assertThat(song.picture()).isEmpty();
        long revision = lib.library.revision();
        assertThat(lib.scan().probed()).isZero();
        assertThat(lib.library.revision()).isEqualTo(revision);
        assertThat(details("One")).isEqualTo(one);
    }

    @Test
    void whatWasKnownBeforeThereWereFactsIsLookedIntoOnce() throws Exception {
        lib.old(FakeEngine.write(
                lib.root.resolve("One.mp4"), "seconds=9;video=1;audio=1;width=640;height=480;channels=2;"));
        lib.scan();
        long id = item("One").id();
        // As the migration leaves it.
        lib.database.writes().useHandle(handle -> handle.execute("UPDATE media_file SET facts = '', mtime = -1"));
        assertThat(lib.scan().probed()).isEqualTo(1);
        assertThat(item("One").id()).isEqualTo(id);
        assertThat(details("One").picture().orElseThrow().aspect()).isEqualTo("4:3");
        assertThat(lib.scan().probed()).isZero();
    }

    @Test
    void nonsenseInASidecarIsPassedOver() throws Exception {
        lib.clip("Movies/Odd (2000).mkv");
        lib.file("Movies/Odd (2000).nfo", """
                <movie><title>Odd</title><rating>1e999999999</rating><premiered>yesterday</premiered>
                <mpaa>This one is not a rating but a whole sentence</mpaa>
                <actor><role>nobody</role></actor><actor/>
                <ratings><rating max="0" default="true"><value>5</value></rating><rating><value>7</value></rating></ratings>
                <director>  </director></movie>
                """);
        assertThat(lib.scan().issues()).isEmpty();
        MediaDetails odd = details("Odd");
        assertThat(odd.stars()).contains(new MediaDetails.Stars("7", "10"));
        assertThat(odd.premiered()).isEmpty();
        assertThat(odd.certificate()).isEmpty();
        assertThat(odd.actors()).isEmpty();
        assertThat(odd.directors()).isEmpty();
    }
}
