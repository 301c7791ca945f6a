package tv.exstream.engine.hls;

/** What the files of a playlist are called, relative to it. */
public interface SegmentNames {
    String segment(long msn);

    String part(long msn, int part);

    /** {@code 4711.ts} and {@code 4711.3.ts} with an extension of one's own. */
    static SegmentNames numbered(String extension) {
        return new SegmentNames() {
            @Override
            public String segment(long msn) {
                return msn + extension;
            }

            @Override
            public String part(long msn, int part) {
                return msn + "." + part + extension;
            }
        };
    }
}
