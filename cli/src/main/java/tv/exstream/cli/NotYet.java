package tv.exstream.cli;

import java.util.Optional;

import picocli.CommandLine.Option;

/** Options that are promised but not there yet: absent from help, refused with a clear word instead of ignored. */
final class NotYet {
    @Option(names = "--hw", hidden = true)
    private Optional<String> hardware = Optional.empty();

    @Option(names = "--watermark", hidden = true)
    private Optional<String> watermark = Optional.empty();

    @Option(names = "--audio-lang", hidden = true)
    private Optional<String> audioLanguage = Optional.empty();

    @Option(names = "--sub-lang", hidden = true)
    private Optional<String> subtitleLanguage = Optional.empty();

    /** @throws CliException {@code UNAVAILABLE} naming the option */
    void refuse() {
        // without hardware there is nothing to choose, so these two mean what happens anyway
        hardware.filter(kind -> !kind.equals("none") && !kind.equals("auto")).ifPresent(kind -> {
            throw new CliException(
                    Exit.UNAVAILABLE,
                    "--hw " + kind + ": hardware encoding is not available in this version: use --hw none");
        });
        refuse("--watermark", watermark);
        refuse("--audio-lang", audioLanguage);
        refuse("--sub-lang", subtitleLanguage);
    }

    private static void refuse(String option, Optional<String> value) {
        if (value.isPresent()) {
            throw new CliException(Exit.UNAVAILABLE, option + " is not available in this version: leave it out");
        }
    }
}
