package tv.exstream.server.schedule.sequential;

import java.util.List;
import java.util.Optional;

/**
 * What became of a text.
 *
 * @param program there, if nothing is wrong
 * @param faults  in the order of the text, file by file
 */
public record Reading(Optional<SequentialProgram> program, List<Fault> faults) {
    public Reading {
        faults = List.copyOf(faults);
    }
}
