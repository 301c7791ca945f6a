package tv.exstream.cli;

import java.net.BindException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import tv.exstream.engine.EngineException;
import tv.exstream.natives.NativesException;
import tv.exstream.server.config.ConfigException;
import tv.exstream.server.library.LibraryException;
import tv.exstream.server.store.StoreException;

/** What the process answers to its caller: the only table of exit codes. */
enum Exit {
    DONE(0, "done"),
    FAILED(1, "failed"),
    USAGE(2, "wrong usage"),
    BAD_INPUT(3, "bad input file"),
    UNAVAILABLE(4, "not available here (hardware, natives)");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    static Exit of(Throwable failure) {
        return switch (failure) {
            case CliException e -> e.exit();
            case EngineException e ->
                switch (e.kind()) {
                    case NOT_FOUND, MALFORMED, UNSUPPORTED -> BAD_INPUT;
                    case TIMEOUT, UNAVAILABLE, INTERNAL -> FAILED;
                };
            case ConfigException _ -> BAD_INPUT;
            case StoreException e ->
                switch (e.kind()) {
                    case NEWER, CORRUPT -> BAD_INPUT;
                    case NOT_WRITABLE, FULL, BUSY, FAILED -> Exit.FAILED;
                };
            case LibraryException _ -> BAD_INPUT;
            case NativesException _ -> UNAVAILABLE;
            case NoSuchFileException _ -> BAD_INPUT;
            case FileSystemException _ -> FAILED;
            case BindException _ -> FAILED;
            // a native library that is missing or does not fit this machine
            case LinkageError _ -> UNAVAILABLE;
            default -> FAILED;
        };
    }
}
