package tv.exstream.server.library.analysis;

import java.util.SequencedSet;

/** Which media it is worth looking at. Safe from any thread. */
public interface AnalysisDemand {
    /** The keys of all of them, the most urgent first; may take a while. */
    SequencedSet<Long> media();

    /** Changes whenever {@link #media} may have. */
    long revision();
}
