/**
 * The language of sequential schedules: YAML in, a typed list of instructions or everything that is wrong with it out,
 * each fault with its line and column. Pure: imported files are asked for through {@link
 * tv.exstream.server.schedule.sequential.Imports}, and what the engine knows is told by a {@link
 * tv.exstream.server.schedule.sequential.Vocabulary}. Nothing here knows how instructions are carried out.
 */
@NullMarked
package tv.exstream.server.schedule.sequential;

import org.jspecify.annotations.NullMarked;
