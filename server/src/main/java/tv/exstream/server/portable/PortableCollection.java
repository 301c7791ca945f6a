package tv.exstream.server.portable;

import tv.exstream.server.collection.CollectionRule;

/**
 * A collection.
 *
 * @param key  by which definitions of the same document know it
 * @param name not blank; at most 200 characters
 * @param kept it stays when nothing draws from it: a person made it. Otherwise it was made with a channel and goes with it
 * @param rule a {@code manual} one has keys of the document's media; a {@code folder} has library key 0, its path says
 *             which library it belongs to
 */
public record PortableCollection(long key, String name, boolean kept, CollectionRule rule) {
    /** Characters of a name of anything. */
    static final int LONGEST_NAME = 200;

    public PortableCollection {
        checkName("collection", name);
    }

    static void checkName(String what, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a " + what + " has 1 to " + LONGEST_NAME
                    + " characters, not " + name.length() + ": '" + name + "'");
        }
    }
}
