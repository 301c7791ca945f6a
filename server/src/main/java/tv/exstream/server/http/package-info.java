/** Jetty and Jersey: the edge's ground floor, problem+json, OpenAPI. */
@NullMarked
package tv.exstream.server.http;

import org.jspecify.annotations.NullMarked;
