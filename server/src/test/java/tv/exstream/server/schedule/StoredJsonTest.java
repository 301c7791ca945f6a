package tv.exstream.server.schedule;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.junit.jupiter.api.Test;

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
    void refusesWhatIsNotKnownByItsName() {
        assertThatThrownBy(() -> definitions.readValue(
                        "{\"kind\":\"continuous\",\"collection\":3,\"order\":\"shuffle\",\"ordre\":\"x\"}",
                        ScheduleDefinition.class))
                .hasMessageContaining("ordre");
    }
}
