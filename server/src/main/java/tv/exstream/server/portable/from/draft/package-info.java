/**
 * What all importers build on: reading the files of other products within bounds and without following links, and
 * collecting what they find into a document with remarks. Not thread-safe; one draft for each import.
 */
@NullMarked
package tv.exstream.server.portable.from.draft;

import org.jspecify.annotations.NullMarked;
