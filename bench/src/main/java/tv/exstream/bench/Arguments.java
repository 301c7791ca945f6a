package tv.exstream.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The few options of the bench programs: {@code --key value}, {@code --flag}, and the rest. */
public record Arguments(Map<String, String> values, Set<String> flags, List<String> rest) {
    public Arguments {
        values = Map.copyOf(values);
        flags = Set.copyOf(flags);
        rest = List.copyOf(rest);
    }

    /** @throws IllegalArgumentException naming an option that is unknown or lacks its value */
    public static Arguments parse(List<String> arguments, List<String> withValue, List<String> withoutValue) {
        Map<String, String> values = new HashMap<>();
        Set<String> flags = new HashSet<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (withValue.contains(argument)) {
                if (++i == arguments.size()) {
                    throw new IllegalArgumentException(argument + " needs a value");
                }
                values.put(argument, arguments.get(i));
            } else if (withoutValue.contains(argument)) {
                flags.add(argument);
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException("unknown option " + argument);
            } else {
                rest.add(argument);
            }
        }
        return new Arguments(values, flags, rest);
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    public Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /** @throws IllegalArgumentException naming the option when it is not a whole number within the range */
    public int number(String option, int byDefault, int min, int max) {
        String text = values.get(option);
        if (text == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + text + " is not a whole number", e);
        }
        throw new IllegalArgumentException(option + " " + text + " is not between " + min + " and " + max);
    }
}
