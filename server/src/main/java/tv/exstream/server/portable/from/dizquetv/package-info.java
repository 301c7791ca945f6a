/** The JSON files of dizqueTV: channels, filler lists and custom shows. Stateless but for one import at a time. */
@NullMarked
package tv.exstream.server.portable.from.dizquetv;

import org.jspecify.annotations.NullMarked;
