package tv.exstream.server.config;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TsOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SettingsLoaderTest {
    private static final Path EXAMPLE = Path.of("..", "docs", "config.example.yaml");

    @TempDir
    Path dir;

    @Test
    void hasDefaultsForEverything() {
        Settings settings = SettingsLoader.load(data(dir), Map.of());

        assertThat(settings.server().port()).isEqualTo(8411);
        assertThat(settings.server().host()).isEqualTo("0.0.0.0");
        assertThat(settings.server().data()).isEqualTo(dir);
        assertThat(settings.channels().linger()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.channels().viewerQueue()).isEqualTo(16 << 20);
        assertThat(settings.defaultProfile()).isEqualTo(OutputProfile.DEFAULT);
        assertThat(settings.library().media()).isEmpty();
    }

    @Test
    void documentsEveryKeyAndOnlyThose() throws IOException {
        Set<String> documented = ConfigFile.read(EXAMPLE).values().keySet();
        Set<String> known = SettingsLoader.load(data(dir), Map.of()).effective().stream()
                .map(EffectiveSetting::key)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(documented)).isEqualTo(known);
    }

    @Test
    void documentsTheDefaults() {
        LaunchOptions example = new LaunchOptions(
                Optional.of(EXAMPLE), OptionalInt.empty(), Optional.empty(), Optional.of(dir), List.of(), false);
        Settings documented = SettingsLoader.load(example, Map.of());
        Settings defaults = SettingsLoader.load(data(dir), Map.of());

        assertThat(documented.server()).isEqualTo(defaults.server());
        assertThat(documented.library()).isEqualTo(defaults.library());
        assertThat(documented.channels()).isEqualTo(defaults.channels());
        assertThat(documented.playout()).isEqualTo(defaults.playout());
        assertThat(documented.scripts()).isEqualTo(defaults.scripts());
        assertThat(documented.guide()).isEqualTo(defaults.guide());
        assertThat(documented.hdhr()).isEqualTo(defaults.hdhr());
        assertThat(documented.ts()).isEqualTo(defaults.ts());
        assertThat(documented.log()).isEqualTo(defaults.log());
        assertThat(documented.profiles()).isEqualTo(defaults.profiles());
    }

    @Test
    void readsHowTheTransportStreamIsMade() throws IOException {
        write("ts:\n  provider: Sender Süd\n  constant-bitrate: 8M\n  cues: true\n");
        assertThat(SettingsLoader.load(data(dir), Map.of()).ts()).isEqualTo(new TsOptions("Sender Süd", 8_000, true));
        assertThat(SettingsLoader.load(data(dir), Map.of("EXSTREAMTV_TS_CONSTANT_BITRATE", "0"))
                        .ts()
                        .muxKbps())
                .isZero();
    }

    @Test
    void aConstantBitRateHasLimits() throws IOException {
        write("ts:\n  constant-bitrate: 50k\n");
        assertThatThrownBy(() -> SettingsLoader.load(data(dir), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'ts.constant-bitrate' is '50k'")
                .hasMessageContaining("0 for a variable rate, or a bit rate from 100k to 200000k");
    }

    @Test
    void flagsWinOverEnvironmentWhichWinsOverTheFile() throws IOException {
        write("server:\n  port: 1000\n  host: 10.0.0.1\n  stop_wait: 1m30s\nhdhr:\n  tuners: 2\n");
        Map<String, String> env = Map.of("EXSTREAMTV_SERVER_PORT", "2000", "EXSTREAMTV_SERVER_HOST", "10.0.0.2");
        LaunchOptions options = new LaunchOptions(
                Optional.empty(), OptionalInt.of(3000), Optional.empty(), Optional.of(dir), List.of(), true);

        Settings settings = SettingsLoader.load(options, env);

        assertThat(settings.server().port()).isEqualTo(3000);
        assertThat(settings.server().host()).isEqualTo("10.0.0.2");
        assertThat(settings.server().stopWait()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.hdhr().tuners()).isEqualTo(2);
        assertThat(settings.server().demo()).isTrue();
        assertThat(origin(settings, "server.port")).isEqualTo("--port");
        assertThat(origin(settings, "server.host")).isEqualTo("EXSTREAMTV_SERVER_HOST");
        assertThat(origin(settings, "hdhr.tuners")).endsWith("config.yaml");
        assertThat(origin(settings, "hdhr.ssdp")).isEqualTo("default");
    }

    @Test
    void addsMediaOfFlagsToThoseOfTheFile() throws IOException {
        write("library:\n  media: [/a, /b]\n");
        LaunchOptions options = new LaunchOptions(
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(dir),
                List.of(Path.of("/c"), Path.of("/a")),
                false);

        assertThat(SettingsLoader.load(options, Map.of()).library().media())
                .containsExactly(Path.of("/a"), Path.of("/b"), Path.of("/c"));
        Map<String, String> env = Map.of("EXSTREAMTV_LIBRARY_MEDIA", "/d" + File.pathSeparator + "/e");
        assertThat(SettingsLoader.load(options, env).library().media())
                .containsExactly(Path.of("/d"), Path.of("/e"), Path.of("/c"), Path.of("/a"));
    }

    @Test
    void readsProfilesFromFileAndEnvironment() throws IOException {
        write("profiles:\n  hd-only:\n    width: 1920\n    height: 1080\n    video_bitrate: 6M\n    copy-video: no\n");
        Settings settings = SettingsLoader.load(
                data(dir),
                Map.of("EXSTREAMTV_PROFILES_HD_ONLY_MAX_COPY_WIDTH", "3840", "EXSTREAMTV_PROFILES_SD_WIDTH", "640"));

        OutputProfile hd = settings.profiles().get("hd-only");
        assertThat(settings.profiles()).containsOnlyKeys("default", "hd-only", "sd");
        assertThat(hd).isNotNull();
        assertThat(hd.videoKbps()).isEqualTo(6000);
        assertThat(hd.copyVideo()).isFalse();
        assertThat(hd.maxCopyWidth()).isEqualTo(3840);
        assertThat(hd.audioKbps()).isEqualTo(160);
    }

    @Test
    void reportsAllFaultsTogetherWithTheRemedy() throws IOException {
        write("server:\n  prot: 1\n  port: high\nhdhr: 5\nchannels:\n  linger: 10\nlog:\n  level: loud\n");

        ConfigException e = catchThrowableOfType(
                ConfigException.class,
                () -> SettingsLoader.load(
                        data(dir), Map.of("EXSTREAMTV_SERVR_PORT", "1", "EXSTREAMTV_GUIDE_TIME_ZONE", "Nowhere/Land")));

        assertThat(e.faults()).hasSize(7);
        assertThat(e.getMessage())
                .contains("config.yaml: unknown key 'server.prot'; did you mean 'server.port'?")
                .contains("config.yaml: 'server.port' is 'high', but takes a whole number from 0 to 65535")
                .contains("'hdhr' is a section")
                .contains("'channels.linger' is '10', but takes a duration such as 500ms, 10s")
                .contains("'log.level' is 'loud', but takes one of trace, debug, info, warn, error")
                .contains("EXSTREAMTV_GUIDE_TIME_ZONE: 'guide.time-zone' is 'Nowhere/Land'")
                .contains("unknown variable EXSTREAMTV_SERVR_PORT; did you mean EXSTREAMTV_SERVER_PORT?");
    }

    @Test
    void namesThePlaceOfBrokenYaml() throws IOException {
        write("server:\n  port: 1\n  host: [unclosed\n");
        assertThatThrownBy(() -> SettingsLoader.load(data(dir), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("config.yaml, line ")
                .hasMessageContaining("column");
        write("server:\n  port: 1\n  port: 2\n");
        assertThatThrownBy(() -> SettingsLoader.load(data(dir), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("port");
        Files.write(dir.resolve("config.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> SettingsLoader.load(data(dir), Map.of())).hasMessageContaining("not UTF-8");
        write("just words");
        assertThatThrownBy(() -> SettingsLoader.load(data(dir), Map.of())).hasMessageContaining("expected sections");
    }

    @Test
    void namesAMissingConfigFile() {
        LaunchOptions options = new LaunchOptions(
                Optional.of(dir.resolve("none.yaml")),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
        assertThatThrownBy(() -> SettingsLoader.load(options, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.yaml: no such file");
    }

    @Test
    void refusesADataDirectoryThatMovesItself() throws IOException {
        write("server:\n  data: /elsewhere\n");
        assertThatThrownBy(() -> SettingsLoader.load(data(dir), Map.of())).hasMessageContaining("--data");
    }

    @Test
    void acceptsAnEmptyFile() throws IOException {
        write("# nothing yet\n");
        assertThat(SettingsLoader.load(data(dir), Map.of()).server().port()).isEqualTo(8411);
    }

    @Test
    void refusesProfilesTheEngineCannotMake() throws IOException {
        write("profiles:\n  odd:\n    width: 641\n");
        assertThatThrownBy(() -> SettingsLoader.load(data(dir), Map.of()))
                .hasMessageContaining("'odd'")
                .hasMessageContaining("even");
    }

    @Test
    void ordersGuideWithinTheHorizon() throws IOException {
        write("guide:\n  days: 8\n  time-zone: Europe/Berlin\n");
        assertThatThrownBy(() -> SettingsLoader.load(data(dir), Map.of())).hasMessageContaining("playout.horizon");
        write("guide:\n  days: 8\n  time-zone: Europe/Berlin\nplayout:\n  horizon: 8d\n");
        assertThat(SettingsLoader.load(data(dir), Map.of()).guide())
                .isEqualTo(new Settings.Guide(8, ZoneId.of("Europe/Berlin"), GuideTemplates.DEFAULT));
    }

    @Test
    void masksSecrets() {
        assertThat(new EffectiveSetting("plex.token", "abc", "default").value()).doesNotContain("abc");
        assertThat(new EffectiveSetting("server.port", "8411", "default").value())
                .isEqualTo("8411");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,/x/share,/x/share/exstreamtv",
        "Linux,relative,/home/me/.local/share/exstreamtv",
        "Mac OS X,/x,/home/me/Library/Application Support/exstreamtv",
        "Windows 11,/x,/home/me/AppData/Local/exstreamtv"
    })
    void followsThePlatformsCustom(String os, String xdg, String expected) {
        assertThat(DataDirectory.platformDefault(Map.of("XDG_DATA_HOME", xdg), os, "/home/me"))
                .isEqualTo(Path.of(expected));
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "10s,PT10S", "1h30m,PT1H30M", "2d,PT48H"})
    void readsAndWritesDurations(String text, Duration expected) {
        assertThat(ValueForms.duration(text)).isEqualTo(expected);
        assertThat(ValueForms.text(expected)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"10", "s", "10 s", "-1s", "1.5s", "''", "10sx"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> ValueForms.duration(text)).hasMessageContaining("a duration such as");
    }

    @ParameterizedTest
    @CsvSource({"port,prot,2", "'',abc,3", "same,same,0", "tuners,tuner,1"})
    void countsEdits(String a, String b, int distance) {
        assertThat(Spelling.distance(a, b)).isEqualTo(distance);
    }

    private static LaunchOptions data(Path dir) {
        return new LaunchOptions(
                Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.of(dir), List.of(), false);
    }

    private static String origin(Settings settings, String key) {
        return settings.effective().stream()
                .filter(e -> e.key().equals(key))
                .findFirst()
                .orElseThrow()
                .origin();
    }

    private void write(String yaml) throws IOException {
        Files.writeString(dir.resolve("config.yaml"), yaml, StandardCharsets.UTF_8);
    }

    @Test
    void readsSessionsStreamsAndWarmChannels() throws IOException {
        Path file = Files.writeString(dir.resolve("viewers.yaml"), """
                channels:
                  prewarm: [1, 5.1]
                  keep_warm: 4
                sessions:
                  per-channel: 7
                  idle-timeout: 20s
                stream:
                  throttle: adaptive
                  bitrate: 8M
                """);
        LaunchOptions options = new LaunchOptions(
                Optional.of(file), OptionalInt.empty(), Optional.empty(), Optional.of(dir), List.of(), false);
        Settings settings = SettingsLoader.load(options, Map.of("EXSTREAMTV_STREAM_KEEP_ALIVE", "3s"));

        assertThat(settings.channels().prewarm()).extracting(Object::toString).containsExactly("1", "5.1");
        assertThat(settings.channels().keepWarm()).isEqualTo(4);
        assertThat(settings.sessions())
                .isEqualTo(new Settings.Sessions(7, 500, Duration.ofSeconds(20), Duration.ofSeconds(60)));
        assertThat(settings.stream())
                .isEqualTo(new Settings.Stream(Settings.Stream.Throttle.ADAPTIVE, 8_000_000, Duration.ofSeconds(3)));
        Settings fromEnvironment = SettingsLoader.load(data(dir), Map.of("EXSTREAMTV_CHANNELS_PREWARM", "2, 3.5"));
        assertThat(fromEnvironment.channels().prewarm())
                .extracting(Object::toString)
                .containsExactly("2", "3.5");
    }

    @Test
    void namesWhatIsWrongWithWarmChannelsAndPaces() {
        assertThatThrownBy(() -> SettingsLoader.load(
                        data(dir),
                        Map.of(
                                "EXSTREAMTV_CHANNELS_PREWARM",
                                "1,two",
                                "EXSTREAMTV_STREAM_THROTTLE",
                                "warp",
                                "EXSTREAMTV_STREAM_BITRATE",
                                "fast")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'channels.prewarm' has 'two', but takes channel numbers such as 5 or 5.1")
                .hasMessageContaining("one of realtime, burst, adaptive, disabled")
                .hasMessageContaining("'clock' or a bit rate");
    }
}
