package tv.exstream.natives;

import java.util.regex.Pattern;

/** Takes passwords, tokens and keys out of text that holds URLs, before anybody logs or shows it. */
public final class Secrets {
    private static final String MASK = "***";
    private static final Pattern USER_INFO =
            Pattern.compile("(\\b[a-z][a-z0-9+.-]*://)[^/?#\\s@'\"]+@", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUERY_VALUE = Pattern.compile(
            "([?&;][^=&;\\s?'\"]*(?:token|key|pass|pwd|secret|auth|sig|credential|session)[^=&;\\s'\"]*=)[^&;#\\s'\"]+",
            Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** The text with user info and secret-looking query values of its URLs replaced by {@code ***}. */
    public static String mask(String text) {
        if (text.indexOf('=') < 0 && text.indexOf('@') < 0) {
            return text;
        }
        String withoutUsers = USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
        return QUERY_VALUE.matcher(withoutUsers).replaceAll("$1" + MASK);
    }
}
