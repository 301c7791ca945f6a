package tv.exstream.server.hdhr;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

import tv.exstream.server.channels.Channel;
import tv.exstream.server.stream.PublicUrls;

/** What the HDHomeRun's HTTP documents say, with the real device's keys. Pure. */
final class HdhrDocuments {
    private HdhrDocuments() {}

    record Discover(
            @JsonProperty("FriendlyName") String friendlyName,
            @JsonProperty("Manufacturer") String manufacturer,
            @JsonProperty("ManufacturerURL") String manufacturerUrl,
            @JsonProperty("ModelNumber") String modelNumber,
            @JsonProperty("FirmwareName") String firmwareName,
            @JsonProperty("FirmwareVersion") String firmwareVersion,
            @JsonProperty("DeviceID") String deviceId,
            @JsonProperty("DeviceAuth") String deviceAuth,
            @JsonProperty("BaseURL") String baseUrl,
            @JsonProperty("LineupURL") String lineupUrl,
            @JsonProperty("TunerCount") int tunerCount) {}

    record LineupEntry(
            @JsonProperty("GuideNumber") String guideNumber,
            @JsonProperty("GuideName") String guideName,
            @JsonProperty("VideoCodec") String videoCodec,
            @JsonProperty("AudioCodec") String audioCodec,
            @JsonProperty("HD") int hd,
            @JsonProperty("URL") String url) {}

    record LineupStatus(
            @JsonProperty("ScanInProgress") int scanInProgress,
            @JsonProperty("ScanPossible") int scanPossible,
            @JsonProperty("Source") String source,
            @JsonProperty("SourceList") List<String> sourceList) {}

    static Discover discover(Device device, int tuners, String base) {
        return new Discover(
                device.friendlyName(),
                "EXStreamTV",
                base + "/",
                Device.MODEL_NUMBER,
                Device.FIRMWARE_NAME,
                Device.FIRMWARE_VERSION,
                device.id().toString(),
                device.auth(),
                base,
                base + "/lineup.json",
                tuners);
    }

    /** Every channel's output is H.264 with AAC; that is what channels are made to. */
    static List<LineupEntry> lineup(List<Channel> channels, PublicUrls urls) {
        return channels.stream()
                .map(c -> new LineupEntry(c.number().toString(), c.name(), "H264", "AAC", 1, urls.auto(c.number())))
                .toList();
    }

    static String lineupXml(List<LineupEntry> lineup) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Lineup>\n");
        for (LineupEntry entry : lineup) {
            out.append("<Program>");
            element(out, "GuideNumber", entry.guideNumber());
            element(out, "GuideName", entry.guideName());
            element(out, "VideoCodec", entry.videoCodec());
            element(out, "AudioCodec", entry.audioCodec());
            element(out, "HD", Integer.toString(entry.hd()));
            element(out, "URL", entry.url());
            out.append("</Program>\n");
        }
        return out.append("</Lineup>\n").toString();
    }

    static String deviceXml(Device device, String base) {
        StringBuilder out = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <root xmlns="urn:schemas-upnp-org:device-1-0">
                <specVersion><major>1</major><minor>0</minor></specVersion>
                """);
        element(out, "URLBase", base);
        out.append("\n<device>\n");
        element(out, "deviceType", "urn:schemas-upnp-org:device:MediaServer:1");
        element(out, "friendlyName", device.friendlyName());
        element(out, "manufacturer", "EXStreamTV");
        element(out, "manufacturerURL", base + "/");
        element(out, "modelDescription", "EXStreamTV " + device.version());
        element(out, "modelName", Device.MODEL_NUMBER);
        element(out, "modelNumber", Device.MODEL_NUMBER);
        element(out, "serialNumber", device.id().toString());
        element(out, "UDN", "uuid:" + device.uuid());
        element(out, "presentationURL", base + "/");
        return out.append("\n</device>\n</root>\n").toString();
    }

    private static void element(StringBuilder out, String name, String text) {
        out.append('<').append(name).append('>');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                // XML 1.0 cannot carry control characters in any form.
                default -> out.append(c < ' ' && c != '\t' && c != '\n' ? ' ' : c);
            }
        }
        out.append("</").append(name).append('>');
    }
}
