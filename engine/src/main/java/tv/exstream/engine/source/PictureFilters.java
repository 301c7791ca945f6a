package tv.exstream.engine.source;

import java.util.Locale;

import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.ElementaryStream;

/** The libavfilter chain that turns a source's pictures into the profile's: upright, progressive, SDR, fitted, padded. */
final class PictureFilters {
    private static final String TONE_MAP = "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,"
            + "tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv";

    private PictureFilters() {}

    static String forStream(ElementaryStream stream, int width, int height, OutputProfile profile) {
        MediaProbe.Stream info = stream.info();
        StringBuilder chain = new StringBuilder(160);
        if (info.interlaced()) {
            chain.append("bwdif=mode=send_frame:deint=interlaced,");
        }
        if (info.variableFrameRate()) {
            double rate = Math.min(info.frameRate().orElse(25), profile.maxFrameRate());
            chain.append(String.format(Locale.ROOT, "fps=%d/1000,", Math.round(Math.max(rate, 10) * 1000)));
        }
        if (info.hdr()) {
            chain.append(TONE_MAP).append(',');
        }
        int turned = info.rotation();
        if (turned == 90) {
            chain.append("transpose=clock,");
        } else if (turned == 270) {
            chain.append("transpose=cclock,");
        } else if (turned == 180) {
            chain.append("hflip,vflip,");
        }
        return chain.append(fit(width, height, turned % 180 != 0, aspect(info), profile))
                .toString();
    }

    /** Scales to the largest even size with the picture's own display aspect that fits, and pads to the profile's. */
    private static String fit(int width, int height, boolean sideways, double sampleAspect, OutputProfile profile) {
        double shownWidth = width * sampleAspect;
        double display = sideways ? height / shownWidth : shownWidth / height;
        int fittedWidth = profile.width();
        int fittedHeight = (int) Math.round(fittedWidth / display);
        if (fittedHeight > profile.height()) {
            fittedHeight = profile.height();
            fittedWidth = (int) Math.round(fittedHeight * display);
        }
        fittedWidth = even(fittedWidth, profile.width());
        fittedHeight = even(fittedHeight, profile.height());
        return "scale=" + fittedWidth + ":" + fittedHeight + ":flags=bicubic,setsar=1,pad=" + profile.width() + ":"
                + profile.height() + ":(ow-iw)/2:(oh-ih)/2:black,format=yuv420p";
    }

    private static int even(int size, int limit) {
        return Math.max(2, Math.min(size / 2 * 2, limit));
    }

    private static double aspect(MediaProbe.Stream info) {
        String text = info.sampleAspect().orElse("1:1");
        int colon = text.indexOf(':');
        double ratio = Double.parseDouble(text.substring(0, colon)) / Double.parseDouble(text.substring(colon + 1));
        return ratio > 0.1 && ratio < 10 ? ratio : 1; // nonsense in the headers is not a shape
    }
}
