package tv.exstream.server.playout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a future was built from. Another one means that the future must be built again.
 *
 * @param schedule digest of the definition, its seed and its time zone
 * @param library  digest of all it may draw from
 */
record Fingerprint(String schedule, String library) {
    /** Of a playout that was never built. */
    static final Fingerprint NONE = new Fingerprint("", "");

    private static final int BYTES = 16;

    /** As the database has it; one that an earlier version wrote equals no other. */
    static Fingerprint read(String text) {
        int bar = text.indexOf('/');
        return bar < 0 ? new Fingerprint(text, "") : new Fingerprint(text.substring(0, bar), text.substring(bar + 1));
    }

    String text() {
        return schedule + "/" + library;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a text, kept apart from the next one. */
    static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
