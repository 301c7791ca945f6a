package tv.exstream.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import picocli.CommandLine.Option;

import tv.exstream.server.portable.PortableFormat;
import tv.exstream.server.portable.from.Product;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.draft.PathMap;

/** What an import is made from, where that is not a document: the file or folder of another product. */
final class ForeignSource {
    @Option(
            names = "--from",
            paramLabel = "P",
            description =
                    "The product that the file or folder is of: tunarr, dizquetv, ersatztv or m3u. Default: what it"
                            + " looks like.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--to-yaml",
            description = "Only write the document that would be brought in, to look at it and change it. No server is"
                    + " asked.")
    private boolean toYaml;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "F",
            defaultValue = "-",
            description = "With --to-yaml: the file to write, '-' is standard output. Default: ${DEFAULT-VALUE}.")
    private String output = "-";

    boolean toYaml() {
        return toYaml;
    }

    /**
     * What came of the product's files; empty for a document.
     *
     * @param mappings {@code FROM=TO}, how paths of media are called here
     * @throws CliException {@code BAD_INPUT} for what is none of the product's
     */
    Optional<Imported> read(String file, List<String> mappings) {
        PathMap paths = usage(() -> PathMap.parse(mappings));
        Optional<Product> named = usage(() -> from.map(Product::named));
        try {
            Path path = Path.of(file);
            if (!Files.exists(path)) {
                throw new CliException(Exit.BAD_INPUT, file + ": no such file");
            }
            Optional<Product> product = named.or(() -> Product.of(path));
            if (product.isEmpty() && Files.isDirectory(path)) {
                throw new CliException(
                        Exit.BAD_INPUT,
                        file + ": is a folder of no product that is known: name a file, or say --from with one of "
                                + Product.all());
            }
            return product.map(known -> known.read(path, paths));
        } catch (InvalidPathException e) {
            throw new CliException(Exit.BAD_INPUT, file + ": no such file", e);
        } catch (ImportException e) {
            throw new CliException(Exit.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T usage(Supplier<T> parsed) {
        try {
            return parsed.get();
        } catch (ImportException e) {
            throw new CliException(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Writes the document, with the remarks as its comments. */
    void write(Imported imported, Terminal terminal) throws IOException {
        String text = PortableFormat.yaml(imported.document(), imported.remarks());
        OutputDocument.of(output).write(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), terminal);
    }
}
