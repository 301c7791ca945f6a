package tv.exstream.server.app;

import java.nio.file.Path;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

import org.jdbi.v3.core.JdbiException;

import tv.exstream.server.http.Problem;
import tv.exstream.server.http.Problems;
import tv.exstream.server.store.StoreException;

/** A full disk or a locked database is no incident: it is told to whoever asked, with the remedy. */
final class StoreProblems implements ExceptionMapper<JdbiException> {
    private final Path file;

    StoreProblems(Path file) {
        this.file = file;
    }

    @Override
    public Response toResponse(JdbiException e) {
        Problem problem = StoreException.explain(file, e)
                .filter(known -> known.kind() != StoreException.Kind.FAILED)
                .map(known -> Problem.of(
                        known.kind() == StoreException.Kind.FULL ? 507 : 503,
                        "The database cannot be used now",
                        String.valueOf(known.getMessage())))
                .orElseGet(() -> Problems.of(e));
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
