package tv.exstream.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * At most {@code size} connections, opened when first needed and kept. Local files need no keep-alive, no validation and
 * no threads, so this replaces a pool of a thousand lines that takes longer to start than SQLite does.
 *
 * <p>Thread-safe. With size 1 it also is the queue of writers: first come, first served.
 */
final class ConnectionPool implements ConnectionFactory {
    private static final long WAIT_SECONDS = 30;

    /** Opens one more connection. */
    interface Opener {
        Connection open() throws SQLException;
    }

    private final String purpose;
    private final Opener opener;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    ConnectionPool(String purpose, int size, Opener opener) {
        this.purpose = purpose;
        this.opener = opener;
        this.permits = new Semaphore(size, true);
    }

    Jdbi jdbi() {
        return Jdbi.create(this);
    }

    @Override
    public Connection openConnection() throws SQLException {
        acquire();
        boolean handedOut = false;
        try {
            Connection connection = takeIdle();
            if (connection == null) {
                connection = opener.open();
            }
            handedOut = true;
            return connection;
        } finally {
            if (!handedOut) {
                permits.release();
            }
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException(
                        StoreException.Kind.BUSY,
                        "waited " + WAIT_SECONDS + " s for a database connection (" + purpose
                                + "): one is held too long or used inside another on the same thread");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    StoreException.Kind.BUSY,
                    "interrupted while waiting for a database connection (" + purpose + ")",
                    e);
        }
    }

    private @Nullable Connection takeIdle() {
        synchronized (idle) {
            if (closed) {
                throw new StoreException(StoreException.Kind.FAILED, "the database is closed");
            }
            return idle.pollFirst();
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            boolean usable = false;
            try {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                usable = true;
            } finally {
                giveBack(connection, usable);
            }
        } finally {
            permits.release();
        }
    }

    private void giveBack(Connection connection, boolean usable) throws SQLException {
        synchronized (idle) {
            if (usable && !closed) {
                idle.addFirst(connection);
                return;
            }
        }
        connection.close();
    }

    /** Closes idle connections; one in use is closed when it is given back. Idempotent. */
    void close() throws SQLException {
        Deque<Connection> leaving;
        synchronized (idle) {
            closed = true;
            leaving = new ArrayDeque<>(idle);
            idle.clear();
        }
        for (Connection connection : leaving) {
            connection.close();
        }
    }
}
