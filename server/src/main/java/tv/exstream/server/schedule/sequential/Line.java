package tv.exstream.server.schedule.sequential;

/** An instruction where it is written. */
public record Line(Place place, Instruction instruction) {
    /** As a preview names it: {@code line 3: count}. */
    public String describe() {
        return place.equals(Place.NOWHERE) ? instruction.verb() : place.brief() + ": " + instruction.verb();
    }
}
