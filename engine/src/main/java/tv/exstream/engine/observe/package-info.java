/** Counters, throttled faults, the native-handle ledger. Pure Java; everything here may be called from any thread. */
@NullMarked
package tv.exstream.engine.observe;

import org.jspecify.annotations.NullMarked;
