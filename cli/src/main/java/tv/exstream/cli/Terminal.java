package tv.exstream.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * Where a command's words go: results to {@code out}, everything else to {@code err}. Used by the main thread.
 *
 * @param interactive {@code err} is a terminal somebody looks at: progress may be redrawn there
 * @param columns     width of that terminal, at least 20
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive, int columns) {
    private static final int DEFAULT_COLUMNS = 80;

    Terminal {
        columns = Math.max(20, columns);
    }

    static Terminal ofProcess(Map<String, String> environment) {
        boolean interactive = !"dumb".equals(environment.get("TERM")) && stderrIsTerminal();
        return new Terminal(
                utf8(System.out), utf8(System.err), interactive, interactive ? columns(environment) : DEFAULT_COLUMNS);
    }

    void result(String line) {
        out.println(line);
        out.flush();
    }

    void say(String line) {
        err.println(line);
        err.flush();
    }

    /** A whole text document, as it is. */
    void copy(InputStream document) throws IOException {
        try (Reader reader = new InputStreamReader(document, StandardCharsets.UTF_8)) {
            reader.transferTo(out);
        }
        out.flush();
    }

    /** One document and a line break. */
    void json(JsonNode document) {
        try {
            // loaded here, not in a static field: most commands print no JSON and start faster without Jackson
            result(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document));
        } catch (IOException e) {
            throw new CliException(Exit.FAILED, "cannot write the JSON document: " + e.getMessage(), e);
        }
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }

    private static boolean stderrIsTerminal() {
        Path descriptor = Path.of("/proc/self/fd/2");
        try {
            if (Files.isSymbolicLink(descriptor)) {
                String target = Files.readSymbolicLink(descriptor).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            return false;
        }
        // elsewhere the JDK can tell only whether input and output are both one
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(columns);
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/tty").toFile()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(500, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return DEFAULT_COLUMNS;
            }
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            int told = size.length == 2 ? Integer.parseInt(size[1]) : 0;
            // a terminal without a window has 0
            return told > 0 ? told : DEFAULT_COLUMNS;
        } catch (IOException | NumberFormatException e) {
            return DEFAULT_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DEFAULT_COLUMNS;
        }
    }
}
