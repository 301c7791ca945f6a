package tv.exstream.server.schedule.sequential;

/**
 * Something that must be corrected before a schedule can be used.
 *
 * @param text what is wrong and what to do about it
 */
public record Fault(Place place, String text) {
    @Override
    public String toString() {
        return place + ": " + text;
    }
}
