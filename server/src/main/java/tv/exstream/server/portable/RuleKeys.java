package tv.exstream.server.portable;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import tv.exstream.server.collection.CollectionRule;

/** Gives the rules of collections other keys: those of another installation, or of a document. Stateless. */
final class RuleKeys {
    private RuleKeys() {}

    /**
     * What keys become.
     *
     * @see #apply
     */
    interface Keys {
        /** Empty: it is left out of the list it is in. */
        Optional<Long> media(long key);

        /** The same clips elsewhere. */
        CollectionRule.Folder folder(CollectionRule.Folder rule);
    }

    /** The rule with other keys. A list that loses all its media becomes a rule that nothing belongs by. */
    static CollectionRule apply(CollectionRule rule, Keys keys) {
        return switch (rule) {
            case CollectionRule.Manual manual -> {
                var media = manual.media().stream()
                        .flatMap(key -> keys.media(key).stream())
                        .toList();
                yield media.isEmpty()
                        ? new CollectionRule.Not(new CollectionRule.Everything())
                        : new CollectionRule.Manual(media);
            }
            case CollectionRule.Folder folder -> keys.folder(folder);
            case CollectionRule.And and ->
                new CollectionRule.And(
                        and.rules().stream().map(inner -> apply(inner, keys)).toList());
            case CollectionRule.Or or ->
                new CollectionRule.Or(
                        or.rules().stream().map(inner -> apply(inner, keys)).toList());
            case CollectionRule.Not not -> new CollectionRule.Not(apply(not.rule(), keys));
            case CollectionRule.Everything same -> same;
            case CollectionRule.Show same -> same;
            case CollectionRule.Movies same -> same;
            case CollectionRule.Music same -> same;
            case CollectionRule.OfType same -> same;
            case CollectionRule.Genre same -> same;
            case CollectionRule.Years same -> same;
            case CollectionRule.Title same -> same;
            case CollectionRule.Added same -> same;
            case CollectionRule.Length same -> same;
            case CollectionRule.Query same -> same;
            case CollectionRule.AddedWithin same -> same;
        };
    }

    /** The keys of media that a rule names one by one. */
    static Set<Long> media(CollectionRule rule) {
        Set<Long> found = new TreeSet<>();
        CollectionRule unused = apply(rule, new Keys() {
            @Override
            public Optional<Long> media(long key) {
                found.add(key);
                return Optional.of(key);
            }

            @Override
            public CollectionRule.Folder folder(CollectionRule.Folder folder) {
                return folder;
            }
        });
        return found;
    }
}
