package tv.exstream.server.schedule.lineup;

/** Where tools take chance from: the same numbers for the same seed on every machine. */
@FunctionalInterface
public interface Chance {
    /** A random-looking number, all 64 bits of it, that depends on what it is used for and on the id alone. */
    long of(long use, long id);

    /** Chance for one of many independent parts. */
    default Chance within(long part) {
        return (use, id) -> of(of(part, use), id);
    }
}
