/** What happens on this server, as it happens: sessions, channels, faults. Server-sent events without a thread each. */
@NullMarked
package tv.exstream.server.events;

import org.jspecify.annotations.NullMarked;
