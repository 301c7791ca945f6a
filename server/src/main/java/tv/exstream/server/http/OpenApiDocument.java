package tv.exstream.server.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.PrimitiveType;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;

import tv.exstream.engine.ChannelNumber;

/** The API's OpenAPI description, read off the resource classes. Generating takes a second, so it is done when first asked for. */
final class OpenApiDocument {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final String version;
    private final Supplier<List<Class<?>>> resources;
    private final List<RawEndpoint> raw;
    private byte[] generated = {};

    OpenApiDocument(String version, Supplier<List<Class<?>>> resources, List<RawEndpoint> raw) {
        this.version = version;
        this.resources = resources;
        this.raw = List.copyOf(raw);
    }

    /** UTF-8 JSON, not to be written to. */
    synchronized byte[] json() throws JsonProcessingException {
        if (generated.length == 0) {
            generated = Json.mapper().writeValueAsString(generate()).getBytes(StandardCharsets.UTF_8);
        }
        return generated;
    }

    private OpenAPI generate() {
        // as Json writes them: a channel number and a duration are text
        PrimitiveType.customClasses().put(ChannelNumber.class.getName(), PrimitiveType.STRING);
        PrimitiveType.customClasses().put(Duration.class.getName(), PrimitiveType.STRING);
        OpenAPI api = new Reader(new OpenAPI()).read(new LinkedHashSet<>(resources.get()));
        api.info(new Info()
                .title("EXStreamTV")
                .version(version)
                .description(
                        "Channels, guide and media of this server. Errors are application/problem+json (RFC 9457)."));
        Paths paths = api.getPaths() == null ? new Paths() : api.getPaths();
        api.setPaths(paths);
        for (RawEndpoint endpoint : raw) {
            paths.addPathItem(endpoint.path(), item(endpoint));
        }
        api.schema("Problem", problemSchema());
        paths.values().stream()
                .flatMap(item -> item.readOperations().stream())
                .forEach(OpenApiDocument::answersProblems);
        return api;
    }

    private static PathItem item(RawEndpoint endpoint) {
        Operation operation = new Operation()
                .summary(endpoint.summary())
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("the stream or document")
                                        .content(new Content().addMediaType(endpoint.contentType(), new MediaType()))));
        List<Parameter> parameters = new ArrayList<>();
        Matcher names = PARAMETER.matcher(endpoint.path());
        while (names.find()) {
            parameters.add(new PathParameter().name(names.group(1)).schema(new StringSchema()));
        }
        if (!parameters.isEmpty()) {
            operation.setParameters(parameters);
        }
        return new PathItem().get(operation);
    }

    private static Schema<?> problemSchema() {
        Map<String, Schema<?>> fields = new LinkedHashMap<>();
        fields.put("type", new StringSchema());
        fields.put("title", new StringSchema());
        fields.put("status", new IntegerSchema());
        fields.put("detail", new StringSchema().description("what is wrong and what to do about it"));
        ObjectSchema schema = new ObjectSchema();
        fields.forEach(schema::addProperty);
        return schema;
    }

    private static void answersProblems(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        operation
                .getResponses()
                .addApiResponse(
                        "4XX",
                        new ApiResponse()
                                .description("a problem")
                                .content(new Content()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                new MediaType()
                                                        .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
    }
}
