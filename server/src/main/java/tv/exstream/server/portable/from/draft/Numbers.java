package tv.exstream.server.portable.from.draft;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tv.exstream.engine.ChannelNumber;

/** Numbers that the channels of a draft have. */
public final class Numbers {
    private static final Pattern FORM = Pattern.compile("0*([1-9][0-9]{0,4})(?:[.,-]([0-9]{1,2}))?");
    private static final int LAST = 99_999;

    private final Set<ChannelNumber> taken = new HashSet<>();
    private int next = 1;

    /** What a text says; {@code 7-2} and {@code 7,2} are written for 7.2 in some products. */
    public static Optional<ChannelNumber> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        int minor = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
        return Optional.of(new ChannelNumber(Integer.parseInt(form.group(1)), minor));
    }

    /** Whether the number was free, which it is no more. */
    public boolean take(ChannelNumber number) {
        return taken.add(number);
    }

    /**
     * The lowest number that is free and was not given before; it is taken then.
     *
     * @throws ImportException if there is none
     */
    public ChannelNumber free() {
        while (next <= LAST) {
            ChannelNumber number = ChannelNumber.of(next++);
            if (taken.add(number)) {
                return number;
            }
        }
        throw new ImportException("there are more channels than numbers: import fewer than " + LAST);
    }
}
