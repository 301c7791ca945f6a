package tv.exstream.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line put together: all commands, and how their failures become one line and an exit code. */
final class ExStreamTv {
    private static final int NARROWEST_HELP = 60;
    private static final int WIDEST_HELP = 120;
    // the engine's form is for logs; people need what and why
    private static final Pattern ENGINE_FAULT =
            Pattern.compile("kind=\\S+ call=\\S+ reason=\"(?<reason>.*)\" on=(?<on>.+)", Pattern.DOTALL);

    private ExStreamTv() {}

    static CommandLine commandLine(CliContext context) {
        CommandLine commands = new CommandLine(new RootCommand(), versions(context));
        commands.addSubcommand(new ServeCommand(context));
        commands.addSubcommand(new ProbeCommand(context));
        commands.addSubcommand(new TranscodeCommand(context));
        commands.addSubcommand(new SlateCommand(context));
        commands.addSubcommand(new ScanCommand(context));
        commands.addSubcommand(new SearchCommand(context));
        commands.addSubcommand(new ChannelsCommand(context));
        commands.addSubcommand(new CommandLine(new ScheduleCommand())
                .addSubcommand(new SchedulePreviewCommand(context))
                .addSubcommand(new ScheduleCheckCommand(context)));
        commands.addSubcommand(new CommandLine(new GuideCommand()).addSubcommand(new GuideExportCommand(context)));
        commands.addSubcommand(new ExportCommand(context));
        commands.addSubcommand(new ImportCommand(context));
        commands.addSubcommand(new DoctorCommand(context));
        commands.addSubcommand(new CompletionCommand(context));
        commands.addSubcommand(new RehearseCommand(context));
        commands.setOut(context.terminal().out());
        commands.setErr(context.terminal().err());
        commands.setUsageHelpWidth(Math.clamp(context.terminal().columns(), NARROWEST_HELP, WIDEST_HELP));
        commands.setAbbreviatedOptionsAllowed(false);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionStrategy(ExStreamTv::run);
        commands.setParameterExceptionHandler((e, arguments) -> wrongUsage(e, context.terminal()));
        commands.setExecutionExceptionHandler(
                (e, command, parsed) -> failed(e, RootCommand.of(command).debug(), context.terminal()));
        return commands;
    }

    /** Tells a failure in one line. @return the exit code */
    static int failed(Throwable failure, boolean stackTrace, Terminal terminal) {
        if (stackTrace) {
            failure.printStackTrace(terminal.err());
        }
        terminal.say("exstreamtv: " + explain(failure));
        return Exit.of(failure).code();
    }

    private static int run(ParseResult parsed) {
        CommandLine chosen = parsed.asCommandLineList().getLast();
        RootCommand root = RootCommand.of(chosen);
        boolean informs = root.verbose() || chosen.getCommand() instanceof LogsByDefault;
        boolean quiet = chosen.getCommand() instanceof Reporting;
        Logging.set(
                root.debug() ? Level.DEBUG : informs ? Level.INFO : quiet ? Level.ERROR : Level.WARN,
                root.verbose() || root.debug() ? Level.INFO : Level.WARN,
                root.debug() ? Level.DEBUG : informs ? Level.WARN : Level.OFF,
                root.debug());
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int wrongUsage(ParameterException e, Terminal terminal) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        terminal.say(name + ": " + explain(e));
        if (!UnmatchedArgumentException.printSuggestions(e, terminal.err())) {
            terminal.say("See '" + name + " --help'.");
        }
        terminal.err().flush();
        return Exit.USAGE.code();
    }

    private static String explain(Throwable failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse("").strip();
        Matcher fields = ENGINE_FAULT.matcher(message);
        if (fields.matches()) {
            return fields.group("on") + ": " + fields.group("reason");
        }
        return message.isEmpty() ? "unexpected " + failure.getClass().getSimpleName() : message;
    }

    private static IFactory versions(CliContext context) {
        IFactory others = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == VersionText.class ? type.cast(new VersionText(context.ffmpeg())) : others.create(type);
            }
        };
    }
}
