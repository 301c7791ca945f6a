/** The only importer of org.bytedeco besides natives: one final class per native handle, each confined to one thread at a time. */
@NullMarked
package tv.exstream.engine.av;

import org.jspecify.annotations.NullMarked;
