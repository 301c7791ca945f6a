package tv.exstream.server.schedule.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One clear sentence for each thing that a schedule of blocks can have wrong. */
class BlockNamesTest {
    private static final YAMLMapper YAML =
            ScheduleJson.configure(YAMLMapper.builder()).build();
    private static final String RIGHT = """
            kind: blocks
            blocks:
              - {name: Morning, duration: PT2H, items: [{content: {from: {collection: 1}, order: shuffle}}]}
              - {name: Evening, duration: PT3H, items: [{content: {from: {collection: 2}, order: shuffle}}]}
            templates:
              - {name: Day, blocks: [{start: "06:00", block: Morning}, {start: "20:00", block: Evening}]}
            days:
              - {days: {range: {from: "--12-01", to: "--02-29"}}, template: Day, decos: Hours}
            decos:
              - name: House
                watermarks: {mode: override, keys: [1]}
                breakContent: {mode: override, breaks: [{at: chapters, pools: [{draw: {from: {collection: 3}, order: shuffle}}], mode: {kind: count, count: 1}}]}
            decoTemplates:
              - {name: Hours, decos: [{from: "20:00", to: "00:00", deco: House}]}
            deco: House
            """;

    private static ScheduleDefinition read(String yaml) throws JsonProcessingException {
        return YAML.readValue(yaml, ScheduleDefinition.class);
    }

    @Test
    void readsWhatIsRight() throws JsonProcessingException {
        ScheduleDefinition read = read(RIGHT);
        assertThat(read.sources()).containsExactly(1L, 2L, 3L);
        String written = YAML.writerFor(ScheduleDefinition.class).writeValueAsString(read);
        assertThat(read(written)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "block: Evening}]} ; block: Evenign}]} ; template 'Day' at 20:00 names the block 'Evenign', which there is not: there is 'Evening', 'Morning'",
                "template: Day ; template: Night ; day rule 1 names the template 'Night', which there is not: there is 'Day'",
                "decos: Hours} ; decos: Hour} ; day rule 1 names the deco template 'Hour'",
                "deco: House}]} ; deco: Hut}]} ; deco template 'Hours' at 20:00 names the deco 'Hut'",
                "^deco: House^ ; ^deco: Hut^ ; the schedule names the deco 'Hut'",
                "name: Evening ; name: Morning ; two blocks are called 'Morning'",
                "start: ~20:00~ ; start: ~07:59~ ; template 'Day' at 07:59: 'Morning' is still on when 'Evening' begins",
                "duration: PT2H ; duration: PT25H ; block 'Morning' lasts PT25H: give whole minutes, from one to a day",
                "duration: PT2H ; duration: PT2M30S ; block 'Morning' lasts PT2M30S",
                "items: [{content: {from: {collection: 1}, order: shuffle}}] ; items: [] ; block 'Morning' has no item",
                "name: Morning, ; name: '', ; a block has no name",
                "{mode: override, keys: [1]} ; {mode: override} ; says override needs keys; to have none say disable",
                "{mode: override, keys: [1]} ; {mode: disable, keys: [1]} ; says disable has no keys",
                "mode: {kind: count, count: 1} ; mode: {kind: pad, minutes: 30} ; break content does not pad",
                "at: chapters, ; at: block_start, points: {at: {kind: chapters}}, ; only break content at chapters has points",
                "to: ~00:00~ ; to: ~06:00~ ; deco 'House' is on from 20:00 to 06:00: a day ends at midnight",
                "to: ~--02-29~ ; to: ~--02-29~, fromYear: 2026, toYear: 2026 ; a range of days ends on 2026-02-28, before it begins on 2026-12-01",
                "{start: ~06:00~, block: Morning} ; {start: ~06:00~} ; creator property 'block'",
                "kind: blocks ; kind: blocks^blokcs: [] ; blokcs"
            })
    void saysWhatIsWrong(String right, String wrong, String message) {
        String from = text(right);
        assertThat(RIGHT).contains(from);
        assertThatThrownBy(() -> read(RIGHT.replace(from, text(wrong)))).hasMessageContaining(message);
    }

    /** Quotation marks and ends of lines are written otherwise in a table. */
    private static String text(String cell) {
        return cell.replace('~', '"').replace('^', '\n');
    }
}
