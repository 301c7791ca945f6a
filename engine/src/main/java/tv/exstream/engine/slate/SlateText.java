package tv.exstream.engine.slate;

/**
 * What a slate says.
 *
 * @param title    the large line
 * @param subtitle the small line under it, may be empty
 */
public record SlateText(String title, String subtitle) {
    /** In place of a programme that cannot be shown. */
    public static final SlateText STAND_BY = new SlateText("Please stand by", "This programme will be right back");

    /** Where nothing is scheduled. */
    public static final SlateText OFF_AIR = new SlateText("Off air", "Nothing is scheduled at this time");
}
