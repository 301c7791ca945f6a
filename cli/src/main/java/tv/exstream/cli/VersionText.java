package tv.exstream.cli;

import java.util.function.Supplier;

import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}. */
final class VersionText implements IVersionProvider {
    private final Supplier<BuildInfo> build;

    VersionText(Supplier<BuildInfo> build) {
        this.build = build;
    }

    @Override
    public String[] getVersion() {
        BuildInfo info = build.get();
        return new String[] {
            "exstreamtv " + info.version(), "FFmpeg " + info.ffmpeg() + " (" + info.license() + ")",
        };
    }
}
