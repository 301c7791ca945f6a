package tv.exstream.cli;

import java.util.Locale;

/**
 * One finding of {@code doctor}.
 *
 * @param name   what was looked at, short and stable
 * @param detail what was found
 * @param remedy what to do about it; empty when all is well
 */
record Check(String name, Verdict verdict, String detail, String remedy) {
    enum Verdict {
        OK,
        WARN,
        FAIL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Check ok(String name, String detail) {
        return new Check(name, Verdict.OK, detail, "");
    }

    static Check warn(String name, String detail, String remedy) {
        return new Check(name, Verdict.WARN, detail, remedy);
    }

    static Check fail(String name, String detail, String remedy) {
        return new Check(name, Verdict.FAIL, detail, remedy);
    }
}
