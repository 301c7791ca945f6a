package tv.exstream.server.portable.from.draft;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tv.exstream.server.collection.CollectionRule;

/** Rules for all episodes of a show. Stateless. */
public final class Shows {
    private static final Pattern WITH_YEAR = Pattern.compile("(.+\\S) ?\\(((?:19|20)\\d\\d)\\)");

    private Shows() {}

    /** Products differ in whether a show's name has its year: both are looked for. */
    public static CollectionRule rule(String title, Optional<Integer> year) {
        Matcher form = WITH_YEAR.matcher(title.strip());
        Optional<String> other = form.matches()
                ? Optional.of(form.group(1))
                : year.filter(n -> n > 0).map(n -> title.strip() + " (" + n + ")");
        CollectionRule rule = new CollectionRule.Show(title.strip());
        return other.<CollectionRule>map(name -> new CollectionRule.Or(List.of(rule, new CollectionRule.Show(name))))
                .orElse(rule);
    }
}
