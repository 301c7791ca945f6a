package tv.exstream.natives;

import java.util.List;
import java.util.Map;

/**
 * What the loaded FFmpeg is and can do. Lists are sorted and without duplicates.
 *
 * @param version         FFmpeg's own, e.g. {@code 8.0.1}
 * @param licence         as FFmpeg states it, e.g. {@code GPL version 3 or later}
 * @param configuration   the flags it was built with
 * @param platform        e.g. {@code linux-x86_64}
 * @param gpl             true when the GPL parts (x264, x265, …) are in
 * @param libraries       version of each library by its name, e.g. {@code avcodec} to {@code 62.11.100}
 * @param hardwareDevices device types this build knows; whether the machine has one only trying can tell
 */
public record FFmpegInfo(
        String version,
        String licence,
        String configuration,
        String platform,
        boolean gpl,
        Map<String, String> libraries,
        List<String> encoders,
        List<String> decoders,
        List<String> demuxers,
        List<String> muxers,
        List<String> filters,
        List<String> inputProtocols,
        List<String> outputProtocols,
        List<String> hardwareDevices) {
    public FFmpegInfo {
        libraries = Map.copyOf(libraries);
        encoders = List.copyOf(encoders);
        decoders = List.copyOf(decoders);
        demuxers = List.copyOf(demuxers);
        muxers = List.copyOf(muxers);
        filters = List.copyOf(filters);
        inputProtocols = List.copyOf(inputProtocols);
        outputProtocols = List.copyOf(outputProtocols);
        hardwareDevices = List.copyOf(hardwareDevices);
    }
}
