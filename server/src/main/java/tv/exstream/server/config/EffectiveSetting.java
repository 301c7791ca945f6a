package tv.exstream.server.config;

import java.util.regex.Pattern;

/**
 * One key with the value in force.
 *
 * @param key   as in the example file, sections joined by dots
 * @param value as it would be written in the file; a secret is masked
 * @param origin {@code default}, the file, the variable or the flag it comes from
 */
public record EffectiveSetting(String key, String value, String origin) {
    private static final Pattern SECRET = Pattern.compile(".*(password|secret|token|api-key|credential).*");
    private static final String MASK = "********";

    public EffectiveSetting {
        if (SECRET.matcher(key).matches() && !value.isEmpty()) {
            value = MASK;
        }
    }
}
