package cn.juhui.scenarios.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.bench.cost.MetricsPage.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final MetricsPage PAGE =
            MetricsPage.parse(
                    """
                    # HELP process_cpu_time_ns_total The "cpu time" used
                    # TYPE process_cpu_time_ns_total counter
                    process_cpu_time_ns_total 1.2176E11
                    requests_count{method="GET",uri="/v1/refunds/{id}"} 7
                    requests_count{method="POST",uri="say \\"a, b\\" \\\\ once"} 3.0 1795970936886
                    requests_bucket{le="+Inf",} +Inf
                    broken
                    """);

    @Test
    void a_value_without_labels_is_found_by_its_name() {
        assertThat(PAGE.value("process_cpu_time_ns_total")).isEqualTo(1.2176E11);
        assertThat(PAGE.value("process_cpu_time")).isNaN();
    }

    @Test
    void labels_may_have_anything_in_them() {
        assertThat(PAGE.named("requests_count"))
                .containsExactly(
                        new Sample(
                                "requests_count",
                                Map.of("method", "GET", "uri", "/v1/refunds/{id}"),
                                7),
                        new Sample(
                                "requests_count",
                                Map.of("method", "POST", "uri", "say \"a, b\" \\ once"),
                                3));
    }

    @Test
    void what_is_no_number_and_what_is_no_line_do_no_harm() {
        assertThat(PAGE.value("requests_bucket")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(PAGE.samples()).hasSize(4);
    }
}
