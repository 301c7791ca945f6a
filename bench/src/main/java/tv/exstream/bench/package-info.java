/** How fast and how frugal it is: JMH benches in packages named after what they measure, whole-system benches in {@code system}. */
@NullMarked
package tv.exstream.bench;

import org.jspecify.annotations.NullMarked;
