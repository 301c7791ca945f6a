package tv.exstream.server.collection;

/**
 * A named set of media.
 *
 * @param id   the database's key
 * @param name not blank
 */
public record MediaCollection(long id, String name, CollectionRule rule) {
    public MediaCollection {
        if (name.isBlank()) {
            throw new IllegalArgumentException("collection " + id + " has a blank name");
        }
    }
}
