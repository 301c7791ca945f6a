package tv.exstream.server.artwork;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;

import static org.assertj.core.api.Assertions.assertThat;

class LogosTest {
    private static final List<String> NAMES = List.of(
            "Seven", "", " ", "日本のテレビ", "قناة", "A".repeat(500), "Late Night Movies of the 1980s", "\u0000\uD800");

    private static BufferedImage paint(LogoPainter painter, String number, String name) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(painter.paint(ChannelNumber.parse(number), name)));
    }

    private static long whitePixels(BufferedImage image) {
        long white = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                white += image.getRGB(x, y) == 0xFFFFFFFF ? 1 : 0;
            }
        }
        return white;
    }

    @Test
    void anyNameGivesAPictureWithItsNumberOnTransparentGround() throws Exception {
        LogoPainter painter = new LogoPainter();
        for (String name : NAMES) {
            BufferedImage image = paint(painter, "99999.99", name);
            assertThat(image.getRGB(0, 0) >>> 24).isZero();
            assertThat(image.getRGB(LogoPainter.SIZE / 2, 20) >>> 24).isEqualTo(255);
            assertThat(whitePixels(image)).as(name).isGreaterThan(2000);
        }
    }

    @Test
    void namesAreDrawnAsText() throws Exception {
        LogoPainter painter = new LogoPainter();
        assertThat(whitePixels(paint(painter, "7", "Late Night Movies")))
                .isGreaterThan(whitePixels(paint(painter, "7", " ")) + 1000);
        assertThat(painter.paint(ChannelNumber.of(7), "One"))
                .isEqualTo(painter.paint(ChannelNumber.of(7), "One"))
                .isNotEqualTo(painter.paint(ChannelNumber.of(8), "One"))
                .isNotEqualTo(painter.paint(ChannelNumber.of(7), "Two"));
    }

    @Test
    void withoutAnyFontTheNumberIsStillThere() throws Exception {
        LogoPainter painter = new LogoPainter(Optional.empty());
        for (String number : List.of("1", "88.8", "12345.67", "90")) {
            assertThat(whitePixels(paint(painter, number, "Seven"))).isGreaterThan(2000);
        }
    }

    @Test
    void onlyPicturesInsideTheDataDirectoryAreServed(@TempDir Path data, @TempDir Path elsewhere) throws Exception {
        Logos logos = new Logos(data, new LogoPainter());
        byte[] png = new LogoPainter().paint(ChannelNumber.of(3), "Set");
        Files.write(data.resolve("set.png"), png);
        Files.write(elsewhere.resolve("other.png"), png);
        Files.writeString(data.resolve("secret.db"), "SQLite format 3");
        assertThat(logos.of(channel("set.png")).bytes()).isEqualTo(png);
        for (String bad :
                List.of(elsewhere.resolve("other.png").toString(), "../x.png", "secret.db", "missing.png", "\0", "")) {
            assertThat(logos.of(channel(bad)).bytes()).as(bad).isNotEqualTo(png);
            assertThat(logos.of(channel(bad)).contentType()).isEqualTo("image/png");
        }
    }

    private static Channel channel(String logo) {
        return new Channel(1, ChannelNumber.of(7), "ch7", "Seven", "Group", "default", Optional.of(logo));
    }
}
