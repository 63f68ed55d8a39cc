package cn.juhui.scenarios.bench.cost;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/// Milliseconds of processor time of this process, which makes the load, and the seconds that pass.
record LoadProcess() implements Source {

    @Override
    public Map<String, Double> read() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Map.of(
                "load", machine.getProcessCpuTime() / 1e6, "seconds", System.nanoTime() / 1e9);
    }
}
