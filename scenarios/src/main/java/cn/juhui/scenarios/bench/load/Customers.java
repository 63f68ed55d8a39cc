package cn.juhui.scenarios.bench.load;

import cn.juhui.scenarios.client.Juhui;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/// Who applies: many, as in life, because the counters of one alone would be a hot spot.
public final class Customers {

    private static final int ALL = 1_000;
    private static final int AT_ONCE = 8;

    private Customers() {}

    /// Each gets a token, so that issuing them is no part of what is measured.
    public static void getTokens(Juhui juhui) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (int i = 0; i < ALL; i++) {
                var customer = number(i);
                threads.execute(() -> juhui.customer(customer));
            }
        }
    }

    static String any() {
        return number(ThreadLocalRandom.current().nextInt(ALL));
    }

    static String number(int i) {
        return "cus_bench_" + i % ALL;
    }
}
