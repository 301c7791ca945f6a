@NullMarked
package tv.exstream.server.config;

import org.jspecify.annotations.NullMarked;
