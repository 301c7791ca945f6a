/** Typed configuration: YAML, environment, flags; unknown keys are refused with the nearest known one. */
@NullMarked
package tv.exstream.server.config;

import org.jspecify.annotations.NullMarked;
