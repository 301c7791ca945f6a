/** HDHomeRun emulation: HTTP, UDP 65001 discovery and control, SSDP. */
@NullMarked
package tv.exstream.server.hdhr;

import org.jspecify.annotations.NullMarked;
