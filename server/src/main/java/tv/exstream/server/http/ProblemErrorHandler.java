package tv.exstream.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty refuses, or a raw handler throws, is answered with the same {@link Problem} documents as the API's errors. */
final class ProblemErrorHandler extends ErrorHandler {
    private final ObjectMapper json;

    ProblemErrorHandler(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback)
            throws IOException {
        Problem problem = problem(request, code, message, cause);
        response.setStatus(problem.status());
        problem.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        byte[] body = bytes(problem);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        boolean head = "HEAD".equals(request.getMethod());
        response.write(true, ByteBuffer.wrap(head ? new byte[0] : body), callback);
    }

    private static Problem problem(Request request, int code, @Nullable String message, @Nullable Throwable cause) {
        if (cause != null && (code == 500 || cause instanceof ProblemException)) {
            return Problems.of(cause);
        }
        int status = code < 400 ? 500 : code;
        String title = HttpStatus.getMessage(status);
        boolean saysNothing = message == null || message.isBlank() || message.equals(title);
        String detail = switch (status) {
            case 404 ->
                "there is nothing at " + Request.getPathInContext(request) + "; /openapi.json lists what there is";
            case 400 -> "the address or a header of this request is not valid" + (saysNothing ? "" : ": " + message);
            default -> saysNothing ? title : String.valueOf(message);
        };
        return Problem.of(status, title, detail);
    }

    private byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a problem of strings and a number is always JSON", e);
        }
    }
}
