package tv.exstream.server.hdhr;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.stream.FixedCatalog;
import tv.exstream.server.stream.TunerPool;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class HdhrNetworkTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int WILDCARD = -1;

    private final Device device = new Device(DeviceId.of(4711), "EXStreamTV", "0.1");
    private final TunerPool tuners = new TunerPool(3, Clock.systemUTC());
    private final FixedCatalog catalog = new FixedCatalog(FixedCatalog.channel("7.2", "Seven Two"));
    private DiscoveryServer discovery;
    private ControlServer control;
    private DatagramSocket socket;

    HdhrNetworkTest() throws IOException {
        discovery = new DiscoveryServer(new Discovery(device, 3), LOOPBACK, 0, 8411);
        control = new ControlServer(new Variables(device, tuners, catalog, Clock.systemUTC()), LOOPBACK, 0);
        socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    }

    @BeforeEach
    void start() throws IOException {
        discovery.start();
        control.start();
        socket.setSoTimeout(2000);
    }

    @AfterEach
    void stop() {
        socket.close();
        discovery.close();
        control.close();
    }

    private void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, discovery.port()));
    }

    private Packet receive() throws IOException {
        DatagramPacket in = new DatagramPacket(new byte[4096], 4096);
        socket.receive(in);
        return Packet.parse(in.getData(), in.getLength()).orElseThrow();
    }

    private static Packet ask(int type, int id) {
        return new Packet(
                Packet.TYPE_DISCOVER_REQUEST,
                List.of(Packet.Tag.int32(Packet.TAG_DEVICE_TYPE, type), Packet.Tag.int32(Packet.TAG_DEVICE_ID, id)));
    }

    private static Packet get(String name) {
        return new Packet(Packet.TYPE_GETSET_REQUEST, List.of(Packet.Tag.cString(Packet.TAG_NAME, name)));
    }

    private static Packet set(String name, String value) {
        return new Packet(
                Packet.TYPE_GETSET_REQUEST,
                List.of(Packet.Tag.cString(Packet.TAG_NAME, name), Packet.Tag.cString(Packet.TAG_VALUE, value)));
    }

    private static Packet exchange(Socket socket, Packet request) throws IOException {
        socket.getOutputStream().write(request.encode());
        byte[] header = socket.getInputStream().readNBytes(Packet.HEADER_BYTES);
        assertThat(header).as("the connection stays open").hasSize(Packet.HEADER_BYTES);
        int rest = Packet.payloadBytes(header) + Packet.CRC_BYTES;
        byte[] frame = Arrays.copyOf(header, header.length + rest);
        int unused = socket.getInputStream().readNBytes(frame, header.length, rest);
        return Packet.parse(frame, frame.length).orElseThrow();
    }

    private static Optional<String> text(Packet packet, int tag) {
        return packet.first(tag).map(Packet.Tag::asText);
    }

    @Test
    void everyWayOfAskingForATunerFindsIt() throws Exception {
        Packet newest = new Packet(
                Packet.TYPE_DISCOVER_REQUEST,
                List.of(new Packet.Tag(Packet.TAG_MULTI_TYPE, new byte[] {0, 0, 0, 1, 0, 0, 0, 5})));
        for (Packet request : List.of(
                ask(1, WILDCARD), ask(WILDCARD, WILDCARD), ask(1, device.id().value()), newest)) {
            send(request.encode());
            Packet reply = receive();
            assertThat(reply.type()).isEqualTo(Packet.TYPE_DISCOVER_REPLY);
            assertThat(reply.first(Packet.TAG_DEVICE_ID).flatMap(Packet.Tag::asInt32))
                    .contains(device.id().value());
            assertThat(reply.first(Packet.TAG_DEVICE_TYPE).flatMap(Packet.Tag::asInt32))
                    .contains(1);
            assertThat(reply.first(Packet.TAG_TUNER_COUNT).orElseThrow().value())
                    .containsExactly(3);
            assertThat(text(reply, Packet.TAG_BASE_URL)).contains("http://127.0.0.1:8411");
            assertThat(text(reply, Packet.TAG_LINEUP_URL)).contains("http://127.0.0.1:8411/lineup.json");
        }
    }

    @Test
    void othersAndDamagedPacketsGetNoAnswer() throws Exception {
        send(ask(5, WILDCARD).encode());
        send(ask(1, DeviceId.of(1).value()).encode());
        byte[] damaged = ask(1, WILDCARD).encode();
        damaged[5] ^= 1;
        send(damaged);
        send(new byte[0]);
        send(new byte[4000]);
        socket.setSoTimeout(300);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(this::receive))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void noiseNeitherKillsDiscoveryNorMakesItTalk() throws Exception {
        Random random = new Random(7);
        byte[] good = ask(1, WILDCARD).encode();
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(200)] : good.clone();
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            send(bytes);
            if (i % 20 == 0) {
                Thread.sleep(2); // the socket's buffer is finite, and lost noise proves nothing
            }
        }
        socket.setSoTimeout(300);
        int asked = 0;
        int answered = 0;
        while (answered == 0 && asked < 10) {
            send(good);
            asked++;
            answered += answersWaiting();
        }
        assertThat(answered).isBetween(1, asked);
    }

    private int answersWaiting() throws IOException {
        int answers = 0;
        try {
            while (answers < 1000) {
                Packet unused = receive();
                answers++;
            }
            return answers;
        } catch (SocketTimeoutException noMore) {
            return answers;
        }
    }

    @Test
    void aFloodOfRequestsIsNotAnsweredInFull() throws Exception {
        byte[] request = ask(1, WILDCARD).encode();
        for (int i = 0; i < 1000; i++) {
            send(request);
        }
        socket.setSoTimeout(500);
        assertThat(answersWaiting()).isBetween(1, 300);
    }

    @Test
    void answersWhatItIsAndWhatTunersDo() throws Exception {
        try (Socket controller = new Socket(LOOPBACK, control.port())) {
            controller.setSoTimeout(5000);
            assertThat(text(exchange(controller, get("/sys/model")), Packet.TAG_VALUE))
                    .contains("hdhomerun5_atsc");
            assertThat(text(exchange(controller, get("/sys/hwmodel")), Packet.TAG_VALUE))
                    .contains("HDHR5-4US");
            for (String name : List.of("/sys/version", "/sys/features", "/sys/copyright", "help")) {
                assertThat(text(exchange(controller, get(name)), Packet.TAG_VALUE)
                                .orElseThrow())
                        .isNotBlank();
            }
            assertThat(text(exchange(controller, get("/tuner0/status")), Packet.TAG_VALUE)
                            .orElseThrow())
                    .startsWith("ch=none");
            TunerPool.Lease lease =
                    tuners.take(0, ChannelNumber.parse("7.2"), "10.0.0.9").orElseThrow();
            lease.metered(() -> 1_000_000);
            assertThat(text(exchange(controller, get("/tuner0/status")), Packet.TAG_VALUE)
                            .orElseThrow())
                    .startsWith("ch=auto:7.2 lock=")
                    .doesNotContain("bps=0");
            assertThat(text(exchange(controller, get("/tuner0/vchannel")), Packet.TAG_VALUE))
                    .contains("7.2");
            assertThat(text(exchange(controller, get("/tuner0/streaminfo")), Packet.TAG_VALUE)
                            .orElseThrow())
                    .contains("Seven Two");
            lease.close();
            assertThat(text(exchange(controller, get("/tuner0/vchannel")), Packet.TAG_VALUE))
                    .contains("none");
        }
    }

    @Test
    void refusesWhatItDoesNotHave() throws Exception {
        try (Socket controller = new Socket(LOOPBACK, control.port())) {
            controller.setSoTimeout(5000);
            for (String name : List.of("/sys/nonsense", "/tuner3/status", "/tuner0/nonsense", "", "../etc/passwd")) {
                assertThat(text(exchange(controller, get(name)), Packet.TAG_ERROR))
                        .as(name)
                        .contains("ERROR: unknown getset variable");
            }
            assertThat(text(exchange(controller, set("/sys/model", "x")), Packet.TAG_ERROR)
                            .orElseThrow())
                    .startsWith("ERROR:");
            assertThat(text(exchange(controller, set("/tuner0/vchannel", "99")), Packet.TAG_ERROR))
                    .contains("ERROR: invalid virtual channel");
            assertThat(text(exchange(controller, set("/tuner0/vchannel", "7.2")), Packet.TAG_VALUE))
                    .contains("7.2");
            assertThat(text(exchange(controller, set("/tuner0/target", "udp://1.2.3.4:5")), Packet.TAG_ERROR)
                            .orElseThrow())
                    .startsWith("ERROR:");
        }
    }

    @Test
    void aLockKeepsATunerFromStreamsUntilItIsGivenBack() throws Exception {
        try (Socket controller = new Socket(LOOPBACK, control.port())) {
            controller.setSoTimeout(5000);
            assertThat(text(exchange(controller, set("/tuner1/lockkey", "1234")), Packet.TAG_VALUE))
                    .contains("127.0.0.1");
            assertThat(tuners.take(1, ChannelNumber.of(7), "10.0.0.9")).isEmpty();
            assertThat(text(exchange(controller, set("/tuner1/lockkey", "none")), Packet.TAG_VALUE))
                    .contains("none");
            assertThat(tuners.take(1, ChannelNumber.of(7), "10.0.0.9")).isPresent();
        }
    }

    @Test
    void noiseClosesOneControllerAndDisturbsNoOther() throws Exception {
        Random random = new Random(7);
        try (Socket good = new Socket(LOOPBACK, control.port())) {
            good.setSoTimeout(5000);
            for (int i = 0; i < 100; i++) {
                try (Socket hostile = new Socket(LOOPBACK, control.port())) {
                    byte[] noise = new byte[random.nextInt(3000)];
                    random.nextBytes(noise);
                    hostile.getOutputStream().write(noise);
                } catch (IOException droppedByServer) {
                    assertThat(droppedByServer).hasMessageMatching("(?i).*(reset|broken pipe|abort).*");
                }
            }
            assertThat(text(exchange(good, get("/sys/model")), Packet.TAG_VALUE))
                    .contains("hdhomerun5_atsc");
        }
    }

    @Test
    void aTakenPortIsAWarningAndNotAnEnd() throws Exception {
        try (HdhrNetwork network = HdhrNetwork.start(device, tuners, catalog, discovery.port(), 8411, false)) {
            // UDP is taken by this test; TCP on that number usually is not.
            assertThat(network.services()).isLessThan(2);
        }
    }
}
