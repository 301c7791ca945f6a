package tv.exstream.server.schedule.sequential;

/**
 * Where something stands.
 *
 * @param file   a name; empty where there is only one text
 * @param line   from 1; 0 for what was never written down
 * @param column from 1
 */
public record Place(String file, int line, int column) {
    /** Of an instruction that comes from a script. */
    public static final Place NOWHERE = new Place("", 0, 0);

    /** {@code line 3}, after the file's name if it has one. */
    public String brief() {
        return (file.isEmpty() ? "" : file + ", ") + "line " + line;
    }

    @Override
    public String toString() {
        return brief() + ", column " + column;
    }
}
