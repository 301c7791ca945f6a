/** ErsatzTV's SQLite database, of all versions since 0.4. Not thread-safe. */
@NullMarked
package tv.exstream.server.portable.from.ersatztv;

import org.jspecify.annotations.NullMarked;
