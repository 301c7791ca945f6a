package tv.exstream.natives;

import java.util.List;
import java.util.Locale;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg in this process. Call {@link #load} before touching any class of the bindings: the settings it makes count
 * only until JavaCPP's first class is initialised.
 *
 * <p>The libraries are unpacked once into JavaCPP's cache folder; set the system property
 * {@code org.bytedeco.javacpp.cachedir} beforehand to say where.
 */
public final class FFmpeg {
    /** Variant of the natives that holds x264, x265 and the other GPL parts. */
    static final String GPL_EXTENSION = "-gpl";

    private static final String EXTENSION_PROPERTY = "org.bytedeco.javacpp.platform.extension";

    private static boolean loaded;
    private static @Nullable String failure;
    private static @Nullable FFmpegInfo info;

    private FFmpeg() {}

    /**
     * Loads the libraries into this process; the first call takes some tenths of a second, any other returns at once.
     * Safe from any thread.
     *
     * @throws NativesException naming the platform and the remedy, the same message on every call
     */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        if (failure != null) {
            throw new NativesException(failure);
        }
        setUpJavaCpp();
        try {
            for (Class<?> library : List.of(
                    avutil.class, swresample.class, swscale.class, avcodec.class, avformat.class, avfilter.class)) {
                Loader.load(library);
            }
        } catch (LinkageError | RuntimeException e) {
            failure = explain(e);
            throw new NativesException(failure, e);
        }
        FFmpegLog.install();
        avformat.avformat_network_init();
        loaded = true;
    }

    /** What is loaded and what it can do; loads first if need be. The answer never changes within a process. */
    public static synchronized FFmpegInfo info() {
        load();
        FFmpegInfo known = info;
        if (known == null) {
            known = Capabilities.read();
            info = known;
        }
        return known;
    }

    /** True when the natives on the class path are the GPL ones. */
    static boolean gplOnClassPath() {
        return onClassPath(GPL_EXTENSION);
    }

    /** The platform of this machine the way the bindings name it, e.g. {@code linux-x86_64}. */
    static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : os;
        String machine = switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> arch;
        };
        return system + "-" + machine;
    }

    // libav's memory is libav's: JavaCPP's guard would count it as its own and stall in System.gc().
    private static void setUpJavaCpp() {
        preset("org.bytedeco.javacpp.maxBytes", "0");
        preset("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        preset("org.bytedeco.javacpp.nopointergc", "true");
        // our libraries, not whatever version the system happens to have
        preset("org.bytedeco.javacpp.pathsFirst", "false");
        if (gplOnClassPath()) {
            preset(EXTENSION_PROPERTY, GPL_EXTENSION);
        }
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static boolean onClassPath(String extension) {
        String folder = "/org/bytedeco/ffmpeg/" + platform() + extension + "/";
        return FFmpeg.class.getResource(folder + System.mapLibraryName("jniavutil")) != null;
    }

    private static String explain(Throwable cause) {
        String platform = platform();
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
        boolean present = onClassPath("") || gplOnClassPath();
        return present
                ? "FFmpeg's libraries for " + platform + " could not be loaded: " + reason + ". Make sure that "
                        + cacheDir() + " is writable and not mounted noexec."
                : "There are no FFmpeg libraries for " + platform + " in this build (" + reason
                        + "). Build with -Dnatives.platform=" + platform
                        + " if it is one of linux-x86_64, linux-arm64, macosx-x86_64, macosx-arm64, windows-x86_64.";
    }

    private static String cacheDir() {
        String set = System.getProperty("org.bytedeco.javacpp.cachedir");
        return set != null ? set : System.getProperty("user.home", "") + "/.javacpp/cache";
    }
}
