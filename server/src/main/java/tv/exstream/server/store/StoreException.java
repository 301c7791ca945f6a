package tv.exstream.server.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

import org.sqlite.SQLiteErrorCode;

/** What can go wrong with the database file. The message names the file and says what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** Written by a newer EXStreamTV. */
        NEWER,
        /** Damaged, or not a database. */
        CORRUPT,
        /** The file or its folder may not be written. */
        NOT_WRITABLE,
        /** No room left on the disk. */
        FULL,
        /** Another process or thread holds it for too long. */
        BUSY,
        /** Anything else. */
        FAILED
    }

    private final Kind kind;

    StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Finds SQLite's own error among the causes of {@code failure} and says it in words a person can act on; empty when
     * SQLite had no part in it.
     */
    public static Optional<StoreException> explain(Path file, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException known) {
                return Optional.of(known);
            }
            if (cause instanceof SQLException sql && sql.getClass().getName().startsWith("org.sqlite.")) {
                return Optional.of(of(file, sql));
            }
        }
        return Optional.empty();
    }

    static StoreException of(Path file, SQLException cause) {
        // The low byte is the primary result code; the rest of it says more than a person needs.
        int code = cause.getErrorCode() & 0xff;
        Kind kind;
        String advice;
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return corrupt(file, String.valueOf(cause.getMessage()), cause);
        } else if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            kind = Kind.FULL;
            advice = "the disk is full: free some space or move the data directory to another disk (--data DIR)";
        } else if (code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_PERM.code
                || code == SQLiteErrorCode.SQLITE_AUTH.code) {
            return notWritable(file, String.valueOf(cause.getMessage()), cause);
        } else if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            kind = Kind.BUSY;
            advice = "another program holds it: stop a second EXStreamTV that uses the same data directory";
        } else if (code == SQLiteErrorCode.SQLITE_IOERR.code) {
            kind = Kind.FAILED;
            advice = "the disk does not answer properly: check it and its free space, then start again";
        } else {
            kind = Kind.FAILED;
            advice = "this should not happen: please report it";
        }
        return new StoreException(kind, "database " + file + ": " + advice + " (" + cause.getMessage() + ")", cause);
    }

    static StoreException corrupt(Path file, String reason) {
        return new StoreException(Kind.CORRUPT, corruptMessage(file, reason));
    }

    static StoreException corrupt(Path file, String reason, Throwable cause) {
        return new StoreException(Kind.CORRUPT, corruptMessage(file, reason), cause);
    }

    private static String corruptMessage(Path file, String reason) {
        return "database " + file + " is damaged or not a database (" + reason + "); it was left as it is: restore a"
                + " backup, or move the file away to start with an empty one";
    }

    static StoreException notWritable(Path file, String reason, Throwable cause) {
        return new StoreException(
                Kind.NOT_WRITABLE,
                "database " + file + " cannot be written (" + reason + "): give the user that runs EXStreamTV write"
                        + " permission on the file and its folder, or name another data directory (--data DIR)",
                cause);
    }

    static StoreException newer(Path file, int found, int ours) {
        return new StoreException(
                Kind.NEWER,
                "database " + file + " has version " + found + ", this EXStreamTV knows versions up to " + ours
                        + "; nothing was changed: install the newer EXStreamTV again, or restore a backup from before"
                        + " the update");
    }
}
