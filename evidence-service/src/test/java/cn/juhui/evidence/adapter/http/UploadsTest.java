package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Files;
import cn.juhui.evidence.Glyphs;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.testkit.UnknownParameters;
import java.awt.Color;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class UploadsTest extends RunningService {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    @Test
    void a_parameter_that_no_call_knows_is_refused() {
        UnknownParameters.areRefused(controllers, port, 9);
    }

    @Test
    void a_file_may_have_a_long_name_in_any_language() {
        var name = "支付宝转账记录与卡密无法使用的截图说明".repeat(13) + ".png";
        for (var length : new int[] {50, 247}) {
            var encoded =
                    URLEncoder.encode(name.substring(0, length) + ".png", StandardCharsets.UTF_8);
            var deal = aDeal();
            form(
                            deal.customer(),
                            part("orderId", deal.orderId()),
                            part("kind", "INVALID_CARD"),
                            filePart(
                                    "a.png\"; filename*=UTF-8''" + encoded + "; x=\"",
                                    Drawings.png(Drawings.screen())),
                            Files.ascii("--x--\r\n"))
                    .is(201);
        }
    }

    @Autowired private MongoTemplate mongo;

    private long stored(String sha256) {
        return mongo.count(Query.query(Criteria.where("_id").is(sha256)), "pictures.files");
    }

    @Test
    void the_same_file_sent_by_many_people_at_once_is_stored_once_and_tells_nothing_of_the_others()
            throws Exception {
        var file = Drawings.png(Drawings.screen(1200, 900, 12, 30, Color.WHITE, Color.BLUE));
        var deals = Stream.generate(RunningService::aDeal).limit(6).toList();
        var start = new CyclicBarrier(deals.size());
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads =
                    deals.stream()
                            .map(deal ->
                                    people.submit(() -> {
                                        start.await(20, TimeUnit.SECONDS);
                                        return upload(deal.orderId(), deal.customer(), file)
                                                .is(201);
                                    }))
                            .toList();
            var sha256 = uploads.getFirst().get().text("sha256");
            assertThat(stored(sha256)).isEqualTo(1);
            for (int i = 0; i < deals.size(); i++) {
                var mine = uploads.get(i).get();
                assertThat(mine.text("sha256")).isEqualTo(sha256);
                var path = "/v1/evidence/" + mine.text("id");
                for (int j = 0; j < deals.size(); j++) {
                    var expected = i == j ? 200 : 404;
                    get(path, deals.get(j).customer()).is(expected);
                    get(path + "/content", deals.get(j).merchant()).is(expected);
                    get(path + "/thumbnail", deals.get(j).customer()).is(expected);
                    if (i != j) {
                        var other = uploads.get(j).get();
                        assertThat(get(path, deals.get(i).customer()).body())
                                .doesNotContain(other.text("id"), deals.get(j).orderId());
                    }
                }
            }
        }
    }

    @Test
    void a_description_is_the_same_whether_the_file_was_there_before_or_not() {
        var file = Drawings.png(Drawings.screen(500, 400, 5, 24, Color.WHITE, Color.RED));
        var first = aDeal();
        var second = aDeal();

        var one = upload(first.orderId(), first.customer(), file).is(201).json();
        var other = upload(second.orderId(), second.customer(), file).is(201).json();

        assertThat(one.propertyNames()).containsExactlyElementsOf(other.propertyNames());
        for (var member : new String[] {"sha256", "bytes", "width", "legibility", "version"}) {
            assertThat(one.path(member)).isEqualTo(other.path(member));
        }
    }

    @Test
    void what_is_delivered_can_only_be_looked_at() {
        var deal = aDeal();
        var photo = Files.jpegWith(Drawings.jpeg(Drawings.screen()), 0xe1, Files.exif(6));
        var path = "/v1/evidence/" + upload(deal.orderId(), deal.customer(), photo).text("id");

        for (var what : new String[] {"/content", "/thumbnail"}) {
            for (var token : new String[] {deal.customer(), deal.merchant(), AGENT}) {
                var answer = get(path + what, token).is(200);
                assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
                Map.of(
                                "X-Content-Type-Options", "nosniff",
                                "Content-Security-Policy", "default-src 'none'; sandbox",
                                "Cross-Origin-Resource-Policy", "same-site",
                                "Cache-Control", "private, no-store")
                        .forEach((name, value) -> assertThat(answer.header(name)).isEqualTo(value));
                assertThat(answer.header("Content-Disposition")).startsWith("inline; filename=");
            }
            get(path + what, TestTokens.customer("cus_stranger")).is(404).says("NOT_FOUND");
            getAnonymously(path + what).is(401);
        }
        assertThat(text(get(path + "/content", deal.customer()))).contains("GPS");
        assertThat(text(get(path + "/content", deal.merchant()))).doesNotContain("GPS", "Exif");
        var shown = Drawings.read(get(path + "/content", deal.merchant()).bytes());
        assertThat(shown.getHeight()).isEqualTo(640);
        var thumbnail = Drawings.read(get(path + "/thumbnail", deal.merchant()).bytes());
        assertThat(thumbnail.getHeight()).isEqualTo(320);
    }

    @Test
    void what_is_readable_but_poor_is_taken_in_with_a_hint() {
        var deal = aDeal();
        var page = Glyphs.page(480, 800, 4, 48, Color.WHITE, Color.BLACK);
        var soft = upload(deal.orderId(), deal.customer(), Drawings.blurred(page, 2)).is(201);
        var cut =
                upload(deal.orderId(), deal.customer(), page.getSubimage(0, 100, 480, 700)).is(201);
        var clear = upload(deal.orderId(), deal.customer(), page).is(201);

        assertThat(soft.json().path("legibility").path("hint").asString("")).contains("清晰");
        assertThat(cut.json().path("legibility").path("reasons").toString())
                .isEqualTo("[\"CUT_OFF\"]");
        assertThat(cut.json().path("legibility").path("hint").asString("")).contains("完整");
        assertThat(clear.json().path("legibility").has("hint")).isFalse();
    }

    private static String text(Answer answer) {
        return new String(answer.bytes(), StandardCharsets.ISO_8859_1);
    }
}
