/** SQLite through JDBI: one writer, a few readers, migrations. */
@NullMarked
package tv.exstream.server.store;

import org.jspecify.annotations.NullMarked;
