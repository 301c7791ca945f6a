package tv.exstream.engine.hls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the media playlists of one live stream, one reload after the other, and fails where they break a rule of RFC 8216
 * or of the low-latency draft that a player relies on.
 */
public final class PlaylistRules {
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^,]*)");
    /** EXTINF has five decimals, the date three. */
    private static final Duration ROUNDING = Duration.ofNanos(1_100_000);

    /** A media segment, or (without {@code uri}) the parts of the one being made. */
    public record Listed(
            long msn, Optional<String> uri, double seconds, Instant start, boolean discontinuity, List<Part> parts) {}

    public record Part(String uri, double seconds, boolean independent) {}

    private final boolean checkTime;
    private final Map<Long, Listed> seen = new LinkedHashMap<>();
    private long target = -1;
    private long firstMsn = -1;
    private long lastMsn = -1;
    private long discontinuities = -1;

    private final boolean evenParts;

    public PlaylistRules() {
        this(true);
    }

    /** @param checkTime dates follow from durations: there is no jump of the time base in the stream */
    public PlaylistRules(boolean checkTime) {
        this(checkTime, true);
    }

    private PlaylistRules(boolean checkTime, boolean evenParts) {
        this.checkTime = checkTime;
        this.evenParts = evenParts;
    }

    /** Of a channel whose sources break: a part ends with the picture before a hole, however short or long that makes it. */
    public static PlaylistRules withHoles() {
        return new PlaylistRules(true, false);
    }

    /** Every complete segment ever listed. */
    public List<Listed> segments() {
        return List.copyOf(seen.values());
    }

    public static Map<String, String> attributes(String line) {
        Map<String, String> all = new LinkedHashMap<>();
        Matcher m = ATTRIBUTE.matcher(line.substring(line.indexOf(':') + 1));
        while (m.find()) {
            all.put(m.group(1), m.group(2).replace("\"", ""));
        }
        return all;
    }

    public static Optional<String> tag(String playlist, String name) {
        return playlist.lines()
                .filter(l -> l.startsWith(name + ":"))
                .map(l -> l.substring(name.length() + 1))
                .findFirst();
    }

    /** @return what it lists, the segment being made last where parts of it are listed */
    public List<Listed> check(String playlist) {
        assertThat(playlist).startsWith("#EXTM3U\n").endsWith("\n").doesNotContain("#EXT-X-ENDLIST");
        long duration = Long.parseLong(tag(playlist, "#EXT-X-TARGETDURATION").orElseThrow());
        assertThat(target < 0 || target == duration)
                .as("the target duration is constant")
                .isTrue();
        target = duration;
        Optional<Double> partTarget =
                tag(playlist, "#EXT-X-PART-INF").map(v -> Double.parseDouble(v.substring(v.indexOf('=') + 1)));
        partTarget.ifPresent(p -> assertThat(Double.parseDouble(String.valueOf(attributes(playlist.lines()
                                .filter(l -> l.startsWith("#EXT-X-SERVER"))
                                .findFirst()
                                .orElseThrow())
                        .get("PART-HOLD-BACK"))))
                .isGreaterThanOrEqualTo(2 * p));
        List<Listed> listed = read(playlist);
        check(listed, partTarget);
        numbers(playlist, listed);
        return listed;
    }

    private List<Listed> read(String playlist) {
        List<Listed> listed = new ArrayList<>();
        long msn = Long.parseLong(tag(playlist, "#EXT-X-MEDIA-SEQUENCE").orElseThrow());
        List<Part> parts = new ArrayList<>();
        double seconds = -1;
        Instant start = Instant.MIN;
        boolean discontinuity = false;
        for (String line : playlist.lines().toList()) {
            if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
                start = Instant.parse(line.substring(line.indexOf(':') + 1));
            } else if (line.equals("#EXT-X-DISCONTINUITY")) {
                discontinuity = true;
            } else if (line.startsWith("#EXT-X-PART:")) {
                Map<String, String> a = attributes(line);
                parts.add(new Part(
                        String.valueOf(a.get("URI")),
                        Double.parseDouble(String.valueOf(a.get("DURATION"))),
                        "YES".equals(a.get("INDEPENDENT"))));
            } else if (line.startsWith("#EXTINF:")) {
                seconds = Double.parseDouble(line.substring(8, line.indexOf(',')));
            } else if (!line.startsWith("#")) {
                listed.add(new Listed(msn++, Optional.of(line), seconds, start, discontinuity, List.copyOf(parts)));
                parts.clear();
                discontinuity = false;
            } else {
                assertThat(line).matches("#EXT(M3U|-X-[A-Z-]+(:.+)?)");
            }
        }
        if (!parts.isEmpty()) {
            double sum = parts.stream().mapToDouble(Part::seconds).sum();
            listed.add(new Listed(msn, Optional.empty(), sum, start, discontinuity, List.copyOf(parts)));
        }
        return listed;
    }

    private void check(List<Listed> listed, Optional<Double> partTarget) {
        for (int i = 0; i < listed.size(); i++) {
            Listed s = listed.get(i);
            assertThat(s.seconds()).as("%s", s).isPositive();
            assertThat(Math.round(s.seconds())).as("%s", s).isLessThanOrEqualTo(target);
            if (checkTime && i > 0 && !s.discontinuity()) {
                Listed before = listed.get(i - 1);
                Instant due = before.start().plusNanos(Math.round(before.seconds() * 1e9));
                assertThat(Duration.between(due, s.start()).abs())
                        .as("%s after %s", s, before)
                        .isLessThan(ROUNDING);
            }
            if (!s.parts().isEmpty()) {
                double target = partTarget.orElseThrow();
                double sum = s.parts().stream().mapToDouble(Part::seconds).sum();
                assertThat(Math.abs(sum - s.seconds())).as("parts of %s", s).isLessThan(0.0005);
                for (int p = 0; p < s.parts().size(); p++) {
                    Part part = s.parts().get(p);
                    assertThat(!evenParts || part.seconds() <= target + 0.00001)
                            .as("%s", s)
                            .isTrue();
                    boolean last = p == s.parts().size() - 1 && s.uri().isPresent();
                    assertThat(!evenParts || last || part.independent() || part.seconds() >= 0.85 * target)
                            .as("part %d of %s", p, s)
                            .isTrue();
                }
            }
            s.uri().ifPresent(uri -> {
                Listed known = seen.putIfAbsent(s.msn(), s);
                if (known != null) {
                    assertThat(s.uri())
                            .as("segment %d stays what it was", s.msn())
                            .isEqualTo(known.uri());
                    assertThat(s.seconds()).isEqualTo(known.seconds());
                    assertThat(s.start()).isEqualTo(known.start());
                }
            });
        }
    }

    private void numbers(String playlist, List<Listed> listed) {
        long gone = tag(playlist, "#EXT-X-DISCONTINUITY-SEQUENCE")
                .map(Long::parseLong)
                .orElse(0L);
        assertThat(gone).isGreaterThanOrEqualTo(discontinuities);
        discontinuities = gone;
        if (listed.isEmpty()) {
            return;
        }
        assertThat(listed.getFirst().msn()).as("the first number never falls").isGreaterThanOrEqualTo(firstMsn);
        assertThat(listed.getLast().msn()).as("the last number never falls").isGreaterThanOrEqualTo(lastMsn);
        double seconds = listed.stream()
                .filter(s -> s.uri().isPresent())
                .mapToDouble(Listed::seconds)
                .sum();
        boolean removed = firstMsn >= 0 && listed.getFirst().msn() > firstMsn;
        assertThat(!removed || seconds >= 3 * target)
                .as("nothing is removed before three target durations are listed: %f s", seconds)
                .isTrue();
        firstMsn = listed.getFirst().msn();
        lastMsn = listed.getLast().msn();
    }
}
