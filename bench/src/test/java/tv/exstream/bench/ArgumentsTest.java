package tv.exstream.bench;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ArgumentsTest {
    @Test
    void tellsOptionsFlagsAndTheRestApart() {
        Arguments a = Arguments.parse(List.of("x", "--n", "5", "--q", "y"), List.of("--n"), List.of("--q", "--z"));
        assertThat(a.rest()).containsExactly("x", "y");
        assertThat(a.number("--n", 1, 1, 9)).isEqualTo(5);
        assertThat(a.number("--m", 3, 1, 9)).isEqualTo(3);
        assertThat(a.has("--q")).isTrue();
        assertThat(a.has("--z")).isFalse();
    }

    @Test
    void refusesWhatIsNoNumberOrOutOfRange() {
        Arguments a = Arguments.parse(List.of("--n", "many", "--m", "70000"), List.of("--n", "--m"), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> a.number("--n", 1, 1, 9))
                .withMessageContaining("many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> a.number("--m", 1, 1, 9))
                .withMessageContaining("between 1 and 9");
    }
}
