package tv.exstream.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.internal.ContainerUtils;
import org.glassfish.jersey.server.spi.Container;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;

/**
 * Jersey as a Jetty handler, without servlets. Jersey's own container for Jetty leaves a response open when writing it
 * fails half-way and drops the Content-Length of HEAD; this one completes every exchange exactly once.
 */
final class JerseyBridge extends Handler.Abstract implements Container {
    private static final SecurityContext ANONYMOUS = new Anonymous(false);
    private static final SecurityContext ANONYMOUS_SECURE = new Anonymous(true);

    private final ApplicationHandler jersey;

    JerseyBridge(ResourceConfig config) {
        jersey = new ApplicationHandler(config);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        jersey.onStartup(this);
    }

    @Override
    protected void doStop() throws Exception {
        jersey.onShutdown(this);
        super.doStop();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        URI base;
        URI uri;
        try {
            base = new URI(
                    request.getHttpURI().getScheme(),
                    null,
                    Request.getServerName(request),
                    Request.getServerPort(request),
                    "/",
                    null,
                    null);
            uri = requestUri(request, base);
        } catch (URISyntaxException e) {
            Response.writeError(request, response, callback, 400, "not a valid address: " + e.getMessage());
            return true;
        }
        ContainerRequest exchange = new ContainerRequest(
                base,
                uri,
                request.getMethod(),
                request.isSecure() ? ANONYMOUS_SECURE : ANONYMOUS,
                new MapPropertiesDelegate(),
                jersey.getConfiguration());
        exchange.setProperty(HttpEdge.REMOTE_ADDRESS, Request.getRemoteAddr(request));
        exchange.setEntityStream(Request.asInputStream(request));
        for (HttpField field : request.getHeaders()) {
            exchange.headers(field.getName(), field.getValue() == null ? "" : field.getValue());
        }
        exchange.setWriter(new Writer(request, response, callback));
        jersey.handle(exchange);
        return true;
    }

    private static URI requestUri(Request request, URI base) throws URISyntaxException {
        String query = request.getHttpURI().getQuery();
        String path = request.getHttpURI().getPath();
        return new URI(base.getScheme() + "://" + base.getRawAuthority() + (path == null ? "/" : path)
                + (query == null ? "" : "?" + ContainerUtils.encodeUnsafeCharacters(query)));
    }

    @Override
    public ResourceConfig getConfiguration() {
        return jersey.getConfiguration();
    }

    @Override
    public ApplicationHandler getApplicationHandler() {
        return jersey;
    }

    @Override
    public void reload() {
        throw new UnsupportedOperationException("resources are fixed when the edge is built");
    }

    @Override
    public void reload(ResourceConfig configuration) {
        reload();
    }

    /** One response. Jersey calls it from one thread at a time, except for the timeout. */
    private static final class Writer implements ContainerResponseWriter {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final AtomicBoolean completed = new AtomicBoolean();
        private @Nullable TimeoutHandler timeoutHandler;
        private Scheduler.@Nullable Task timer;

        Writer(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public OutputStream writeResponseStatusAndHeaders(long contentLength, ContainerResponse answer) {
            response.setStatus(answer.getStatus());
            for (Map.Entry<String, List<String>> header :
                    answer.getStringHeaders().entrySet()) {
                response.getHeaders().put(header.getKey(), header.getValue());
            }
            boolean bodyForbidden = answer.getStatus() == 204 || answer.getStatus() == 304;
            if (contentLength >= 0 && !bodyForbidden && !response.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, contentLength);
            }
            return Response.asBufferedOutputStream(request, response);
        }

        @Override
        public synchronized boolean suspend(long timeout, TimeUnit unit, TimeoutHandler handler) {
            if (timeoutHandler != null) {
                return false;
            }
            timeoutHandler = handler;
            setSuspendTimeout(timeout, unit);
            return true;
        }

        @Override
        public synchronized void setSuspendTimeout(long timeout, TimeUnit unit) {
            TimeoutHandler handler = timeoutHandler;
            if (handler == null) {
                throw new IllegalStateException("not suspended");
            }
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
            if (timeout > 0) {
                timer = request.getComponents().getScheduler().schedule(() -> handler.onTimeout(this), timeout, unit);
            }
        }

        private synchronized boolean completeOnce() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
            return completed.compareAndSet(false, true);
        }

        @Override
        public void commit() {
            if (completeOnce()) {
                callback.succeeded();
            }
        }

        @Override
        public void failure(Throwable error) {
            if (!completeOnce()) {
                return;
            }
            if (response.isCommitted()) {
                callback.failed(error instanceof IOException ? error : new IOException("answer broke off", error));
            } else {
                Response.writeError(request, response, callback, 500, null, error);
            }
        }

        @Override
        public boolean enableResponseBuffering() {
            return true;
        }
    }

    private record Anonymous(boolean isSecure) implements SecurityContext {
        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return null;
        }
    }
}
