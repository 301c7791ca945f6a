package tv.exstream.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Map;

import picocli.CommandLine;

import tv.exstream.natives.FFmpeg;

/** Where the process starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Interruption interruption = Interruption.ofCurrentThread();
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        CliContext context = new CliContext(
                terminal,
                environment,
                () -> new FileOutputStream(FileDescriptor.out).getChannel(),
                Parts::engine,
                FFmpeg::info,
                Parts::server);
        int code;
        try {
            CommandLine commands = ExStreamTv.commandLine(context);
            code = commands.execute(arguments);
        } catch (LinkageError | RuntimeException e) {
            code = ExStreamTv.failed(e, false, terminal);
        }
        terminal.out().flush();
        terminal.err().flush();
        interruption.exit(code);
    }
}
