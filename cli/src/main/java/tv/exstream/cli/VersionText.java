package tv.exstream.cli;

import java.util.function.Supplier;

import picocli.CommandLine.IVersionProvider;

import tv.exstream.natives.FFmpegInfo;

/** The answer to {@code --version}. */
final class VersionText implements IVersionProvider {
    private final Supplier<FFmpegInfo> ffmpeg;

    VersionText(Supplier<FFmpegInfo> ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    @Override
    public String[] getVersion() {
        FFmpegInfo info = ffmpeg.get();
        return new String[] {
            "exstreamtv " + Version.own(),
            "FFmpeg " + info.version() + " (" + info.licence() + "), " + info.platform(),
            "Java " + Runtime.version(),
        };
    }
}
