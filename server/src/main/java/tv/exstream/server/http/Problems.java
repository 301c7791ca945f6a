package tv.exstream.server.http;

import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import org.eclipse.jetty.http.HttpException;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.EngineException;
import tv.exstream.server.config.Spelling;

/** Which problem an exception is. What nobody expected is logged here, once, under the incident id its answer names. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int CAUSES_LOOKED_AT = 8;

    private Problems() {}

    /** An empty detail means that only who knows the request can say what is wrong (unknown path, method not allowed). */
    public static Problem of(Throwable thrown) {
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < CAUSES_LOOKED_AT; depth++) {
            Optional<Problem> known = known(t);
            if (known.isPresent()) {
                return known.get();
            }
            t = t.getCause();
        }
        return incident(thrown);
    }

    private static Optional<Problem> known(Throwable t) {
        return switch (t) {
            case ProblemException e -> Optional.of(e.problem());
            case EngineException e -> engine(e);
            case JacksonException e -> json(e);
            case ParamException e -> Optional.of(parameter(e));
            case WebApplicationException e -> Optional.of(web(e));
            case HttpException e -> Optional.of(http(e));
            case DateTimeException e ->
                Optional.of(ProblemException.badRequest(message(e) + ": use ISO-8601 with an offset")
                        .problem());
            case IllegalArgumentException e
            when thrownByUs(e) ->
                Optional.of(ProblemException.badRequest(message(e)).problem());
            default -> Optional.empty();
        };
    }

    /** One of the JDK's or a library's own is a bug of ours, not of the request. */
    private static boolean thrownByUs(Throwable t) {
        StackTraceElement[] frames = t.getStackTrace();
        return frames.length > 0 && frames[0].getClassName().startsWith("tv.exstream.");
    }

    private static Optional<Problem> engine(EngineException e) {
        String detail = message(e);
        return switch (e.kind()) {
            case NOT_FOUND -> Optional.of(ProblemException.notFound(detail).problem());
            case MALFORMED, UNSUPPORTED ->
                Optional.of(ProblemException.unprocessable(detail).problem());
            case UNAVAILABLE -> Optional.of(ProblemException.unavailable(detail).problem());
            case TIMEOUT -> Optional.of(Problem.of(504, "Took too long", detail));
            case INTERNAL -> Optional.empty();
        };
    }

    private static Optional<Problem> json(JacksonException e) {
        if (!(e.getProcessor() instanceof JsonParser) || e instanceof InvalidDefinitionException) {
            return Optional.empty(); // while writing an answer: ours
        }
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        String detail = switch (e) {
            case UnrecognizedPropertyException u -> "unknown property '" + path(u) + "'" + where + known(u);
            case InvalidFormatException f ->
                "'" + f.getValue() + "' is not a value for '" + path(f) + "'" + where + ", which takes a "
                        + f.getTargetType().getSimpleName();
            case InvalidNullException n -> "'" + path(n) + "' is missing" + where;
            case MismatchedInputException m
            when reason(m).startsWith("Cannot map `null`") -> "'" + path(m) + "' is missing" + where;
            case MismatchedInputException m -> "'" + path(m) + "' does not fit" + where + ": " + reason(m);
            case JsonMappingException m
            when m.getCause() instanceof StreamReadException cause -> unreadable(e, where, cause);
            case JsonMappingException m
            when m.getCause() != null -> "'" + path(m) + "' is not acceptable" + where + ": " + message(m.getCause());
            default -> unreadable(e, where, e);
        };
        return Optional.of(ProblemException.badRequest(detail).problem());
    }

    /** @param cause who knows what is wrong, where it was met within a property */
    private static String unreadable(JacksonException e, String where, JacksonException cause) {
        return "the body is not valid " + (e.getProcessor() instanceof YAMLParser ? "YAML" : "JSON") + where + ": "
                + reason(cause);
    }

    private static String known(UnrecognizedPropertyException e) {
        if (e.getKnownPropertyIds() == null) {
            return "; nothing is known here";
        }
        List<String> known =
                e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
        return Spelling.nearest(e.getPropertyName(), known)
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse(";")
                + " Known here: " + String.join(", ", known);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "the body" : path.toString();
    }

    /** Jackson's own words without its Java type names' packages and its view of the source. */
    private static String reason(JacksonException e) {
        String text = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        text = text.replaceAll("\\s*\\((?:start marker at )?\\[Source:.*", "");
        // YAML's come with a picture of the place
        text = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .limit(2)
                .collect(Collectors.joining(": "));
        return text.replaceAll("`?\\b(?:[a-z][\\w]*\\.)+([A-Z][\\w$]*)(?:<[^`]*>)?`?", "$1");
    }

    private static Problem parameter(ParamException e) {
        Throwable cause = e.getCause();
        while (cause != null) {
            if (cause instanceof ProblemException known) {
                return known.problem();
            }
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return ProblemException.badRequest("parameter '" + e.getParameterName() + "': " + cause.getMessage())
                        .problem();
            }
            cause = cause.getCause();
        }
        return ProblemException.badRequest("parameter '" + e.getParameterName() + "' has a value it cannot take")
                .problem();
    }

    private static Problem web(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            throw e; // redirections are no problems
        }
        String ownWords = message(e);
        String detail = ownWords.startsWith("HTTP ") ? "" : ownWords;
        Problem problem = Problem.of(status, e.getResponse().getStatusInfo().getReasonPhrase(), detail);
        return e instanceof NotAllowedException
                ? problem.withHeaders(Map.of("Allow", e.getResponse().getHeaderString("Allow")))
                : problem;
    }

    private static Problem http(HttpException e) {
        String reason = e.getReason() == null ? "the request is not valid HTTP" : e.getReason();
        return Problem.of(e.getCode() < 400 ? 400 : e.getCode(), "Bad request", reason);
    }

    private static Problem incident(Throwable t) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("incident {}: {}", id, t.toString(), t);
        return Problem.of(
                500,
                "Internal error",
                "something unexpected happened; the server's log has the details under incident " + id);
    }

    private static String message(Throwable t) {
        return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    }
}
