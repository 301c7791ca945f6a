package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Facets;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.interpreter.ScriptSession;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.sequential.ContentDefinition;
import tv.exstream.server.schedule.sequential.ContentName;
import tv.exstream.server.schedule.sequential.Fit;
import tv.exstream.server.schedule.sequential.Instruction;
import tv.exstream.server.schedule.sequential.Place;
import tv.exstream.server.schedule.sequential.Showing;
import tv.exstream.server.schedule.sequential.Until;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class ScriptSessionTest {
    private static final Instant FROM = Instant.parse("2026-01-01T08:00:00Z");
    private static final Instant UNTIL = FROM.plus(Duration.ofDays(1));

    private final NamedLibrary library = new NamedLibrary(
            Map.of(
                    1L,
                    List.of(item(1, "E1", 22), item(2, "E2", 22), item(3, "E3", 22)),
                    2L,
                    List.of(item(11, "Spot A", 1), item(12, "Spot B", 3))),
            Map.of("Shows", 1L, "Spots", 2L));

    private static Airable item(long id, String title, int minutes) {
        return new Airable(
                id,
                title,
                Duration.ofMinutes(minutes),
                true,
                OrderKey.chronological("", 0, 0, "n" + (1000 + id), id),
                new Facets(title, "", 1, (int) id, "", "", "", Optional.empty(), List.of(), List.of()));
    }

    private ScriptSession session(ScheduleState state, boolean fresh) {
        ScriptSession session = new ScriptSession(library, state, fresh, ZoneOffset.UTC, FROM, UNTIL, 50_000);
        session.define(content("SHOWS", "Shows"));
        session.define(content("SPOTS", "Spots"));
        return session;
    }

    private ScriptSession session() {
        return session(ScheduleState.initial(1), false);
    }

    private static ContentDefinition content(String key, String collection) {
        return new ContentDefinition(
                Place.NOWHERE,
                key,
                new ContentDefinition.Source.From(new ContentName.Collection(collection), "chronological"));
    }

    private static Instruction count(int count, String content) {
        return new Instruction.Count(Integer.toString(count), Showing.of(content));
    }

    private static List<String> titles(Plan plan) {
        return plan.steps().stream().map(step -> step.item().title()).toList();
    }

    @Test
    void buildsInstructionByInstruction() {
        ScriptSession session = session();
        session.carryOut(count(2, "SHOWS"));
        session.carryOut(new Instruction.Fill(
                new Until.Mark(30), new Fit(true, 0, true, Optional.empty(), true), Showing.of("SPOTS")));
        session.carryOut(new Instruction.WaitUntil(new Until.Clock(LocalTime.of(9, 30), "false"), false));
        session.carryOut(new Instruction.All(Showing.of("SPOTS")));
        Plan plan = session.plan();
        assertThat(titles(plan))
                .containsExactly(
                        "E1", "E2", "Spot A", "Spot B", "Spot A", "Spot B", "Spot A", "Spot B", "Spot A", "Spot B",
                        "Off air", "Spot A", "Spot B");
        assertThat(plan.from()).isEqualTo(FROM);
        assertThat(session.now()).isEqualTo(plan.finish()).isEqualTo(FROM.plus(Duration.ofMinutes(94)));
        assertThat(plan.state().scriptedUntil()).contains(plan.finish());
        assertThat(plan.steps().getFirst().reason().rule()).isEqualTo("count");
    }

    @Test
    void lookingAheadChangesNothing() {
        ScriptSession session = session();
        assertThat(session.peek("SHOWS").orElseThrow().title()).isEqualTo("E1");
        assertThat(session.peek("SHOWS").orElseThrow().title()).isEqualTo("E1");
        session.carryOut(count(1, "SHOWS"));
        assertThat(session.peek("SHOWS").orElseThrow().title()).isEqualTo("E2");
    }

    @Test
    void aFailedInstructionChangesNothing() {
        ScriptSession session = session();
        session.carryOut(count(2, "SHOWS"));
        Plan before = session.plan();
        assertThatThrownBy(() -> session.carryOut(count(1, "SHOW")))
                .hasMessageContaining("there is no content 'SHOW'; did you mean 'SHOWS'?");
        // More than a session holds: found out in the middle.
        assertThatThrownBy(() -> session.carryOut(count(60_000, "SPOTS"))).hasMessageContaining("build less");
        assertThat(session.plan()).isEqualTo(before);
        session.carryOut(count(1, "SHOWS"));
        session.carryOut(new Instruction.WaitUntil(new Until.Exactly(UNTIL), false));
        assertThatThrownBy(() -> session.carryOut(
                        new Instruction.WaitUntil(new Until.Exactly(UNTIL.plus(Duration.ofDays(100))), false)))
                .hasMessageContaining("build less");
        assertThat(session.now()).isEqualTo(UNTIL);
        assertThat(session.plan().steps().subList(0, 1))
                .isEqualTo(before.steps().subList(0, 1));
        assertThat(titles(session.plan())).startsWith("E1", "E2", "E3", "Off air");
    }

    @Test
    void theNextScriptGoesOnAndAFreshOneDoesNot() {
        ScriptSession first = session();
        first.carryOut(count(2, "SHOWS"));
        ScheduleState state = first.plan().state();
        ScriptSession next = session(state, false);
        next.carryOut(count(1, "SHOWS"));
        assertThat(titles(next.plan())).containsExactly("E3");
        ScriptSession fresh = session(state, true);
        fresh.carryOut(count(1, "SHOWS"));
        assertThat(titles(fresh.plan())).containsExactly("E1");
    }

    @Test
    void whatTheScheduleRemembersStays() {
        ScheduleDefinition schedule = new ScheduleDefinition.Continuous(1, PlaybackOrder.CHRONOLOGICAL);
        Plan own = ScheduleEngine.plan(
                schedule, library, ScheduleState.initial(1), FROM, FROM.plus(Duration.ofMinutes(30)), 10);
        ScriptSession script = session(own.state(), false);
        script.carryOut(count(1, "SHOWS"));
        Plan after = ScheduleEngine.plan(
                schedule,
                library,
                script.plan().state(),
                script.now(),
                script.now().plus(Duration.ofMinutes(30)),
                10);
        assertThat(titles(own)).containsExactly("E1", "E2");
        assertThat(titles(after)).containsExactly("E3", "E1");
        assertThat(after.state().scriptedUntil()).contains(script.now());
    }

    @Test
    void playlistsAreRolls() {
        ScriptSession session = session();
        session.define(new ContentDefinition(
                Place.NOWHERE,
                "IDENT",
                new ContentDefinition.Source.Items(List.of(new ContentDefinition.Entry("SPOTS", Optional.of(2))))));
        session.carryOut(new Instruction.Roll(Instruction.At.BEFORE, Optional.of("IDENT"), Optional.empty()));
        session.carryOut(count(1, "SHOWS"));
        session.carryOut(new Instruction.Roll(Instruction.At.BEFORE, Optional.empty(), Optional.empty()));
        session.carryOut(count(1, "SHOWS"));
        assertThat(session.plan().steps().stream()
                        .map(step -> step.item().title()
                                + step.item()
                                        .fillerKind()
                                        .map(kind -> " " + kind)
                                        .orElse("")))
                .containsExactly("Spot A PRE_ROLL", "Spot B PRE_ROLL", "E1", "E2");
    }

    @Test
    void timeGoesBackOnlyAtTheBeginning() {
        ScriptSession session = session();
        session.carryOut(new Instruction.Rewind(Duration.ofMinutes(30)));
        session.carryOut(count(2, "SHOWS"));
        Plan plan = session.plan();
        assertThat(titles(plan)).containsExactly("E2");
        assertThat(plan.steps().getFirst().item().start()).isEqualTo(FROM);
        assertThat(plan.steps().getFirst().item().inPoint()).isEqualTo(Duration.ofMinutes(8));
        assertThatThrownBy(() -> session.carryOut(new Instruction.Rewind(Duration.ofMinutes(30))))
                .hasMessageContaining("only before anything is added");
        ScriptSession other = session();
        other.carryOut(new Instruction.WaitUntil(new Until.Clock(LocalTime.of(7, 50), "false"), true));
        assertThat(other.now()).isEqualTo(FROM.minus(Duration.ofMinutes(10)));
    }

    @Test
    void watermarksAreOnUntilTheyAreOff() {
        ScriptSession session = session();
        session.carryOut(new Instruction.Watermark(true, Optional.of("LOGO")));
        session.carryOut(new Instruction.GraphicsOn("clock.yml", Map.of()));
        session.carryOut(count(1, "SHOWS"));
        session.carryOut(new Instruction.Count("1", new Showing("SHOWS", Optional.empty(), Optional.empty(), true)));
        session.carryOut(new Instruction.Watermark(false, Optional.empty()));
        session.carryOut(new Instruction.GraphicsOff(Optional.of("clock.yml")));
        session.carryOut(count(1, "SHOWS"));
        assertThat(session.plan().steps())
                .extracting(step -> step.item().overrides().watermarks())
                .containsExactly(Optional.of(List.of(7L)), Optional.of(List.of()), Optional.empty());
        assertThat(session.plan().steps())
                .extracting(step -> step.item().overrides().graphics())
                .containsExactly(Optional.of(List.of(8L)), Optional.of(List.of(8L)), Optional.empty());
    }

    @Test
    void namesMustMeanSomething() {
        ScriptSession session = session();
        assertThatThrownBy(() -> session.define(content("SHOWS", "Shows"))).hasMessageContaining("defined already");
        assertThatThrownBy(() -> session.define(content("X", "Nowhere"))).hasMessageContaining("knows nothing");
        assertThatThrownBy(session::plan).hasMessageContaining("nothing has been added");
    }
}
