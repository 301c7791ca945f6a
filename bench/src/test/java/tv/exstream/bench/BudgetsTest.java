package tv.exstream.bench;

import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import tv.exstream.bench.Budgets.Measurement;

import static org.assertj.core.api.Assertions.assertThat;

class BudgetsTest {
    @Test
    void namesWhatIsOverOrWithoutBudget() {
        Properties properties = new Properties();
        properties.setProperty("A.b", "8");
        properties.setProperty("A.c[n-1]", "8");
        assertThat(new Budgets(properties)
                        .violations(List.of(
                                new Measurement("A.b", 8.5, 1),
                                new Measurement("A.c[n-1]", 8, 1),
                                new Measurement("A.d", 0, 1),
                                new Measurement("A.b", Double.NaN, 1))))
                .satisfiesExactly(
                        over -> assertThat(over).contains("A.b", "8.5", "budget is 8"),
                        without -> assertThat(without).contains("A.d has no allocation budget"),
                        unmeasured -> assertThat(unmeasured).contains("A.b", "without"));
    }

    @Test
    void timeIsAMultipleOfAnotherBenchOfTheSameRun() {
        Properties properties = new Properties();
        properties.setProperty("A.b", "8");
        properties.setProperty("A.c", "8");
        properties.setProperty("A.b.time", "0.5 A.c");
        Budgets budgets = new Budgets(properties);
        Measurement other = new Measurement("A.c", 0, 100);
        assertThat(budgets.violations(List.of(new Measurement("A.b", 0, 50), other)))
                .isEmpty();
        assertThat(budgets.violations(List.of(new Measurement("A.b", 0, 60), other)))
                .containsExactly("A.b takes 60 ns/op, 0.60 times A.c; its budget is 0.50 times");
        assertThat(budgets.violations(List.of(new Measurement("A.b", 0, 60)))).isEmpty();
        properties.setProperty("A.b.time", "0.5 A.d");
        assertThat(budgets.violations(List.of(new Measurement("A.b", 0, 60))))
                .singleElement()
                .asString()
                .contains("A.d", "no such bench");
    }

    @Test
    void aBenchMayHaveATimeBudgetToo() {
        Properties properties = new Properties();
        properties.setProperty("A.b", "8");
        properties.setProperty("A.b.ms", "200");
        List<Measurement> measured = List.of(
                new Measurement("A.b", 8, 200e6),
                new Measurement("A.b", 8, 200.5e6),
                new Measurement("A.b", 8, Double.NaN),
                new Measurement("A.c", 8, 1e9));
        assertThat(new Budgets(properties).timeViolations(measured))
                .satisfiesExactly(
                        over -> assertThat(over).contains("A.b", "200.5 ms", "budget is 200"),
                        unmeasured -> assertThat(unmeasured).contains("A.b", "not measured"));
    }

    @Test
    void shippedBudgetsAreNumbers() {
        assertThat(Budgets.load().violations(List.of(new Measurement("TsChunkBench.fill", 0, 1))))
                .isEmpty();
    }
}
