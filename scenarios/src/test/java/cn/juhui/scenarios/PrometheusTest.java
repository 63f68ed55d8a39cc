package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.Prometheus;
import cn.juhui.scenarios.support.RunningPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus scrapes the running platform, and every query of the dashboards and rules is put to it.
class PrometheusTest {

    /// Panels that are empty while all is well.
    private static final Set<String> ONLY_WHEN_IT_HAPPENS = Set.of("Alerts", "Threads that failed");

    private static final Pattern METER = Pattern.compile("\\bjuhui_[a-z_]+");

    private final RunningPlatform platform = RunningPlatform.shared();

    @TempDir Path folder;

    @Test
    void every_panel_shows_something_and_every_rule_looks_at_something() throws Exception {
        assumeTrue(Prometheus.isInstalled(), "prometheus (Debian's package) is not installed");
        try (var prometheus = Prometheus.of(platform, folder)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> prometheus.ask("sum(up) == 6").size() == 1);
            // An increase lies between two looks, at each of them.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            prometheus.ask("sum(count_over_time(up[5m]) >= bool 2) == 6").size()
                                    == 1);
            aRefundOfEachKind();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            !prometheus.ask("increase(juhui_refunds_ended_total[5m]) > 0").isEmpty()
                                    && !prometheus
                                            .ask(
                                                    "increase(juhui_payouts_paid_seconds_count[5m]) > 0")
                                            .isEmpty()
                                    && !prometheus.ask("juhui_refunds_open").isEmpty());
            var empty = new ArrayList<String>();
            prometheus
                    .panels()
                    .forEach(panel -> {
                        if (prometheus.ask(panel.query()).isEmpty()
                                && !ONLY_WHEN_IT_HAPPENS.contains(panel.title())) {
                            empty.add(panel.title() + ": " + panel.query());
                        }
                    });
            assertThat(empty).isEmpty();
            var meters = new TreeSet<String>();
            for (var rule : prometheus.rules()) {
                prometheus.ask(rule);
                METER.matcher(rule).results().forEach(meter -> meters.add(meter.group()));
            }
            assertThat(meters)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(meter -> assertThat(prometheus.ask(meter)).isNotEmpty());
        }
    }

    private void aRefundOfEachKind() {
        var juhui = platform.juhui();
        var alice = fresh("cus");
        var shop = fresh("mer");
        var express = juhui.storefront().placesOrder(Wish.of(alice, shop)).text("id");
        var reviewed = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
        var first = juhui.customer(alice).appliesAndWaits(express).expect(201).text("id");
        var second = juhui.customer(alice).appliesAndWaits(reviewed).expect(201).text("id");
        juhui.merchant(shop).acts(second, "approve", Map.of()).expect(200);
        awaitStatus(juhui.customer(alice), first, "COMPLETED");
        awaitStatus(juhui.customer(alice), second, "COMPLETED");
    }
}
