package tv.exstream.server.schedule.definition;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.draw.Cursor;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.draw.ScheduleState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What databases hold is read for ever. */
class StoredJsonTest {
    private final JsonMapper definitions =
            ScheduleJson.configure(JsonMapper.builder()).build();
    private final JsonMapper states =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @Test
    void readsStatesFromBeforeThereWereMarks() throws JsonProcessingException {
        String stored = """
                {"seed":7,"cursors":{"3/SHUFFLE":{"pass":2,
                 "after":{"rank":-5,"group":"","first":0,"second":0,"name":"","id":9},"last":9}}}""";
        ScheduleState state = states.readValue(stored, ScheduleState.class);
        assertThat(state.seed()).isEqualTo(7);
        assertThat(state.marks()).isEmpty();
        Cursor cursor = state.cursors().get(Draw.of(3, PlaybackOrder.SHUFFLE).key());
        assertThat(cursor)
                .isEqualTo(new Cursor(
                        2, Optional.of(new OrderKey(-5, "", 0, 0, "", 9)), Optional.of(9L), Optional.empty()));
    }

    @Test
    void readsTheFirstDefinitions() throws JsonProcessingException {
        assertThat(definitions.readValue(
                        "{\"kind\":\"continuous\",\"collection\":3,\"order\":\"shuffle\"}", ScheduleDefinition.class))
                .isEqualTo(new ScheduleDefinition.Continuous(3, PlaybackOrder.SHUFFLE));
    }

    @Test
    void readsTheFirstBlocks() throws JsonProcessingException {
        String stored = """
                {"kind":"blocks",
                 "blocks":[{"name":"A","duration":"PT1H","items":[{"content":{"from":{"collection":3},"order":"shuffle"}}]}],
                 "templates":[{"name":"Day","blocks":[{"start":"06:00:00","block":"A"}]}],
                 "days":[{"template":"Day"}]}""";
        Block.Item item = new Block.Item(
                Draw.of(3, PlaybackOrder.SHUFFLE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(definitions.readValue(stored, ScheduleDefinition.class))
                .isEqualTo(new ScheduleDefinition.Blocks(
                        List.of(new Block("A", Duration.ofHours(1), Optional.empty(), false, List.of(item))),
                        List.of(new BlockTemplate("Day", List.of(new BlockTemplate.Entry(LocalTime.of(6, 0), "A")))),
                        List.of(new TemplateDay(Optional.empty(), "Day", Optional.empty())),
                        List.of(),
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void writesSetsInTheSameOrderInEveryRun() throws JsonProcessingException {
        DateRule rule = definitions.readValue(
                "{\"daysOfWeek\":[\"SUNDAY\",\"MONDAY\",\"FRIDAY\"],\"daysOfMonth\":[31,2,17]}", DateRule.class);
        assertThat(definitions.writeValueAsString(rule))
                .isEqualTo("{\"daysOfWeek\":[\"MONDAY\",\"FRIDAY\",\"SUNDAY\"],\"daysOfMonth\":[2,17,31]}");
        assertThat(rule.toString()).contains("[MONDAY, FRIDAY, SUNDAY]", "[2, 17, 31]");
    }

    @Test
    void refusesWhatIsNotKnownByItsName() {
        assertThatThrownBy(() -> definitions.readValue(
                        "{\"kind\":\"continuous\",\"collection\":3,\"order\":\"shuffle\",\"ordre\":\"x\"}",
                        ScheduleDefinition.class))
                .hasMessageContaining("ordre");
    }
}
