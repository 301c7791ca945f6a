package tv.exstream.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code serve}: the server, until SIGTERM or Ctrl-C. */
@Command(
        name = "serve",
        description = "Runs the server: channels, guide, tuner and API.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv serve --demo",
            "  exstreamtv serve --media /srv/shows --media /srv/films",
            "  exstreamtv serve --data /var/lib/exstreamtv --port 8080",
        })
final class ServeCommand implements Callable<Integer>, LogsByDefault {
    private final CliContext context;

    @Mixin
    private ServerOptions options = new ServerOptions();

    ServeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Logging.bridgeJavaUtilLogging();
        try (RunningServer server = context.server().start(options.launch(), context.environment())) {
            URI address = server.address();
            context.terminal().result("listening on " + address);
            hint(Addresses.reachable(address));
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            context.terminal().say("stopped");
        }
        return Exit.DONE.code();
    }

    private void hint(URI address) {
        Terminal terminal = context.terminal();
        terminal.say("  status page    " + address + "/");
        terminal.say("  IPTV players   " + address + "/iptv/channels.m3u");
        terminal.say("  TV guide       " + address + "/iptv/xmltv.xml");
        terminal.say("  Plex, Emby     tuner at " + address.getAuthority());
        terminal.say("  Ctrl-C stops.");
    }
}
