package cn.juhui.scenarios.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TopLevelTest {

    private static final String JSON =
            """
            {"order": {"id": "ord_1", "items": [{"id": "itm_1"}]}, "list": [1, {"status": "NO"}], "id": "rfd_1", "status": "COMPLETED"}
            """;

    @Test
    void only_members_of_the_object_itself_are_looked_at() {
        assertThat(TopLevel.text(JSON, "id")).isEqualTo("rfd_1");
        assertThat(TopLevel.text(JSON, "status")).isEqualTo("COMPLETED");
    }

    @Test
    void a_member_that_is_not_there_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TopLevel.text(JSON, "items"))
                .withMessageContaining("items");
    }
}
