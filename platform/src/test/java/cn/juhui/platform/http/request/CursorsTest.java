package cn.juhui.platform.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.platform.http.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    private record Place(Instant at, String id) {}

    @Test
    void a_list_goes_on_where_its_cursor_was_made() {
        var at = Instant.parse("2026-11-24T09:00:03.212Z");
        assertThat(Cursors.position(Cursors.encode(at, "rfd_1"), Place::new))
                .isEqualTo(new Place(at, "rfd_1"));
        assertThat(Cursors.position(null, Place::new)).isNull();
    }

    /// Times that no store can keep, among others.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-24",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z"
            })
    void a_cursor_with_another_time_is_none_of_ours(String time) {
        assertThatThrownBy(() -> Cursors.position(Cursors.encode(time, "rfd_1"), Place::new))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "cmZkXzE", "YR9iH2M"})
    void a_cursor_of_another_form_is_none_of_ours(String cursor) {
        assertThatThrownBy(() -> Cursors.position(cursor, Place::new))
                .isInstanceOf(ProblemException.class);
    }
}
