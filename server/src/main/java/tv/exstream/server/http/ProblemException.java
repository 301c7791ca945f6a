package tv.exstream.server.http;

import java.util.Map;

/**
 * Thrown by resources and the parsers of requests to answer with a {@link Problem}. It says what the client did or
 * met, so it is never logged as a fault of the server.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(int status, String title, String detail) {
        this(Problem.of(status, title, detail));
    }

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public int status() {
        return problem.status();
    }

    public String title() {
        return problem.title();
    }

    public String detail() {
        return problem.detail();
    }

    /** 400: the request cannot be understood. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad request", detail);
    }

    /** 404: what the request names does not exist. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not found", detail);
    }

    /** 409: against the present state of what the request names. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(409, "Conflict", detail);
    }

    /** 422: well-formed, but its values make no sense together. */
    public static ProblemException unprocessable(String detail) {
        return new ProblemException(422, "Cannot be processed", detail);
    }

    /** 403: it exists, but may not be done. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(403, "Forbidden", detail);
    }

    /** 503: not now; may work later. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(503, "Not available now", detail);
    }

    /** 503 that tells when to try again. */
    public static ProblemException unavailable(String detail, int retryAfterSeconds) {
        return new ProblemException(Problem.of(503, "Not available now", detail)
                .withHeaders(Map.of("Retry-After", Integer.toString(retryAfterSeconds))));
    }
}
