/**
 * The {@code exstreamtv} command: one picocli class for each command, one table of exit codes ({@link
 * tv.exstream.cli.Exit}). A command parses, calls engine or server, and prints; results go to stdout, everything else
 * to stderr. Commands run on the main thread, which Ctrl-C interrupts.
 */
@NullMarked
package tv.exstream.cli;

import org.jspecify.annotations.NullMarked;
