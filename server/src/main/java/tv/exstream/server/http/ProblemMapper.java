package tv.exstream.server.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers whatever a resource throws, and whatever Jersey itself refuses, with a {@link Problem}. */
final class ProblemMapper implements ExceptionMapper<Throwable>, ContainerResponseFilter {
    private static final MediaType PROBLEM_JSON = MediaType.valueOf(Problem.MEDIA_TYPE);

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof WebApplicationException redirect
                && redirect.getResponse().getStatus() < 400) {
            return redirect.getResponse();
        }
        Problem problem = Problems.of(thrown);
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(PROBLEM_JSON).entity(problem);
        problem.headers().forEach(response::header);
        return response.build();
    }

    /** Only here is the request at hand that an empty detail must speak of. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem && problem.detail().isEmpty()) {
            response.setEntity(
                    problem.withDetail(detail(problem, request)), response.getEntityAnnotations(), PROBLEM_JSON);
        }
    }

    private static String detail(Problem problem, ContainerRequestContext request) {
        String path = "/" + request.getUriInfo().getPath();
        return switch (problem.status()) {
            case 404 -> "there is nothing at " + path + "; /openapi.json lists what there is";
            case 405 ->
                request.getMethod() + " is not possible on " + path + "; allowed: "
                        + problem.headers().getOrDefault("Allow", "nothing");
            case 406 ->
                path + " cannot be had as " + request.getHeaderString("Accept") + "; drop the Accept header to see what"
                        + " it is";
            case 415 -> path + " does not take a body of type " + request.getMediaType() + "; send application/json";
            default -> problem.title() + " (" + request.getMethod() + " " + path + ")";
        };
    }
}
