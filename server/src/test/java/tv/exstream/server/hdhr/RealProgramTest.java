package tv.exstream.server.hdhr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.server.stream.FixedCatalog;
import tv.exstream.server.stream.TunerPool;

import static org.assertj.core.api.Assertions.assertThat;

/** SiliconDust's own program against our device. It knows only port 65001, so this needs that port to be free. */
@Timeout(60)
class RealProgramTest {
    private static String run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            Assumptions.abort("hdhomerun_config is not installed: apt-get install hdhomerun-config");
            throw missing;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    void findsTheDeviceAndReadsItsModel() throws Exception {
        Device device = new Device(DeviceId.of(815), "EXStreamTV", "0.1");
        TunerPool tuners = new TunerPool(2, Clock.systemUTC());
        FixedCatalog catalog = new FixedCatalog(FixedCatalog.channel("7", "Seven"));
        try (HdhrNetwork network =
                HdhrNetwork.start(device, tuners, catalog, HdhrNetwork.HDHOMERUN_PORT, 8411, false)) {
            Assumptions.assumeTrue(network.services() == 2, "port 65001 is taken by another program");
            assertThat(run("hdhomerun_config", "discover", "127.0.0.1"))
                    .contains("hdhomerun device " + device.id() + " found at 127.0.0.1");
            assertThat(run("hdhomerun_config", "127.0.0.1", "get", "/sys/model").trim())
                    .isEqualTo("hdhomerun5_atsc");
            assertThat(run("hdhomerun_config", "127.0.0.1", "get", "/tuner1/status"))
                    .startsWith("ch=none");
            assertThat(run("hdhomerun_config", "127.0.0.1", "get", "/sys/nonsense"))
                    .contains("ERROR: unknown getset variable");
        }
    }
}
