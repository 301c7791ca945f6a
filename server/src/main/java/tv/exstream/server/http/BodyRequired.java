package tv.exstream.server.http;

import java.io.IOException;

import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import org.jspecify.annotations.Nullable;

/** A resource that takes a body never sees none: an empty one, or JSON's null, is the client's mistake. */
final class BodyRequired implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        @Nullable Object body = context.proceed();
        if (body == null) {
            throw ProblemException.badRequest("the request has no body; send a JSON document");
        }
        return body;
    }
}
