package tv.exstream.bench.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

import tv.exstream.bench.Arguments;
import tv.exstream.bench.ResultFiles;

/** The whole-system benches: which one, and whether its targets were met. */
public final class SystemBench {
    private static final String USAGE = """
            usage: java -jar exstreamtv-bench.jar system channels [options]
                   java -jar exstreamtv-bench.jar system tune-in [options]
                   java -jar exstreamtv-bench.jar system guide [options]

            channels: many copying channels are started, watched and stopped, in cycles
              --channels N      how many (default 200); their numbers go up to 999
              --cycles N        (default 3)
              --seconds S       to watch in each cycle (default 60)
              --item-seconds S  length of each programme: short ones make many seams (default: the clip's)
              --stagger-ms MS   between two starts (default 10)
              --ffmpeg N        processes to compare with, 0 for none (default: as many as channels, at most 50)

            tune-in: how long the first keyframe takes while other channels run
              --channels N      that run and are watched (default 20)
              --samples N       of each warm and cold (default 200 warm, 60 cold, 30 transcoding)

            guide: how long the guide's answers take over HTTP while channels stream
              --channels N      that are watched (default 100)
              --requests N      for each figure (default 500)
              --pause-ms MS     between two requests (default 20)
              --settle S        after the start, before the first XMLTV (default 3)

            all
              --minutes N       play a file of that length (default: 40 s)
              --clip FILE       play this one: it must be copied by the default profile
              --options FILE    JVM options of the engine's process
                                (default: cli/target/launcher/jvm.options, what the launcher uses)
              --out DIR         where results are kept (default: bench/target/results)

            Exit code 0: targets met, 1: missed or failed, 2: wrong usage.
            """;

    private SystemBench() {}

    /** @return 0 targets met, 1 missed or failed, 2 wrong usage */
    public static int run(List<String> arguments, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            String which = arguments.isEmpty() ? "" : arguments.getFirst();
            List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
            boolean met = switch (which) {
                case "channels" -> {
                    Arguments parsed = parse(rest, ChannelsBench.OPTIONS);
                    yield new ChannelsBench(parsed, out).run(files(parsed, which));
                }
                case "tune-in" -> {
                    Arguments parsed = parse(rest, TuneInBench.OPTIONS);
                    yield new TuneInBench(parsed, out).run(files(parsed, which));
                }
                case "guide" -> {
                    Arguments parsed = parse(rest, GuideBench.OPTIONS);
                    yield new GuideBench(parsed, out).run(files(parsed, which));
                }
                default ->
                    throw new IllegalArgumentException(
                            which.isEmpty() ? "which system bench?" : "there is no system bench '" + which + "'");
            };
            return met ? 0 : 1;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return 2;
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static Arguments parse(List<String> arguments, List<String> options) {
        Arguments parsed = Arguments.parse(arguments, options, List.of());
        if (!parsed.rest().isEmpty()) {
            throw new IllegalArgumentException("what is " + parsed.rest().getFirst() + "?");
        }
        return parsed;
    }

    private static ResultFiles files(Arguments parsed, String name) throws IOException {
        return ResultFiles.create(
                parsed.value("--out").map(Path::of).orElseGet(ResultFiles::defaultFolder), "system-" + name);
    }
}
