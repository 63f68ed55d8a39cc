package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.gateway.route.Route;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsPageTest extends GatewayTest {

    @ParameterizedTest
    @ValueSource(strings = {"/operations", "/operations/zh-CN", "/operations/en"})
    void runs_only_what_the_gateway_serves_and_asks_only_the_gateway(String path) {
        var page = send(anonymous(path));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .doesNotContain("<style", "<script>", "style=", "{{", "http://", "https://")
                .doesNotContainPattern("\\son[a-z]+=\"");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
                .doesNotContain("unsafe", "http");
        var files = Pattern.compile("(?:src|href)=\"(/operations[^\"]*)\"").matcher(page.body());
        var found = 0;
        while (files.find()) {
            assertThat(send(anonymous(files.group(1))).statusCode()).isEqualTo(200);
            found++;
        }
        assertThat(found).isEqualTo(3);
    }

    @Test
    void asks_for_what_has_a_route() {
        var page = send(anonymous("/operations/en")).body();
        var asked = Pattern.compile("data-from=\"(/[^\"?]*)").matcher(page);
        var found = 0;
        while (asked.find()) {
            assertThat(Route.of(asked.group(1))).as(asked.group(1)).isPresent();
            found++;
        }
        assertThat(found).isEqualTo(8);
        assertThat(page).contains("Where is money stuck, and how much?", "data-desk=\"\"");
    }

    @Test
    void is_chinese_at_the_bare_address() {
        var page = send(anonymous("/operations").header("Accept-Language", "en"));
        assertThat(page.body()).contains("<html lang=\"zh-CN\">", "钱卡在哪里");
    }
}
