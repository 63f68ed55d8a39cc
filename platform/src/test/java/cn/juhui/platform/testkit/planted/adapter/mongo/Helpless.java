package cn.juhui.platform.testkit.planted.adapter.mongo;

import io.micrometer.core.instrument.MeterRegistry;

/// Breaks a rule: nobody will know what this meter says.
record Helpless(MeterRegistry meters) {

    void count() {
        meters.counter("juhui.planted").increment();
    }
}
