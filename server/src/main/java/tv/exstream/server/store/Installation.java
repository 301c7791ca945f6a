package tv.exstream.server.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * What stays the same over all starts of an installation.
 *
 * @param epoch      PTS zero of every channel: a whole second, the moment of the first start
 * @param deviceSeed random bits from which network identities (tuner device id, UUIDs) are derived
 */
public record Installation(Instant epoch, long deviceSeed) {

    /** Reads what is stored, or stores it if this is the first start. */
    public static Installation of(Database database, InstantSource clock) {
        return database.writes().inTransaction(handle -> {
            InstallationDao dao = handle.attach(InstallationDao.class);
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            dao.putIfAbsent("epoch", Long.toString(now.toEpochMilli()));
            dao.putIfAbsent("device_seed", Long.toHexString(new SecureRandom().nextLong()));
            return new Installation(
                    Instant.ofEpochMilli(Long.parseLong(dao.require("epoch"))),
                    Long.parseUnsignedLong(dao.require("device_seed"), 16));
        });
    }
}
