package tv.exstream.server.script;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.SequentialWords;
import tv.exstream.server.schedule.sequential.Fault;
import tv.exstream.server.schedule.sequential.Imports;
import tv.exstream.server.schedule.sequential.Reading;
import tv.exstream.server.schedule.sequential.SequentialProgram;
import tv.exstream.server.schedule.sequential.SequentialReader;

/**
 * A sequential schedule in a file.
 *
 * @param faults     everything that is wrong with it and with what it imports
 * @param program    there, if nothing is
 * @param definition the same for storing: with the texts of what it imports
 */
public record SequentialFile(
        List<Fault> faults, Optional<SequentialProgram> program, Optional<ScheduleDefinition.Sequential> definition) {
    private static final long MOST_BYTES = 1024 * 1024;

    public SequentialFile {
        faults = List.copyOf(faults);
    }

    /**
     * Reads a file and what it imports, which must be in its folder or below, also by way of links.
     *
     * @throws IOException if it cannot be read; a {@link CharacterCodingException} if it is not UTF-8
     */
    public static SequentialFile read(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (Files.size(absolute) > MOST_BYTES) {
            throw new IOException("it has more than " + MOST_BYTES + " bytes: that is no schedule");
        }
        String text = Files.readString(absolute);
        Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute).toRealPath();
        Imports imports = name -> imported(folder, name);
        Reading reading = SequentialReader.read(file.toString(), text, imports, SequentialWords.VOCABULARY);
        Optional<ScheduleDefinition.Sequential> definition = reading.program()
                .map(program -> new ScheduleDefinition.Sequential(
                        text, SequentialReader.importsOf(file.toString(), text, imports, SequentialWords.VOCABULARY)));
        return new SequentialFile(reading.faults(), reading.program(), definition);
    }

    private static Optional<String> imported(Path folder, String name) {
        try {
            Path file = folder.resolve(name).toRealPath();
            if (!file.startsWith(folder)) {
                throw new IllegalArgumentException("it is a link to a file outside the schedule's folder");
            }
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("it is no file of at most " + MOST_BYTES + " bytes");
            }
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8 text; save it as UTF-8", e);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("it is no name of a file (" + e.getReason() + ")", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read: " + e.getMessage(), e);
        }
    }
}
