package tv.exstream.server.library;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tv.exstream.engine.EngineException;

/** The wording of all scan issues in one place. */
final class ScanIssues {
    private static final Pattern REASON = Pattern.compile("reason=\"([^\"]+)\"");

    private final InstantSource clock;

    ScanIssues(InstantSource clock) {
        this.clock = clock;
    }

    ScanIssue of(ScanIssue.Kind kind, String path, String message, String remedy) {
        return new ScanIssue(path, kind, message, remedy, clock.instant());
    }

    ScanIssue empty(String path) {
        return of(ScanIssue.Kind.EMPTY, path, "'" + path + "' is empty (0 bytes)", "copy the file again or delete it");
    }

    ScanIssue unreadable(String path, IOException e) {
        boolean denied = e instanceof AccessDeniedException;
        return of(
                ScanIssue.Kind.UNREADABLE,
                path,
                "'" + path + "' cannot be read: " + (denied ? "permission denied" : reason(e)),
                denied
                        ? "give the user that runs EXStreamTV permission to read it"
                        : "check the disk or network share it is on; the next scan tries again");
    }

    ScanIssue text(String path) {
        return of(
                ScanIssue.Kind.NOT_MEDIA,
                path,
                "'" + path + "' is a text file, whatever its name says",
                "replace it by the media file it stands for, or delete it");
    }

    ScanIssue playlist(String path) {
        return of(
                ScanIssue.Kind.PLAYLIST,
                path,
                "'" + path + "' is a playlist; what it points at is never opened",
                "put the media files themselves into the folder");
    }

    ScanIssue badName(String path) {
        return of(
                ScanIssue.Kind.BAD_NAME,
                path,
                "'" + path + "' has a name that is not valid text (shown with replacements)",
                "rename it in UTF-8 (convmv -f latin1 -t utf8 does whole folders); if other programs show the name"
                        + " rightly, start EXStreamTV with a UTF-8 locale (LANG=C.UTF-8)");
    }

    ScanIssue special(String path) {
        return of(
                ScanIssue.Kind.SPECIAL_FILE,
                path,
                "'" + path + "' is a pipe, socket or device, not a file",
                "remove it from the library folder");
    }

    ScanIssue brokenLink(String path) {
        return of(
                ScanIssue.Kind.BROKEN_LINK,
                path,
                "'" + path + "' is a link to something that does not exist",
                "restore what it points at or delete the link");
    }

    ScanIssue beingWritten(String path) {
        return of(
                ScanIssue.Kind.BEING_WRITTEN,
                path,
                "'" + path + "' is still being written",
                "nothing to do: the next scan takes it once it is complete");
    }

    ScanIssue noDuration(String path) {
        return of(
                ScanIssue.Kind.NO_DURATION,
                path,
                "'" + path + "' has no length: nothing in it can be scheduled",
                "the file may be incomplete: copy or convert it again");
    }

    ScanIssue nothingPlayable(String path) {
        return of(
                ScanIssue.Kind.UNSUPPORTED,
                path,
                "'" + path + "' holds neither picture nor sound",
                "remove it from the library folder");
    }

    ScanIssue badSidecar(String path, String reason) {
        return of(
                ScanIssue.Kind.BAD_SIDECAR,
                path,
                "'" + path + "' is not a well-formed .nfo file (" + reason + "); names are used instead",
                "let your media manager write it again, or delete it");
    }

    ScanIssue duplicate(String path, String what, String other) {
        return of(
                ScanIssue.Kind.DUPLICATE,
                path,
                "'" + path + "' and '" + other + "' are both " + what,
                "both can be scheduled: rename or remove one if that is not wanted");
    }

    ScanIssue probe(String path, EngineException e) {
        String reason = reason(e);
        return switch (e.kind()) {
            case MALFORMED ->
                of(
                        ScanIssue.Kind.BROKEN,
                        path,
                        "'" + path + "' cannot be played: " + reason,
                        "the file is damaged or incomplete: copy it again");
            case UNSUPPORTED ->
                of(
                        ScanIssue.Kind.UNSUPPORTED,
                        path,
                        "'" + path + "' is nothing that can be played: " + reason,
                        "convert it to a common format such as MP4 or MKV, or remove it");
            case TIMEOUT ->
                of(
                        ScanIssue.Kind.TOO_SLOW,
                        path,
                        "'" + path + "' took too long to open: " + reason,
                        "check the disk or network share it is on; the next scan tries again");
            case NOT_FOUND, UNAVAILABLE, INTERNAL ->
                of(
                        ScanIssue.Kind.PROBE_FAILED,
                        path,
                        "'" + path + "' could not be looked into: " + reason,
                        "the next scan tries again");
        };
    }

    ScanIssue probeFailed(String path, RuntimeException e) {
        return of(
                ScanIssue.Kind.PROBE_FAILED,
                path,
                "'" + path + "' could not be looked into: " + e,
                "please report this; the next scan tries again");
    }

    /** The reason alone where the engine's message has one: the rest repeats the path. */
    private static String reason(EngineException e) {
        String message = String.valueOf(e.getMessage());
        Matcher m = REASON.matcher(message);
        return m.find() ? m.group(1) : message;
    }

    static String reason(IOException e) {
        if (e instanceof FileSystemException fs && fs.getReason() != null) {
            return fs.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
