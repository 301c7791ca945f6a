package tv.exstream.server.app;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;

import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.server.library.analysis.AnalysisPace;

/** What this machine has to do now, by the system's own count. Any thread. */
final class MachineLoad implements Supplier<AnalysisPace.Load> {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Engine engine;

    MachineLoad(Engine engine) {
        this.engine = engine;
    }

    @Override
    public AnalysisPace.Load get() {
        boolean onAir =
                engine.channels().stream().anyMatch(channel -> channel.status().state() != ChannelStatus.State.STOPPED);
        // Negative, or no number, where the system does not tell.
        double busy = system.getCpuLoad();
        return new AnalysisPace.Load(onAir, busy >= 0 ? busy : 0);
    }
}
