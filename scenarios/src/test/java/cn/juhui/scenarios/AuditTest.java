package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.RunningPlatform;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an operator does in different services stands in one list.
class AuditTest {

    private final RunningPlatform platform = RunningPlatform.shared();

    @Test
    void what_an_operator_does_anywhere_stands_in_one_list() {
        var id = fresh("opr");
        var shop = fresh("mer");
        var juhui = platform.juhui();
        var token = juhui.token(id, "OPERATOR", null);
        var operator = juhui.bearer(token);
        operator.put("/v1/express-blocks/merchants/" + shop, Map.of("reason", "欺诈")).expect(200);
        operator.post("/v1/channels/BANK_CARD/resume", Map.of("reason", "检查")).expect(200);
        operator.post("/v1/channels/CASH/resume", Map.of("reason", "检查")).expect(404);
        var lifted = "/v1/express-blocks/merchants/" + shop + "?reason=clear";
        juhui.send(
                        HttpRequest.newBuilder(URI.create(juhui.gateway() + lifted))
                                .header("Authorization", "Bearer " + token)
                                .DELETE())
                .expect(200);

        var trail = operator.get("/v1/audit?actor=" + id).expect(200).json();

        assertThat(trail.has("missing")).isFalse();
        assertThat(trail.path("data").valueStream().map(AuditTest::line))
                .containsExactly(
                        "DELETE_EXPRESS_BLOCKS merchants:" + shop + " clear DONE",
                        "POST_CHANNELS_RESUME CASH 检查 HTTP_404",
                        "POST_CHANNELS_RESUME BANK_CARD 检查 DONE",
                        "PUT_EXPRESS_BLOCKS merchants:" + shop + " 欺诈 DONE");
        var next = operator.get("/v1/audit?limit=2&actor=" + id).expect(200);
        var rest =
                operator.get("/v1/audit?limit=2&actor=" + id + "&cursor=" + next.text("nextCursor"))
                        .expect(200)
                        .json();
        assertThat(rest.at("/data/0/action").asString()).isEqualTo("POST_CHANNELS_RESUME");
        assertThat(rest.at("/data/1/subject").asString()).isEqualTo("merchants:" + shop);
        assertThat(operator.get("/v1/audit/export?actor=" + id).expect(200).body())
                .contains("PUT_EXPRESS_BLOCKS", "欺诈");
    }

    @Test
    void a_changed_policy_shows_how_it_was_before_and_who_did_it() {
        var id = fresh("opr");
        var operator = platform.juhui().bearer(platform.juhui().token(id, "OPERATOR", null));
        var category = "AUDITED_" + fresh("x").substring(2, 8).toUpperCase(Locale.ROOT);
        var path = "/v1/refund-policies/" + category;
        var policy = (ObjectNode) operator.get(path).expect(200).json();
        var urged = policy.path("urgeInterval").asString();
        policy.remove("text");
        operator.put(path, policy.put("urgeInterval", "PT7H")).expect(200);

        var entry = operator.get("/v1/audit?actor=" + id).expect(200).json().at("/data/0");

        assertThat(line(entry)).isEqualTo("PUT_REFUND_POLICIES " + category + " null DONE");
        assertThat(entry.at("/before/urgeInterval").asString())
                .isEqualTo(urged)
                .isNotEqualTo("PT7H");
        assertThat(entry.at("/after/urgeInterval").asString()).isEqualTo("PT7H");
        assertThat(entry.at("/after/version").asInt())
                .isEqualTo(entry.at("/before/version").asInt() + 1);
    }

    private static String line(JsonNode entry) {
        return "%s %s %s %s"
                .formatted(
                        entry.path("action").asString(),
                        entry.path("subject").asString(),
                        entry.path("reason").asString(null),
                        entry.path("outcome").asString());
    }
}
