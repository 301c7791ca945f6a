package tv.exstream.server.portable.from;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.m3u.PlaylistImport;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlaylistImportTest {
    @TempDir
    private Path folder;

    private static Imported read(String... lines) {
        return PlaylistImport.read("list.m3u", String.join("\r\n", lines));
    }

    @Test
    void eachEntryIsAChannelOfItsStream() {
        Imported imported = read(
                "\uFEFF#EXTM3U url-tvg=\"http://host/guide.xml?token=secret\"",
                "#EXTINF:-1 tvg-id=\"one.tv\" tvg-chno=\"7.1\" tvg-name=\"One HD\" tvg-logo=\"http://host/1.png\""
                        + " group-title=\"News;Live; Talk\",One, \"the first\"",
                "#EXTVLCOPT:http-user-agent=Player/1.0",
                "http://host/one.ts?id=1",
                "",
                "#EXTINF:-1,Two",
                "#EXTGRP:Sport",
                "https://host/two.m3u8|User-Agent=Player");

        PortableChannel one = imported.document().channels().getFirst();
        assertThat(one.number()).hasToString("7.1");
        assertThat(one.name()).isEqualTo("One, \"the first\"");
        assertThat(one.guideId()).contains("one.tv");
        assertThat(one.group()).isEqualTo("News");
        assertThat(one.groups()).containsExactly("Live", "Talk");
        assertThat(one.programming()).isEqualTo(stream("One, \"the first\"", "http://host/one.ts?id=1"));
        PortableChannel two = imported.document().channels().getLast();
        assertThat(two.number()).hasToString("1");
        assertThat(two.group()).isEqualTo("Sport");
        assertThat(two.programming()).isEqualTo(stream("Two", "https://host/two.m3u8"));
        assertThat(imported.remarks())
                .hasSize(3)
                .anyMatch(line -> line.contains("http://host/guide.xml?…") && !line.contains("secret"))
                .anyMatch(line -> line.contains("logos of 1 channels"))
                .anyMatch(line -> line.startsWith("2 channels ask for HTTP headers"));
    }

    @Test
    void attributesAreReadHoweverTheyAreWritten() {
        Imported imported = read(
                "#EXTM3U",
                "#EXTINF:0 tvg-chno=5 group-title='A, B' radio=\"true\" , Name with = sign",
                "rtsp://host/a",
                "#EXTINF:-1 tvg-name=\"Only here\"",
                "udp://239.0.0.1:1234",
                "http://host/no/name.ts");

        List<PortableChannel> channels = imported.document().channels();
        assertThat(channels)
                .extracting(PortableChannel::name)
                .containsExactly("Name with = sign", "Only here", "Stream of line 6");
        assertThat(channels.getFirst().group()).isEqualTo("A, B");
        assertThat(channels.getFirst().number()).hasToString("5");
    }

    @Test
    void theFirstOfTwoKeepsTheirNumberAndTheirGuideId() {
        Imported imported = read(
                "#EXTM3U",
                "#EXTINF:-1 tvg-chno=\"2\" tvg-id=\"same\",A",
                "http://host/a",
                "#EXTINF:-1 tvg-chno=\"2\" tvg-id=\"same\",B",
                "http://host/b",
                "#EXTINF:-1 tvg-chno=\"zero\",C",
                "http://host/c");

        assertThat(imported.document().channels())
                .extracting(channel ->
                        channel.name() + channel.number() + channel.guideId().orElse(""))
                .containsExactly("A2same", "B1", "C3");
        assertThat(imported.remarks())
                .containsExactly(
                        "'B' wants the number 2, which another channel has: it has the next free one",
                        "'C' wants the number zero, which is none: it has the next free one");
    }

    @Test
    void whatCannotBePlayedIsLeftOutWithARemark() {
        Imported imported = read(
                "#EXTM3U",
                "#EXTINF:-1,Local",
                "/srv/film.mkv",
                "#EXTINF:-1,Other",
                "file:///etc/passwd",
                "#EXTINF:-1,Good",
                "http://host/x y.ts",
                "#EXTINF:-1,Bad",
                "http://host/%zz");

        assertThat(imported.document().channels())
                .extracting(PortableChannel::name)
                .containsExactly("Good");
        assertThat(imported.remarks())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("line 3, 'Local': names no address"))
                .anyMatch(line -> line.startsWith("line 5, 'Other': a stream cannot be played over file"))
                .anyMatch(line -> line.startsWith("line 9, 'Bad': its address is malformed"));
    }

    @Test
    void oldEncodingsAreRead() throws IOException {
        String text = "#EXTM3U\n#EXTINF:-1,Télé Été\nhttp://host/a\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
            Path file = Files.write(folder.resolve("list.m3u"), text.getBytes(charset));
            assertThat(Foreign.read(Product.M3U, file)
                            .document()
                            .channels()
                            .getFirst()
                            .name())
                    .as(charset.name())
                    .isEqualTo("Télé Été");
        }
    }

    @Test
    void tenThousandEntriesAreRead() {
        StringBuilder text = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("#EXTINF:-1 group-title=\"G\",Channel ")
                    .append(i)
                    .append("\nhttp://host/")
                    .append(i)
                    .append('\n');
        }
        Imported imported = PlaylistImport.read("list.m3u", text.toString());
        assertThat(imported.document().channels()).hasSize(10_000);
        assertThat(imported.document().channels().getLast().number()).hasToString("10000");
    }

    @Test
    void whatIsNoListOfChannelsIsRefused() {
        assertThatThrownBy(() -> read("<!DOCTYPE html>", "<html>"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("list.m3u: is a web page");
        assertThatThrownBy(() -> read("#EXTM3U", "#EXT-X-STREAM-INF:BANDWIDTH=1", "low.m3u8"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("HLS playlist of one stream");
        assertThatThrownBy(() -> read("#EXTM3U"))
                .isInstanceOf(ImportException.class)
                .hasMessage("list.m3u: holds no channel");
        assertThatThrownBy(() -> PlaylistImport.read("list.m3u", "#EXTM3U\0"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("is no text");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("real.m3u"), "#EXTM3U\n#EXTINF:-1,A\nhttp://host/a\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.m3u"), file);
        assertThatThrownBy(() -> Foreign.read(Product.M3U, link))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("links are not followed");
    }

    @Test
    void groupsAreAsManyAndAsLongAsAChannelMayHave() {
        String many = IntStream.range(0, 40).mapToObj(i -> "Group " + i).collect(Collectors.joining(";"));
        Imported imported = read(
                "#EXTM3U",
                "#EXTINF:-1 group-title=\"News;news;" + "x".repeat(300) + ";" + many + "\",One",
                "http://host/one.ts",
                "#EXTINF:-1,Two",
                "rtsps://host/two");
        PortableChannel one = imported.document().channels().getFirst();
        assertThat(one.group()).isEqualTo("News");
        assertThat(one.groups()).hasSize(19).allMatch(group -> group.length() <= 100);
        assertThat(imported.document().channels()).hasSize(1);
        assertThat(imported.remarks()).anyMatch(line -> line.contains("cannot be played over rtsps"));
    }

    private static PortableProgramming stream(String title, String url) {
        return new PortableProgramming.Own(new ScheduleDefinition.Stream(title, url), OptionalLong.empty());
    }
}
