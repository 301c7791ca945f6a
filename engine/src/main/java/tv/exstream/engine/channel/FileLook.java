package tv.exstream.engine.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What a glance at a file tells: where nothing of this has changed, opening it again gives what it gave before. */
record FileLook(boolean there, long size, FileTime modified, String key) {
    private static final FileLook ABSENT = new FileLook(false, 0, FileTime.fromMillis(0), "");

    /** One system call, which a dead network share may hold. */
    static FileLook at(Path path) {
        try {
            BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileLook(true, a.size(), a.lastModifiedTime(), String.valueOf(a.fileKey()));
        } catch (IOException e) {
            return ABSENT;
        }
    }
}
