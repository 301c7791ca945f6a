@NullMarked
package tv.exstream.server.web;

import org.jspecify.annotations.NullMarked;
