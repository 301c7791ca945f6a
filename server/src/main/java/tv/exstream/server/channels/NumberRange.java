package tv.exstream.server.channels;

/**
 * Where the numbers of automatic channels begin. A new channel takes the lowest free number from there on and keeps it
 * for ever, so a range that is full simply goes on above.
 */
public enum NumberRange {
    EVERYTHING(1),
    DEMO(1),
    SHOWS(2),
    DECADES(500),
    GENRES(600),
    MUSIC(700),
    FOLDERS(800),
    /** Made by hand without a number. */
    CUSTOM(1000);

    private final int first;

    NumberRange(int first) {
        this.first = first;
    }

    public int first() {
        return first;
    }
}
