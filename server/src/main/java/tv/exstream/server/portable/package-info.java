/**
 * Everything that people made, as one document that goes from one installation to another: what is in it, how it is
 * written, how it comes out of an installation and into one. Documents are values; an import is one transaction.
 */
@NullMarked
package tv.exstream.server.portable;

import org.jspecify.annotations.NullMarked;
