package cn.juhui.platform.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "limit=20&cursor=abc",
                "product=%E7%82%B9%E5%8D%A1",
                "product=%e7%82%b9+100%25",
                "a=b%20c"
            })
    void text_is_let_through(String query) {
        assertThat(QueryFilter.isText(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=%ff", "a=%00", "a=%", "a=%4", "a=%zz", "a=%E7%82", "a=%C0%AF"})
    void what_is_no_text_is_refused(String query) {
        assertThat(QueryFilter.isText(query)).isFalse();
    }
}
