package tv.exstream.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import tv.exstream.bench.edge.EdgeBench;
import tv.exstream.bench.system.SystemBench;

/**
 * Runs the JMH benches with the allocation profiler, keeps the result with the machine it was measured on, and exits
 * with 1 when a bench allocates more, or takes longer, than its budget. {@code system} as the first argument runs the whole-system bench,
 * {@code edge} the HTTP edge beside nginx.
 */
public final class BenchMain {
    private static final String USAGE = """
            usage: java -jar exstreamtv-bench.jar [--quick] [--name NAME] [--out DIR] [PATTERN...]
                   java -jar exstreamtv-bench.jar system --help
                   java -jar exstreamtv-bench.jar edge --help

              --quick     one fork, short iterations: to see that all benches run, not to compare
              --name      part of the result's file name (default: quick or full)
              --out       where results are kept (default: bench/target/results)
              PATTERN     regular expression that a bench's name must contain (default: all)
            """;

    private BenchMain() {}

    public static void main(String[] args) throws IOException, RunnerException, InterruptedException {
        List<String> arguments = List.of(args);
        if (!arguments.isEmpty() && arguments.getFirst().equals("system")) {
            System.exit(SystemBench.run(arguments.subList(1, arguments.size()), System.out, System.err));
        }
        if (!arguments.isEmpty() && arguments.getFirst().equals("edge")) {
            System.exit(EdgeBench.run(arguments.subList(1, arguments.size()), System.out, System.err));
        }
        System.exit(run(arguments, System.out, System.err));
    }

    /** @return 0 done, 1 over budget or a bench failed, 2 wrong usage */
    static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, RunnerException {
        Arguments parsed;
        try {
            parsed = Arguments.parse(arguments, List.of("--name", "--out"), List.of("--quick", "--help"));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return 2;
        }
        if (parsed.has("--help")) {
            out.print(USAGE);
            return 0;
        }
        boolean quick = parsed.has("--quick");
        Path folder = parsed.value("--out").map(Path::of).orElseGet(ResultFiles::defaultFolder);
        ResultFiles files = ResultFiles.create(folder, parsed.value("--name").orElse(quick ? "quick" : "full"));
        Collection<RunResult> results =
                new Runner(options(parsed.rest(), quick, files).build()).run();
        ResultFiles.write(files.machine(), machine(quick, arguments));
        out.println("kept in " + files.results());
        List<Budgets.Measurement> measured = measurements(results);
        List<String> violations = new ArrayList<>(Budgets.load().violations(measured));
        if (!quick) {
            violations.addAll(Budgets.load().timeViolations(measured));
        }
        violations.forEach(err::println);
        return violations.isEmpty() && !results.isEmpty() ? 0 : 1;
    }

    private static ChainedOptionsBuilder options(List<String> patterns, boolean quick, ResultFiles files) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                // a fork is started with a class path, so what the jar's manifest allows does not reach it
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .resultFormat(ResultFormatType.JSON)
                .result(files.results().toString());
        patterns.forEach(options::include);
        if (quick) {
            return options.forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.milliseconds(300))
                    .measurementIterations(2)
                    .measurementTime(TimeValue.milliseconds(300));
        }
        return options.forks(2)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1));
    }

    private static Map<String, Object> machine(boolean quick, List<String> arguments) {
        Map<String, Object> facts = new LinkedHashMap<>(Machine.describe());
        facts.put("quick", quick);
        facts.put("arguments", arguments);
        return facts;
    }

    private static List<Budgets.Measurement> measurements(Collection<RunResult> results) {
        return results.stream()
                .map(r -> new Budgets.Measurement(name(r.getParams()), bytesPerOp(r), nanosPerOp(r)))
                .toList();
    }

    private static String name(BenchmarkParams params) {
        String[] parts = params.getBenchmark().split("\\.", -1);
        String method = parts[parts.length - 2] + "." + parts[parts.length - 1];
        if (params.getParamsKeys().isEmpty()) {
            return method;
        }
        return method
                + params.getParamsKeys().stream()
                        .sorted()
                        .map(key -> key + "-" + params.getParam(key))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    /** NaN when it does not measure average time. */
    private static double nanosPerOp(RunResult result) {
        BenchmarkParams params = result.getParams();
        return params.getMode() == Mode.AverageTime
                ? result.getPrimaryResult().getScore() * params.getTimeUnit().toNanos(1)
                : Double.NaN;
    }

    private static double bytesPerOp(RunResult result) {
        for (String label : result.getSecondaryResults().keySet()) {
            if (label.endsWith("gc.alloc.rate.norm")) {
                return result.getSecondaryResults().get(label).getScore();
            }
        }
        return Double.NaN;
    }
}
