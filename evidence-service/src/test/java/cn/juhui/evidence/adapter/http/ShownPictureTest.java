package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.platform.testkit.TestTokens;
import org.junit.jupiter.api.Test;

class ShownPictureTest extends RunningService {

    private final Deal deal = aDeal();

    @Test
    void its_sender_too_gets_the_picture_as_the_others_see_it() {
        var sent = Drawings.png(Drawings.screen());
        var id = upload(deal.orderId(), deal.customer(), sent).is(201).text("id");
        var others = get("/v1/evidence/" + id + "/content", deal.merchant()).is(200).bytes();

        var shown = get("/internal/evidence/" + id + "/shown", deal.customer()).is(200);

        assertThat(shown.bytes()).isEqualTo(others);
        assertThat(shown.header("Content-Type")).startsWith("image/");
        assertThat(get("/v1/evidence/" + id + "/content", deal.customer()).bytes()).isEqualTo(sent);
        get("/internal/evidence/" + id + "/shown", TestTokens.customer("cus_other")).is(404);
    }
}
