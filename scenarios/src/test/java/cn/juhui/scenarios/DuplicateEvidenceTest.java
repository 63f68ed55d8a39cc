package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.PATIENCE;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// 凭证: the same picture in two customers' cases, and a picture for somebody without a token.
class DuplicateEvidenceTest {

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String shop = fresh("mer");

    /// A screen that nobody else has.
    private static byte[] aScreen() throws IOException {
        var random = new Random();
        var screen = new BufferedImage(540, 960, BufferedImage.TYPE_3BYTE_BGR);
        var brush = screen.createGraphics();
        for (var y = 0; y < 960; y += 40) {
            for (var x = 0; x < 540; x += 60) {
                brush.setColor(
                        new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
                brush.fillRect(x, y, 60, 40);
            }
        }
        brush.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(screen, "png", bytes);
        return bytes.toByteArray();
    }

    /// A case with a picture.
    private record Claim(Person customer, String refundId, String evidenceId) {}

    private Claim aClaimWith(byte[] picture) {
        var name = fresh("cus");
        var customer = juhui.customer(name);
        var orderId = juhui.storefront().placesOrder(Wish.of(name, shop).notExpress()).text("id");
        var evidenceId = customer.uploads(orderId, "OTHER", picture).expect(201).text("id");
        var application = new HashMap<>(Person.application(orderId));
        application.put("evidenceIds", List.of(evidenceId));
        var refundId = customer.post("/v1/refunds", application).expect(201).text("id");
        return new Claim(customer, refundId, evidenceId);
    }

    @Test
    void an_agent_sees_on_both_cases_that_they_show_the_same_picture() throws IOException {
        var picture = aScreen();
        var alices = aClaimWith(picture);
        var bobs = aClaimWith(picture);
        assertAgentSees(alices, bobs);
        assertAgentSees(bobs, alices);
        for (var side : List.of(alices.customer(), juhui.merchant(shop))) {
            var seen = side.get("/v1/evidence/" + alices.evidenceId()).expect(200);
            assertThat(seen.body())
                    .contains(alices.refundId())
                    .doesNotContain("duplicates", bobs.evidenceId(), bobs.refundId());
        }
    }

    private void assertAgentSees(Claim claim, Claim other) {
        var seen =
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(
                                () ->
                                        juhui.agent("agt_li")
                                                .get("/v1/evidence/" + claim.evidenceId())
                                                .expect(200),
                                answer -> answer.body().contains(other.refundId()));
        assertThat(seen.text("duplicates/0/evidenceId")).isEqualTo(other.evidenceId());
        assertThat(seen.text("duplicates/0/kind")).isEqualTo("SAME_BYTES");
        assertThat(seen.json().path("duplicates")).hasSize(1);
    }

    @Test
    void a_link_opens_the_picture_without_a_token_until_it_expires() throws Exception {
        var claim = aClaimWith(aScreen());
        var links = "/v1/evidence/" + claim.evidenceId() + "/links";
        var url = claim.customer().post(links, "{\"validFor\":\"PT5S\"}").expect(201).text("url");
        var request = HttpRequest.newBuilder(URI.create(juhui.gateway() + url));
        var opened = juhui.send(request.GET()).expect(200);
        assertThat(opened.header("Content-Disposition")).startsWith("attachment");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(juhui.send(request.GET()).expect(410).text("code"))
                                .isEqualTo("LINK_EXPIRED"));
        var forged = URI.create(juhui.gateway() + url.replace("CONTENT", "THUMBNAIL"));
        juhui.send(HttpRequest.newBuilder(forged).GET()).expect(403);
        claim.customer().get("/v1/evidence/" + claim.evidenceId() + "/content").expect(200);
    }
}
