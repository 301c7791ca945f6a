package tv.exstream.server.collection;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CollectionRuleTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeLibrary library = new FakeLibrary();

    @BeforeEach
    void fill() {
        library.episode("Lost", 1, 1, HOUR);
        library.episode("Lost", 1, 2, HOUR);
        library.episode("Found", 1, 1, HOUR);
        library.movie("Heat", 1995, List.of("Crime", "Drama"), HOUR);
        library.movie("Ran", 1985, List.of("Drama"), HOUR);
        library.clip("clips/a.mp4", HOUR);
        library.clip("clips/deep/b.mp4", HOUR);
        library.track("Song", HOUR);
    }

    private List<Long> select(CollectionRule rule) {
        return rule.select(library.items()).stream().map(MediaItem::id).toList();
    }

    @Test
    void selectsByRule() {
        assertThat(select(new CollectionRule.Everything())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(select(new CollectionRule.Show("LOST"))).containsExactly(1L, 2L);
        assertThat(select(new CollectionRule.Movies(Optional.empty(), Optional.empty())))
                .containsExactly(4L, 5L);
        assertThat(select(new CollectionRule.Movies(Optional.of(1990), Optional.empty())))
                .containsExactly(4L);
        assertThat(select(new CollectionRule.Movies(Optional.empty(), Optional.of("drama"))))
                .containsExactly(4L, 5L);
        assertThat(select(new CollectionRule.Movies(Optional.of(1980), Optional.of("crime"))))
                .isEmpty();
        assertThat(select(new CollectionRule.Music())).containsExactly(8L);
        assertThat(select(new CollectionRule.Folder(1, "/media/clips"))).containsExactly(6L);
        assertThat(select(new CollectionRule.Folder(2, "/media/clips"))).isEmpty();
        assertThat(select(new CollectionRule.Query("type:movie AND genre:drama")))
                .containsExactly(4L, 5L);
    }

    @Test
    void aListByHandHasItsOwnOrder() {
        assertThat(select(new CollectionRule.Manual(List.of(7L, 2L, 99L, 7L)))).containsExactly(7L, 2L);
    }

    @Test
    void aQueryThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> new CollectionRule.Query("actor:somebody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the query 'actor:somebody' cannot be read: column 1: there is no field 'actor'");
    }

    @Test
    void selectsByRulesPutTogether() {
        CollectionRule drama = new CollectionRule.Genre("DRAMA");
        CollectionRule nineties = new CollectionRule.Years(Optional.of(1990), Optional.of(1999));
        assertThat(select(new CollectionRule.OfType(MediaKind.EPISODE))).containsExactly(1L, 2L, 3L);
        assertThat(select(drama)).containsExactly(4L, 5L);
        assertThat(select(nineties)).containsExactly(4L);
        assertThat(select(new CollectionRule.Years(Optional.empty(), Optional.of(1985))))
                .containsExactly(5L);
        assertThat(select(new CollectionRule.Title("an"))).containsExactly(5L);
        assertThat(select(new CollectionRule.Added(Instant.EPOCH))).hasSize(8);
        assertThat(select(new CollectionRule.Added(Instant.EPOCH.plusMillis(1))))
                .isEmpty();
        assertThat(select(new CollectionRule.Length(Optional.empty(), Optional.of(HOUR))))
                .hasSize(8);
        assertThat(select(new CollectionRule.Length(Optional.of(HOUR.plusMillis(1)), Optional.empty())))
                .isEmpty();
        assertThat(select(new CollectionRule.And(List.of(drama, new CollectionRule.Not(nineties)))))
                .containsExactly(5L);
        CollectionRule either =
                new CollectionRule.Or(List.of(new CollectionRule.Music(), new CollectionRule.Show("found"), nineties));
        assertThat(select(either)).containsExactly(3L, 4L, 8L);
        assertThat(either.describe()).isEqualTo("(music or show found or of 1990 to 1999)");
    }

    @Test
    void whatIsNewGoesByTheClock() {
        CollectionRule recent = new CollectionRule.AddedWithin(3);
        Instant end = Instant.EPOCH.plus(Duration.ofDays(3));
        assertThat(select(recent.at(Instant.EPOCH))).hasSize(8);
        assertThat(select(recent.at(end))).hasSize(8);
        assertThat(select(recent.at(end.plusNanos(1)))).isEmpty();
        assertThat(recent.lastUntil(library.items(), Instant.EPOCH)).contains(end);
        assertThat(recent.lastUntil(library.items(), end)).contains(end);
        assertThat(recent.lastUntil(library.items(), end.plusNanos(1))).isEmpty();
        assertThat(new CollectionRule.Music().lastUntil(library.items(), Instant.EPOCH))
                .isEmpty();

        CollectionRule old =
                new CollectionRule.And(List.of(new CollectionRule.Music(), new CollectionRule.Not(recent)));
        assertThat(select(old.at(end))).isEmpty();
        assertThat(select(old.at(end.plusNanos(1)))).containsExactly(8L);
        assertThat(old.lastUntil(library.items(), Instant.EPOCH)).contains(end);
        assertThat(old.describe()).isEqualTo("(music and not added within 3 days)");
        assertThatThrownBy(recent::test).hasMessageContaining("depends on the moment");
        assertThatThrownBy(() -> new CollectionRule.AddedWithin(0)).hasMessageContaining("give 1 to 36500");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new CollectionRule.Years(Optional.of(2000), Optional.of(1999)))
                .hasMessageContaining("give the lower one first");
        assertThatThrownBy(() -> new CollectionRule.And(List.of())).hasMessageContaining("at least one rule");

        assertThatThrownBy(() -> new CollectionRule.Movies(Optional.of(1995), Optional.empty()))
                .hasMessageContaining("1995 is not the first year of a decade");
        assertThatThrownBy(() -> new CollectionRule.Show(" ")).hasMessage("show is blank");
        assertThatThrownBy(() -> new CollectionRule.Manual(List.of())).hasMessageContaining("at least one");
    }

    @Test
    void everyRuleSurvivesTheDatabase(@TempDir Path data) {
        List<CollectionRule> rules = List.of(
                new CollectionRule.Everything(),
                new CollectionRule.Show("Größe \"X\""),
                new CollectionRule.Movies(Optional.of(1990), Optional.empty()),
                new CollectionRule.Movies(Optional.empty(), Optional.of("Drama")),
                new CollectionRule.Music(),
                new CollectionRule.Folder(3, "/a b/c"),
                new CollectionRule.Manual(List.of(3L, 1L)),
                new CollectionRule.AddedWithin(14),
                new CollectionRule.And(List.of(
                        new CollectionRule.Added(Instant.parse("2026-01-01T10:00:00.5Z")),
                        new CollectionRule.Length(Optional.of(HOUR), Optional.empty()),
                        new CollectionRule.Not(new CollectionRule.Or(List.of(
                                new CollectionRule.Title("x"),
                                new CollectionRule.Genre("y"),
                                new CollectionRule.OfType(MediaKind.MOVIE),
                                new CollectionRule.Years(Optional.empty(), Optional.of(1999))))))));
        try (Database database = Database.open(data)) {
            CollectionService service = new CollectionService(database);
            database.writes().useTransaction(handle -> {
                for (CollectionRule rule : rules) {
                    service.add(handle, rule.describe(), rule);
                }
            });
        }
        try (Database database = Database.open(data)) {
            CollectionService reopened = new CollectionService(database);
            assertThat(reopened.collections()).extracting(MediaCollection::rule).containsExactlyElementsOf(rules);
            database.writes().useTransaction(handle -> reopened.remove(handle, 1));
            reopened.reload();
            assertThat(reopened.collection(1)).isEmpty();
        }
    }
}
