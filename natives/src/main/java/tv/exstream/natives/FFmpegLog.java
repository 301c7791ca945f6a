package tv.exstream.natives;

import org.bytedeco.ffmpeg.global.avutil;

final class FFmpegLog {
    private FFmpegLog() {}

    static void install() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    }
}
