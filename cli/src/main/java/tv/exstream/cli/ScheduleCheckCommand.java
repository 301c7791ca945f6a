package tv.exstream.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tv.exstream.server.schedule.sequential.Fault;
import tv.exstream.server.schedule.sequential.SequentialProgram;
import tv.exstream.server.script.SequentialFile;

/** {@code schedule check}: everything that is wrong with a sequential schedule. */
@Command(
        name = "check",
        description = {
            "Checks a sequential schedule and what it imports.",
            "Names everything that is wrong with its line and column; exits with 3 if there is anything.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv schedule check saturday.yml",
            "  exstreamtv schedule check saturday.yml --json",
        })
final class ScheduleCheckCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "FILE", description = "A sequential schedule: YAML with 'content' and 'playout'.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    ScheduleCheckCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SequentialFile checked = read();
        if (json) {
            context.terminal().json(document(checked));
        } else if (checked.program().isPresent()) {
            SequentialProgram program = checked.program().get();
            context.terminal()
                    .result(file + ": right; contents: " + program.contents().size() + ", sequences: "
                            + program.sequences().size() + ", instructions: "
                            + program.playout().size());
        } else {
            checked.faults().forEach(fault -> context.terminal().say(fault.toString()));
        }
        return (checked.faults().isEmpty() ? Exit.DONE : Exit.BAD_INPUT).code();
    }

    private SequentialFile read() {
        if (Files.isDirectory(file)) {
            throw new CliException(Exit.BAD_INPUT, file + ": is a folder; name a file");
        }
        try {
            return SequentialFile.read(file);
        } catch (NoSuchFileException e) {
            throw new CliException(Exit.BAD_INPUT, file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new CliException(Exit.BAD_INPUT, file + ": is not UTF-8 text; save it as UTF-8", e);
        } catch (IOException e) {
            throw new CliException(Exit.BAD_INPUT, file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static ObjectNode document(SequentialFile checked) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("valid", checked.faults().isEmpty());
        ArrayNode faults = document.putArray("faults");
        for (Fault fault : checked.faults()) {
            faults.addObject()
                    .put("file", fault.place().file())
                    .put("line", fault.place().line())
                    .put("column", fault.place().column())
                    .put("message", fault.text());
        }
        return document;
    }
}
