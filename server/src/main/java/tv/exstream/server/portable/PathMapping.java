package tv.exstream.server.portable;

import java.util.List;

/**
 * Where the files of one installation lie in another.
 *
 * @param from a folder there, in the form of its system
 * @param to   the same folder here
 */
public record PathMapping(String from, String to) {
    public PathMapping {
        if (from.isBlank() || to.isBlank()) {
            throw new IllegalArgumentException("a mapping has the form FROM=TO, as in D:\\Videos=/srv/videos");
        }
    }

    /** @throws IllegalArgumentException for what is not {@code FROM=TO} */
    public static PathMapping parse(String text) {
        int at = text.indexOf('=');
        if (at < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no mapping: give FROM=TO, as in D:\\Videos=/srv/videos");
        }
        return new PathMapping(text.substring(0, at), text.substring(at + 1));
    }

    /** The path here, by the first mapping that its folder has; itself if none has. */
    static String apply(List<PathMapping> mappings, String path) {
        for (PathMapping mapping : mappings) {
            String folder = trimmed(mapping.from);
            boolean within = path.startsWith(folder)
                    && (path.length() == folder.length() || separator(path.charAt(folder.length())));
            if (within) {
                String rest = path.substring(folder.length());
                return trimmed(mapping.to) + (mapping.from.contains("\\") ? rest.replace('\\', '/') : rest);
            }
        }
        return path;
    }

    private static String trimmed(String folder) {
        int end = folder.length();
        while (end > 0 && separator(folder.charAt(end - 1))) {
            end--;
        }
        return folder.substring(0, end);
    }

    private static boolean separator(char c) {
        return c == '/' || c == '\\';
    }
}
