@NullMarked
package tv.exstream.server.script;

import org.jspecify.annotations.NullMarked;
