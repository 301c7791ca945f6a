package tv.exstream.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import tv.exstream.engine.TsOptions;

/** A constant bit rate as people write it, {@code 8M} or {@code 3500k}, in kbit/s; {@code 0} is a variable one. */
final class BitRate implements ITypeConverter<Integer> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([kM])");

    @Override
    public Integer convert(String value) {
        if (value.equals("0")) {
            return 0;
        }
        Matcher form = FORM.matcher(value);
        if (form.matches()) {
            long kbps = Long.parseLong(form.group(1)) * (form.group(2).equals("M") ? 1000 : 1);
            if (kbps >= TsOptions.MIN_MUX_KBPS && kbps <= TsOptions.MAX_MUX_KBPS) {
                return (int) kbps;
            }
        }
        throw new TypeConversionException("'" + value + "' is not a bit rate from " + TsOptions.MIN_MUX_KBPS + "k to "
                + TsOptions.MAX_MUX_KBPS / 1000 + "M, such as 8M or 3500k, nor 0 for a variable one");
    }
}
