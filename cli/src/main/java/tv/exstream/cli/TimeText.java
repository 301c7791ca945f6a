package tv.exstream.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments as people write them: a day, a day and time, or a time with offset. */
final class TimeText {
    private static final int LENGTH_OF_A_DAY = 10;

    private TimeText() {}

    /**
     * The moment as servers take it.
     *
     * @param option where it was written, for the fault
     * @param local  the zone of what has no offset
     * @throws CliException {@code USAGE} for what is no moment
     */
    static String withOffset(String option, String text, ZoneId local) {
        try {
            OffsetDateTime time = text.length() <= LENGTH_OF_A_DAY
                    ? LocalDate.parse(text).atStartOfDay(local).toOffsetDateTime()
                    : text.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)")
                            ? OffsetDateTime.parse(text)
                            : LocalDateTime.parse(text).atZone(local).toOffsetDateTime();
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        } catch (DateTimeException e) {
            throw new CliException(
                    Exit.USAGE,
                    option + " " + text + " is no time: use 2026-12-24, 2026-12-24T20:15 or 2026-12-24T20:15:00+01:00",
                    e);
        }
    }
}
