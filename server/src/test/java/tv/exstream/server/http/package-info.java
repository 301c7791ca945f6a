@NullMarked
package tv.exstream.server.http;

import org.jspecify.annotations.NullMarked;
