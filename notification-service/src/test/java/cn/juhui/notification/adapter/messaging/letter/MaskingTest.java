package cn.juhui.notification.adapter.messaging.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskingTest {

    private static String masked(String json) {
        return String.valueOf(Masking.body(json.getBytes(UTF_8)));
    }

    @Test
    void what_has_the_form_of_an_id_a_code_a_time_or_an_amount_is_shown() {
        var json =
                """
                {"refundId":"rfd_0193a5d0127a71f0b3c4d5e6f7081920","code":"CARD_USED","at":"2026-11-20T10:20:31.482Z","amount":{"value":9900,"currency":"CNY"},"whole":true,"none":null}\
                """
                        .strip();
        assertThat(masked(json)).isEqualTo(json);
    }

    @Test
    void what_somebody_wrote_is_told_by_its_length_only() {
        assertThat(masked("{\"text\":\"我的卡号\",\"cardNote\":\"x\",\"odd\":\"call me, please\"}"))
                .isEqualTo(
                        "{\"text\":\"(4 characters)\",\"cardNote\":\"(1 characters)\",\"odd\":\"(15 characters)\"}");
    }

    @Test
    void of_a_row_of_digits_only_the_end_is_shown_wherever_it_stands() {
        assertThat(
                        masked(
                                "{\"a\":\"6222020200112230\",\"b\":6222020200112230,\"c\":[\"138-0013-8000\"]}"))
                .isEqualTo("{\"a\":\"…2230\",\"b\":\"(a large number)\",\"c\":[\"…8000\"]}");
        assertThat(masked("{\"6222020200112230\":1}")).isEqualTo("{\"(member 0)\":1}");
        assertThat(masked("{\"accountNo\":\"ab\",\"holderName\":\"Alice\"}"))
                .isEqualTo("{\"accountNo\":\"(2 characters)\",\"holderName\":\"(5 characters)\"}");
        assertThat(
                        Masking.sentence(
                                "evt_0193a5d0127a71f0b3c4d5e6f7081920_12: not 6222020200112230"))
                .isEqualTo("evt_0193a5d0127a71f0b3c4d5e6f7081920_12: not …2230");
    }

    @Test
    void what_is_no_json_or_no_text_is_told_by_its_size_only() {
        assertThat(masked("not json 6222")).isEqualTo("(no JSON, 13 bytes)");
        assertThat(Masking.body(new byte[0])).isEqualTo("(no JSON, 0 bytes)");
        assertThat(Masking.body(null)).isNull();
        assertThat(Masking.bytes(new byte[] {(byte) 0xff, 1})).isEqualTo("(2 bytes)");
        assertThat(Masking.attribute("what is this".getBytes(UTF_8))).isNull();
        assertThat(Masking.attribute("refund.completed".getBytes(UTF_8)))
                .isEqualTo("refund.completed");
    }

    @Test
    void a_long_body_is_cut() {
        assertThat(masked("[" + "1,".repeat(30_000) + "1]")).hasSize(20_001).endsWith("…");
    }
}
