package tv.exstream.cli;

/** A command cannot go on. The message is all that the user sees: it names the thing and the remedy. */
final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    CliException(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    CliException(Exit exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }
}
