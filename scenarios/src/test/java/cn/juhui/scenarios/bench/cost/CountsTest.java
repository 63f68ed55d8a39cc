package cn.juhui.scenarios.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static final Counts BEFORE =
            new Counts(Map.of("records", 100.0, "store/find", 10.0, "gone", 1.0));
    private static final Counts AFTER =
            new Counts(
                    Map.of(
                            "records",
                            130.0,
                            "store/find",
                            70.0,
                            "store/insert",
                            20.0,
                            "load",
                            5.0));

    @Test
    void a_cost_is_what_came_since_divided_by_the_life_cycles() {
        var each = AFTER.since(BEFORE).dividedBy(10);
        assertThat(each.of("records")).isEqualTo(3);
        assertThat(each.group("store")).isEqualTo(Map.of("find", 6.0, "insert", 2.0));
        assertThat(each.sum("store")).isEqualTo(8);
    }

    @Test
    void what_nobody_told_before_or_after_is_not_known() {
        var since = AFTER.since(BEFORE);
        assertThat(since.of("load")).isNaN();
        assertThat(since.of("gone")).isNaN();
        assertThat(since.sum("http")).isNaN();
    }
}
