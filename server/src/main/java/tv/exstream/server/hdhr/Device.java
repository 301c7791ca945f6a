package tv.exstream.server.hdhr;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The HDHomeRun that we appear as.
 *
 * @param id           of this installation
 * @param friendlyName as users see it in their player's tuner setup; not blank
 * @param version      of this program
 */
public record Device(DeviceId id, String friendlyName, String version) {
    public static final String MODEL_NUMBER = "HDHR5-4US";
    public static final String FIRMWARE_NAME = "hdhomerun5_atsc";
    /** Players compare it with the newest firmware they know features of. */
    public static final String FIRMWARE_VERSION = "20231214";

    public Device {
        if (friendlyName.isBlank()) {
            throw new IllegalArgumentException("the HDHomeRun's friendly name is blank");
        }
    }

    /** UPnP's unique device name, the same for the same id. */
    public UUID uuid() {
        return UUID.nameUUIDFromBytes(("exstreamtv-hdhomerun-" + id).getBytes(StandardCharsets.US_ASCII));
    }

    /** What a device gives to SiliconDust's guide service; ours is known to nobody but must be there. */
    public String auth() {
        return uuid().toString().replace("-", "").substring(0, 24);
    }
}
