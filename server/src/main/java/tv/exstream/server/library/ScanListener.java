package tv.exstream.server.library;

/** Is told about a scan on the scan's own thread; must return soon. */
@FunctionalInterface
public interface ScanListener {
    ScanListener NONE = progress -> {};

    void progress(ScanProgress progress);

    default void finished(ScanReport report) {}
}
