package tv.exstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tv.exstream.server.config.ConfigException;
import tv.exstream.server.config.Settings;

/** {@code doctor}: is everything here that a server needs? */
@Command(
        name = "doctor",
        description = {
            "Checks Java, FFmpeg and its encoders, settings, data directory, database, media folders and ports.",
            "An existing database is opened, and brought up to date, as 'serve' would.",
            "Exit code 1 when any check fails; warnings do not count.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv doctor",
            "  exstreamtv doctor --data /var/lib/exstreamtv --media /srv/media",
            "  exstreamtv doctor --json",
        })
final class DoctorCommand implements Callable<Integer> {
    private final CliContext context;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    DoctorCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>();
        options.launch(); // wrong usage is no finding
        MachineChecks machine = new MachineChecks(context);
        add(checks, machine.java());
        add(checks, machine.natives());
        if (checks.getLast().verdict() == Check.Verdict.OK) {
            add(checks, machine.encoders());
            add(checks, machine.hardware());
        }
        try {
            Settings settings = options.settings(context.environment());
            add(checks, Check.ok("settings", settings.profiles().size() + " output profile(s)"));
            StorageChecks.all(settings).forEach(check -> add(checks, check));
            PortChecks.all(settings).forEach(check -> add(checks, check));
        } catch (ConfigException e) {
            e.faults().forEach(fault -> add(checks, Check.fail("settings", fault, "correct it and try again")));
        }
        boolean failed = checks.stream().anyMatch(check -> check.verdict() == Check.Verdict.FAIL);
        if (json) {
            context.terminal().json(json(checks, failed));
        } else {
            context.terminal().result(failed ? "There is something to correct." : "Ready.");
        }
        return (failed ? Exit.FAILED : Exit.DONE).code();
    }

    /** Told at once: the encoder's trial takes a while. */
    private void add(List<Check> checks, Check check) {
        checks.add(check);
        if (!json) {
            context.terminal()
                    .result(String.format(
                            Locale.ROOT, "%-4s  %-9s %s", check.verdict().word(), check.name(), check.detail()));
            if (!check.remedy().isEmpty()) {
                context.terminal().result(" ".repeat(16) + "-> " + check.remedy());
            }
        }
    }

    private static ObjectNode json(List<Check> checks, boolean failed) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("ready", !failed);
        ArrayNode list = root.putArray("checks");
        for (Check check : checks) {
            ObjectNode node = list.addObject();
            node.put("name", check.name());
            node.put("verdict", check.verdict().word());
            node.put("detail", check.detail());
            if (!check.remedy().isEmpty()) {
                node.put("remedy", check.remedy());
            }
        }
        return root;
    }
}
