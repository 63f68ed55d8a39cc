package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Files;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkServiceTest extends RunningService {

    private final Deal deal = aDeal();

    private String uploaded() {
        var png = Drawings.png(Drawings.screen());
        var withMetadata = Files.pngWith(png, Files.chunk("tEXt", Files.ascii("GPS\0" + "30.27N")));
        return upload(deal.orderId(), deal.customer(), withMetadata).is(201).text("id");
    }

    private Answer link(String id, String token, String body) {
        return post("/v1/evidence/" + id + "/links", token, body);
    }

    @Test
    void whoever_has_the_link_downloads_the_picture_without_its_metadata() {
        var id = uploaded();
        var sent = get("/v1/evidence/" + id + "/content", deal.customer()).is(200);
        assertThat(new String(sent.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("30.27N");
        for (var maker : List.of(deal.customer(), deal.merchant(), AGENT)) {
            var link = link(id, maker, "{}").is(201);
            assertThat(link.text("expiresAt")).isNotBlank();
            var answer = getAnonymously(link.text("url")).is(200);
            assertThat(answer.body()).doesNotContain("30.27N");
            assertThat(answer.header("Content-Type")).isEqualTo("image/png");
            assertThat(answer.header("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"" + id + ".png\"");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
            assertThat(answer.header("Cache-Control")).contains("private");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-site");
        }
    }

    @Test
    void a_link_is_for_one_picture_in_one_form() {
        var id = uploaded();
        var url = link(id, deal.customer(), "{\"variant\":\"THUMBNAIL\"}").is(201).text("url");
        assertThat(getAnonymously(url).is(200).header("Content-Type")).isEqualTo("image/jpeg");
        var changed =
                List.of(
                        url.replace("THUMBNAIL", "CONTENT"),
                        url.replace("variant=THUMBNAIL&", ""),
                        url.replace(id, uploaded()),
                        url.replace(id, Ids.next("evd")),
                        url.replaceAll("expires=\\d+", "expires=99999999999"),
                        url.replaceAll("expires=\\d+", "expires=x"),
                        url.replaceAll("&signature=.*", ""),
                        url.replaceAll("signature=..", "signature=AA"),
                        url + "x");
        for (var forged : changed) {
            getAnonymously(forged).is(403).says("LINK_INVALID");
        }
    }

    @Test
    void only_who_may_see_the_picture_makes_links() {
        var id = uploaded();
        for (var stranger : List.of(TestTokens.customer("cus_x"), TestTokens.merchant("mer_x"))) {
            link(id, stranger, "{}").is(404);
        }
        getAnonymously("/v1/evidence/" + id + "/content").is(401);
        getAnonymously("/v1/evidence/" + id).is(401);
    }

    @ParameterizedTest
    @CsvSource({"PT24H,201", "PT1S,201", "PT24H1S,400", "PT0S,400", "-PT1H,400", "soon,400"})
    void a_link_is_good_for_a_day_at_most(String validFor, int status) {
        link(uploaded(), deal.customer(), "{\"validFor\":\"" + validFor + "\"}").is(status);
    }
}
