package tv.exstream.engine.slate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SlateFontsTest {
    @TempDir
    Path folder;

    /** A font file with nothing but the tables of coverage and widths: glyphs for {@code first … last}, one em wide. */
    static byte[] font(int first, int last) {
        ByteBuffer cmap = ByteBuffer.allocate(12 + 16 + 12)
                .putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 3)
                .putShort((short) 10)
                .putInt(12)
                .putShort((short) 12)
                .putShort((short) 0)
                .putInt(28)
                .putInt(0)
                .putInt(1)
                .putInt(first)
                .putInt(last)
                .putInt(1);
        ByteBuffer head = ByteBuffer.allocate(54).putShort(18, (short) 1000);
        ByteBuffer hhea = ByteBuffer.allocate(36).putShort(34, (short) 1);
        ByteBuffer hmtx = ByteBuffer.allocate(4).putShort(0, (short) 1000);
        List<String> tags = List.of("cmap", "head", "hhea", "hmtx");
        List<ByteBuffer> tables = List.of(cmap, head, hhea, hmtx);
        ByteBuffer file = ByteBuffer.allocate(1024)
                .putInt(0x10000)
                .putShort((short) 4)
                .putShort((short) 0)
                .putInt(0);
        int at = 12 + 16 * 4;
        for (int i = 0; i < 4; i++) {
            file.put(tags.get(i).getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(at);
            file.putInt(tables.get(i).capacity());
            file.put(at, tables.get(i).array());
            at += tables.get(i).capacity();
        }
        return file.array();
    }

    private SlateFonts fonts() {
        return new SlateFonts(folder.resolve("cache"), List.of(folder.resolve("fonts")));
    }

    @Test
    void whatTheBundledFontHasNeedsNoOther() {
        SlateFonts fonts = fonts();
        for (String text : List.of("Grüße", "Привет", "Ελλάδα", "مرحبا", "שלום", "Čeština – “x”")) {
            assertThat(fonts.forText(text)).as(text).containsExactly(fonts.bundled());
        }
        assertThat(fonts.bundled().covers('A')).isTrue();
        assertThat(fonts.bundled().covers(0x6771)).isFalse();
        assertThat(fonts.bundled().advance('W')).isGreaterThan(fonts.bundled().advance('i'));
    }

    @Test
    void anotherScriptTakesAFontOfTheMachineBesidesTheBundledOne() throws IOException {
        Path file = folder.resolve("fonts/deep/Some-Regular.otf");
        Files.createDirectories(file.getParent());
        Files.write(file, font(0x4e00, 0x9fff));
        Files.write(folder.resolve("fonts/Broken.ttf"), new byte[] {0, 1, 0, 0, 0, 9, 1});
        List<FontFile> chosen = fonts().forText("東京 Story");
        assertThat(chosen).hasSize(2);
        assertThat(chosen.get(1).path()).isEqualTo(file);
        assertThat(chosen.get(1).advance(0x6771)).isEqualTo(1000);
        assertThat(LineText.clean("東京\nStory", chosen)).isEqualTo("東京 Story");
    }

    @Test
    void withoutAFontTheLettersAreLeftOut() {
        SlateFonts fonts = fonts();
        List<FontFile> chosen = fonts.forText("東京 Story");
        assertThat(chosen).containsExactly(fonts.bundled());
        assertThat(LineText.clean("東京 Story", chosen)).isEqualTo("Story");
        assertThat(TextLayout.legible(fonts, "東京 Story")).isFalse();
        assertThat(TextLayout.legible(fonts, "Story (2024)")).isTrue();
    }

    @Test
    void onlyWhatNeedsShapingIsShaped() {
        assertThat(LineText.needsShaping("Grüße 東京 Привет")).isFalse();
        assertThat(LineText.needsShaping("at فيلم")).isTrue();
        assertThat(LineText.needsShaping("हिन्दी")).isTrue();
    }

    @Test
    void longTextIsWrappedThenShrunkThenCut() {
        TextLayout layout = new TextLayout(fonts(), 1280, 720);
        assertThat(layout.lay(new SlateText("Short", ""), false)).hasSize(1);
        List<TextLayout.Line> two =
                layout.lay(new SlateText("A title of many words that fits no single line", ""), false);
        assertThat(two).hasSize(2);
        List<TextLayout.Line> cut = layout.lay(new SlateText("word ".repeat(80), "x".repeat(400)), false);
        assertThat(cut).hasSize(3);
        assertThat(cut.get(1).text()).endsWith("…");
        assertThat(cut.get(2).text()).endsWith("…");
        for (TextLayout.Line line : cut) {
            assertThat(LineText.width(line.text(), line.fonts(), line.size())).isLessThan(1280 * 0.9);
            assertThat(line.baseline()).isBetween(36, 684);
        }
    }
}
