@NullMarked
package tv.exstream.server.session;

import org.jspecify.annotations.NullMarked;
