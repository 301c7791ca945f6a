package tv.exstream.server.portable.from.m3u;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of a playlist.
 *
 * @param line       where it is, from one
 * @param attributes of its {@code #EXTINF}, by names in lower case
 * @param title      what stands behind the comma; may be empty
 * @param groups     of {@code #EXTGRP}
 * @param directives other lines that begin with {@code #} and belong to it
 * @param address    what is to be played
 */
record Entry(
        int line,
        Map<String, String> attributes,
        String title,
        List<String> groups,
        List<String> directives,
        String address) {
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "\\G[\\s,]*+([A-Za-z][A-Za-z0-9_-]*+)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s,\"']++))");
    private static final Pattern LENGTH = Pattern.compile("\\s*+-?[0-9.]*+");

    Entry {
        attributes = Collections.unmodifiableMap(attributes);
        groups = List.copyOf(groups);
        directives = List.copyOf(directives);
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** What stands behind {@code #EXTINF:}, or behind {@code #EXTM3U}. */
    record Info(Map<String, String> attributes, String title) {
        /** A name may hold commas and quotes: it begins at the comma behind the last attribute. */
        static Info parse(String text) {
            Map<String, String> attributes = new LinkedHashMap<>();
            Matcher length = LENGTH.matcher(text);
            int at = length.lookingAt() ? length.end() : 0;
            Matcher next = ATTRIBUTE.matcher(text).region(at, text.length());
            while (next.find()) {
                // A comma before something like an attribute is the name's if the attributes have ended there.
                if (text.substring(at, next.start(1)).contains(",") && next.group(4) != null) {
                    break;
                }
                attributes.putIfAbsent(
                        next.group(1).toLowerCase(Locale.ROOT),
                        next.group(2) != null ? next.group(2) : next.group(3) != null ? next.group(3) : next.group(4));
                at = next.end();
            }
            int comma = text.indexOf(',', at);
            return new Info(
                    attributes, comma < 0 ? "" : text.substring(comma + 1).strip());
        }
    }

    /** What the entries of a playlist are, line by line. */
    static List<Entry> read(List<String> lines, int most) {
        List<Entry> entries = new ArrayList<>();
        Optional<Info> info = Optional.empty();
        List<String> groups = new ArrayList<>();
        List<String> directives = new ArrayList<>();
        for (int i = 0; i < lines.size() && entries.size() <= most; i++) {
            String line = lines.get(i);
            String name = line.toUpperCase(Locale.ROOT);
            if (name.startsWith("#EXTINF:")) {
                info = Optional.of(Info.parse(line.substring("#EXTINF:".length())));
            } else if (name.startsWith("#EXTGRP:")) {
                groups.add(line.substring("#EXTGRP:".length()));
            } else if (line.startsWith("#")) {
                directives.add(line);
            } else {
                Info found = info.orElseGet(() -> new Info(new LinkedHashMap<>(), ""));
                entries.add(new Entry(i + 1, found.attributes(), found.title(), groups, directives, line));
                info = Optional.empty();
                groups.clear();
                directives.clear();
            }
        }
        return entries;
    }
}
