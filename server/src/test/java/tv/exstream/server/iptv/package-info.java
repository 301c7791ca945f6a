@NullMarked
package tv.exstream.server.iptv;

import org.jspecify.annotations.NullMarked;
