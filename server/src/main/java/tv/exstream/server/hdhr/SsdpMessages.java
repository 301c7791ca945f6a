package tv.exstream.server.hdhr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** SSDP's texts: what we announce, what we answer, what we understand. Pure. */
final class SsdpMessages {
    static final int MAX_AGE_SECONDS = 1800;
    static final String ALL = "ssdp:all";
    private static final String ROOT = "upnp:rootdevice";
    private static final String MEDIA_SERVER = "urn:schemas-upnp-org:device:MediaServer:1";

    private final UUID uuid;
    private final String server;

    SsdpMessages(Device device) {
        this.uuid = device.uuid();
        this.server = "EXStreamTV/" + device.version() + " UPnP/1.0 HDHomeRun/1.0";
    }

    /** A search of somebody who lets answers be spread over 0 to 5 seconds. */
    record Search(String target, int maxWaitSeconds) {}

    /** What we are, one notification each. */
    List<String> targets() {
        return List.of(ROOT, "uuid:" + uuid, MEDIA_SERVER);
    }

    /** The targets of ours that a search means; empty when it means somebody else. */
    List<String> matching(Search search) {
        if (search.target().equals(ALL)) {
            return targets();
        }
        return targets().contains(search.target()) ? List.of(search.target()) : List.of();
    }

    /** Empty for anything but a well-formed M-SEARCH. */
    static Optional<Search> parseSearch(String message) {
        List<String> lines = message.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("M-SEARCH * HTTP/1.")) {
            return Optional.empty();
        }
        Optional<String> man = header(lines, "man");
        Optional<String> target = header(lines, "st");
        if (target.isEmpty() || !man.map(m -> m.equals("\"ssdp:discover\"")).orElse(false)) {
            return Optional.empty();
        }
        return Optional.of(new Search(
                target.get(), header(lines, "mx").map(SsdpMessages::seconds).orElse(0)));
    }

    private static Optional<String> header(List<String> lines, String name) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0
                    && line.substring(0, colon).trim().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(line.substring(colon + 1).trim());
            }
        }
        return Optional.empty();
    }

    private static int seconds(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 0, 5);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    String alive(String target, String location) {
        return "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nCACHE-CONTROL: max-age=" + MAX_AGE_SECONDS
                + "\r\nLOCATION: " + location + "\r\nSERVER: " + server + "\r\nNT: " + target
                + "\r\nNTS: ssdp:alive\r\nUSN: " + usn(target) + "\r\n\r\n";
    }

    String byebye(String target) {
        return "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: " + target + "\r\nNTS: ssdp:byebye\r\nUSN: "
                + usn(target) + "\r\n\r\n";
    }

    String answer(String target, String location) {
        return "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=" + MAX_AGE_SECONDS + "\r\nEXT:\r\nLOCATION: " + location
                + "\r\nSERVER: " + server + "\r\nST: " + target + "\r\nUSN: " + usn(target)
                + "\r\nContent-Length: 0\r\n\r\n";
    }

    /** All notifications of being here, or of leaving when there is no location. */
    List<String> notifications(Optional<String> location) {
        List<String> all = new ArrayList<>();
        for (String target : targets()) {
            all.add(location.map(at -> alive(target, at)).orElseGet(() -> byebye(target)));
        }
        return all;
    }

    private String usn(String target) {
        String self = "uuid:" + uuid;
        return target.equals(self) ? self : self + "::" + target;
    }
}
