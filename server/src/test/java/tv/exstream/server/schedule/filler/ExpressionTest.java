package tv.exstream.server.schedule.filler;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpressionTest {
    private static final Map<String, Object> VALUES =
            Map.of("num", 3.0, "point", 90.0, "total_points", 4.0, "title", "Intro");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "num = 3 ; true",
                "num <> 3 or point >= 90 and not false ; true",
                "!(num == 3) ; false",
                "num != 3 ; false",
                "num % 2 == 1 && point / 2 - 1 = 44 ; true",
                "title = 'INTRO' ; true",
                "title < \"Zebra\" || false ; true",
                "-num + 2 * (total_points - 1) > 2.5 ; true",
                "last_mid_filler = 0 ; true"
            })
    void saysYesOrNo(String formula, boolean expected) {
        assertThat(Expression.parse(formula).holds(VALUES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"count / 2 ; 3", "7 ; 7", "count / 0 ; 0", "random - 5 ; -3"})
    void counts(String formula, int expected) {
        assertThat(Expression.parseCount(formula).count(Map.of("count", 7.0, "random", 2.0)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "num > ; column 6: something is missing at the end",
                "nmu > 3 ; column 1: 'nmu' is none of",
                "(num > 3 ; a ')' is missing",
                "title > 3 ; a text is needed, not a number",
                "num + 1 ; gives a number, not a yes or no",
                "num = 3 4 ; '4' does not belong here",
                "num = 1.2.3 ; '1.2.3' is no number",
                "title = 'a ; a closing ' is missing"
            })
    void saysWhereAFormulaIsWrong(String formula, String expected) {
        assertThatThrownBy(() -> Expression.parse(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void refusesWhatIsTooLongToBeAFormula() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(2000))).hasMessageContaining("at most 1000 characters");
    }
}
