package tv.exstream.server.portable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import org.yaml.snakeyaml.LoaderOptions;

import tv.exstream.server.channels.DefinitionFormat;

/** Documents as text: YAML for people, JSON for programs. Safe from any thread. */
public final class PortableFormat {
    /** Of the format; another one is refused. */
    static final int VERSION = 1;

    /** As much as a request may hold. */
    private static final int MOST_CHARACTERS = 16 << 20;

    private static final List<String> HEADER = List.of(
            "Collections, schedules and channels of EXStreamTV, for 'exstreamtv import' and POST /api/import.",
            "What refers to something calls it by its name, media by their paths. docs/portable.md says more.");

    private static final ObjectMapper JSON = configured(JsonMapper.builder())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final ObjectMapper YAML = configured(YAMLMapper.builder(factory()))
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .disable(
                    YAMLGenerator.Feature.WRITE_DOC_START_MARKER,
                    YAMLGenerator.Feature.SPLIT_LINES,
                    YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
            .build();

    private PortableFormat() {}

    private static <B extends MapperBuilder<?, B>> B configured(B builder) {
        return DefinitionFormat.strict(builder)
                .addModule(KeyFields.module())
                .withConfigOverride(
                        boolean.class,
                        flag -> flag.setInclude(JsonInclude.Value.construct(
                                JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.USE_DEFAULTS)));
    }

    private static YAMLFactory factory() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        return YAMLFactory.builder()
                .loaderOptions(limits)
                .stringQuotingChecker(new CarefulQuoting())
                .build();
    }

    /**
     * As YAML, ending with a line break.
     *
     * @param notes for the reader, as comments at the top; one line each
     */
    public static String yaml(PortableDocument document, List<String> notes) {
        StringBuilder text = new StringBuilder();
        HEADER.forEach(line -> text.append("# ").append(line).append('\n'));
        notes.forEach(
                line -> text.append("# ").append(line.replaceAll("\\R", " ")).append('\n'));
        return text.append(write(YAML, document)).toString();
    }

    /** As JSON, indented. */
    public static String json(PortableDocument document) {
        return write(JSON, document);
    }

    private static String write(ObjectMapper mapper, PortableDocument document) {
        WrittenNames names = new WrittenNames(document);
        try {
            return mapper.writer()
                    .withAttribute(WrittenNames.class, names)
                    .writeValueAsString(DocumentFile.of(document, names));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a document.
     *
     * @param yaml in YAML, else in JSON
     * @throws JsonProcessingException for what is no such document; knows line and column, names the thing and the remedy
     */
    public static PortableDocument read(String text, boolean yaml) throws JsonProcessingException {
        ObjectMapper mapper = yaml ? YAML : JSON;
        DocumentHead head = mapper.readerFor(DocumentHead.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(text);
        ReadNames names = new ReadNames(head);
        if (head.exstreamtv().isEmpty()) {
            throw atTheTop(
                    mapper, text, "this is no document of EXStreamTV: begin it with 'exstreamtv: " + VERSION + "'");
        }
        KnownKeys.check(mapper, text);
        DocumentFile file = mapper.readerFor(DocumentFile.class)
                .withAttribute(ReadNames.class, names)
                .readValue(text);
        try {
            return file.document(names);
        } catch (IllegalArgumentException e) {
            throw atTheTop(mapper, text, String.valueOf(e.getMessage()));
        }
    }

    private static JsonMappingException atTheTop(ObjectMapper mapper, String text, String message)
            throws JsonProcessingException {
        try (JsonParser in = mapper.createParser(text)) {
            var unused = in.nextToken();
            return ReadNames.fault(in, message);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Quotes what another reader of YAML could take for a number, a time or a switch. */
    private static final class CarefulQuoting extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;
        private static final Pattern PLAIN = Pattern.compile("[\\p{L}/].*", Pattern.DOTALL);

        @Override
        public boolean needToQuoteValue(String value) {
            return !PLAIN.matcher(value).matches() || super.needToQuoteValue(value);
        }
    }
}
