package tv.exstream.server.hdhr;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SsdpMessagesTest {
    private final Device device = new Device(DeviceId.of(1), "EXStreamTV", "0.1");
    private final SsdpMessages messages = new SsdpMessages(device);

    private static String search(String target) {
        return "M-SEARCH * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\nMan: \"ssdp:discover\"\r\nMX: 3\r\nst: " + target
                + "\r\n\r\n";
    }

    @Test
    void answersSearchesThatMeanUs() {
        SsdpMessages.Search all = SsdpMessages.parseSearch(search("ssdp:all")).orElseThrow();
        assertThat(all.maxWaitSeconds()).isEqualTo(3);
        assertThat(messages.matching(all)).hasSize(3);
        for (String target : messages.targets()) {
            SsdpMessages.Search one = SsdpMessages.parseSearch(search(target)).orElseThrow();
            assertThat(messages.matching(one)).containsExactly(target);
        }
        assertThat(messages.matching(new SsdpMessages.Search("urn:other", 1))).isEmpty();
    }

    @Test
    void ignoresEverythingElse() {
        assertThat(SsdpMessages.parseSearch("")).isEmpty();
        assertThat(SsdpMessages.parseSearch(messages.alive("upnp:rootdevice", "http://x")))
                .isEmpty();
        assertThat(SsdpMessages.parseSearch("M-SEARCH * HTTP/1.1\r\nST: ssdp:all\r\n\r\n"))
                .isEmpty();
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            byte[] noise = search("ssdp:all").getBytes(StandardCharsets.ISO_8859_1);
            for (int hit = 0; hit < 5; hit++) {
                noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            }
            Optional<SsdpMessages.Search> parsed =
                    SsdpMessages.parseSearch(new String(noise, StandardCharsets.ISO_8859_1));
            parsed.ifPresent(s -> assertThat(s.maxWaitSeconds()).isBetween(0, 5));
        }
    }

    @Test
    void tellsWhereTheDescriptionIs() {
        String usn = "uuid:" + device.uuid();
        assertThat(messages.answer("upnp:rootdevice", "http://10.0.0.1:8411/device.xml"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("LOCATION: http://10.0.0.1:8411/device.xml\r\n", "USN: " + usn + "::upnp:rootdevice\r\n")
                .endsWith("\r\n\r\n");
        assertThat(messages.byebye(usn)).contains("NTS: ssdp:byebye", "USN: " + usn + "\r\n");
    }
}
