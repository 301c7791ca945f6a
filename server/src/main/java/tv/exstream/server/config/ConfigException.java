package tv.exstream.server.config;

import java.util.List;

/** The configuration cannot be used. The message is printable as it is: one line for each thing to correct. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public ConfigException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    public ConfigException(String fault) {
        this(List.of(fault));
    }

    /** Everything found wrong, in the order it was found. */
    public List<String> faults() {
        return faults;
    }
}
