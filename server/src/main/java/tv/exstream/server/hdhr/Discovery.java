package tv.exstream.server.hdhr;

import java.util.List;
import java.util.Optional;

/** Whether a discovery request means us, and what we answer. Pure. */
final class Discovery {
    private static final int TYPE_TUNER = 1;
    private static final int WILDCARD = 0xFFFF_FFFF;

    private final Device device;
    private final int tuners;

    Discovery(Device device, int tuners) {
        this.device = device;
        this.tuners = tuners;
    }

    /** @param baseUrl where this server's HTTP is, as the asking peer reaches it */
    Optional<Packet> answer(Packet request, String baseUrl) {
        if (!means(request)) {
            return Optional.empty();
        }
        return Optional.of(new Packet(
                Packet.TYPE_DISCOVER_REPLY,
                List.of(
                        Packet.Tag.int32(Packet.TAG_DEVICE_TYPE, TYPE_TUNER),
                        Packet.Tag.int32(Packet.TAG_DEVICE_ID, device.id().value()),
                        Packet.Tag.int8(Packet.TAG_TUNER_COUNT, tuners),
                        Packet.Tag.text(Packet.TAG_DEVICE_AUTH, device.auth()),
                        Packet.Tag.text(Packet.TAG_BASE_URL, baseUrl),
                        Packet.Tag.text(Packet.TAG_LINEUP_URL, baseUrl + "/lineup.json"))));
    }

    boolean means(Packet request) {
        return request.type() == Packet.TYPE_DISCOVER_REQUEST && typeMatches(request) && idMatches(request);
    }

    private static boolean typeMatches(Packet request) {
        Optional<Packet.Tag> several = request.first(Packet.TAG_MULTI_TYPE);
        if (several.isPresent()) {
            byte[] types = several.get().value();
            for (int at = 0; at + 4 <= types.length; at += 4) {
                if (isTuner(java.nio.ByteBuffer.wrap(types).getInt(at))) {
                    return true;
                }
            }
            return false;
        }
        return request.first(Packet.TAG_DEVICE_TYPE)
                .flatMap(Packet.Tag::asInt32)
                .map(Discovery::isTuner)
                .orElse(false);
    }

    private static boolean isTuner(int type) {
        return type == TYPE_TUNER || type == WILDCARD;
    }

    /** Newer programs leave the id out when they want any device. */
    private boolean idMatches(Packet request) {
        Optional<Packet.Tag> id = request.first(Packet.TAG_DEVICE_ID);
        return id.isEmpty()
                || id.get()
                        .asInt32()
                        .map(wanted ->
                                wanted == WILDCARD || wanted == device.id().value())
                        .orElse(false);
    }
}
