package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Files;
import cn.juhui.evidence.Glyphs;
import cn.juhui.evidence.LongScreens;
import cn.juhui.evidence.Webps;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What telephones send: WebP, long screenshots, and what is refused with a word on what to do.
class PictureKindsTest extends RunningService {

    private final Deal deal = aDeal();

    private static String text(Answer answer) {
        return new String(answer.bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_webp_is_evidence_and_others_see_only_its_pixels() {
        var file = Webps.file("turned");

        var added = upload(deal.orderId(), deal.customer(), "a.jpg", file).is(201);

        assertThat(added.text("mediaType")).isEqualTo("image/webp");
        assertThat(added.json().path("width").asInt()).isEqualTo(240);
        assertThat(added.json().path("legibility").path("verdict").asString("")).isEqualTo("CLEAR");
        var path = "/v1/evidence/" + added.text("id");
        var mine = get(path + "/content", deal.customer()).is(200);
        assertThat(mine.bytes()).isEqualTo(file);
        assertThat(mine.header("Content-Type")).isEqualTo("image/webp");
        assertThat(mine.header("Content-Disposition")).endsWith(".webp\"");
        for (var token : new String[] {deal.merchant(), AGENT}) {
            for (var what : new String[] {"/content", "/thumbnail"}) {
                var seen = get(path + what, token).is(200);
                assertThat(seen.header("Content-Type")).isEqualTo("image/jpeg");
                assertThat(text(seen)).doesNotContain("GPS", "EXIF", "Exif", "13800138000");
            }
        }
        var shown = Drawings.read(get(path + "/content", deal.merchant()).bytes());
        assertThat(shown.getHeight()).isEqualTo(240);
    }

    @Test
    void a_webp_in_which_one_sees_through_is_shown_on_white() {
        var file = Webps.file("lossless-opaque-in-parts");
        var added = upload(deal.orderId(), deal.customer(), file).is(201);

        var seen = get("/v1/evidence/" + added.text("id") + "/content", deal.merchant());

        assertThat(seen.header("Content-Type")).isEqualTo("image/png");
        assertThat(new Color(Drawings.read(seen.bytes()).getRGB(160, 60))).isEqualTo(Color.WHITE);
    }

    @ParameterizedTest
    @CsvSource({"1080, 30000", "1440, 30000"})
    void a_long_screenshot_is_taken_and_can_be_read_by_others(int width, int height) {
        var file = LongScreens.png(width, height);

        var added = upload(deal.orderId(), deal.customer(), file).is(201);

        assertThat(added.json().path("height").asInt()).isEqualTo(height);
        assertThat(added.json().path("legibility").path("verdict").asString("")).isEqualTo("CLEAR");
        var path = "/v1/evidence/" + added.text("id");
        assertThat(get(path + "/content", deal.customer()).bytes()).isEqualTo(file);
        var shown = Drawings.read(get(path + "/content", deal.merchant()).is(200).bytes());
        assertThat(shown.getWidth()).isEqualTo(width);
        assertThat(shown.getHeight()).isEqualTo(height);
        var thumbnail = Drawings.read(get(path + "/thumbnail", deal.merchant()).is(200).bytes());
        assertThat(thumbnail.getHeight()).isEqualTo(320);
        assertThat(thumbnail.getWidth()).isEqualTo(160);
    }

    @ParameterizedTest
    @CsvSource({
        "1080, 6400, 1, 1080, 6400",
        "4032, 3024, 1, 4032, 3024",
        "4032, 3024, 6, 3024, 4032",
        "4032, 3024, 3, 4032, 3024",
        "4032, 3024, 5, 3024, 4032"
    })
    void a_large_photograph_is_seen_by_others_with_every_pixel_it_has(
            int width, int height, int exif, int seenWidth, int seenHeight) {
        var picture = LongScreens.grey(width, height);
        var file = Files.jpegWith(Drawings.jpeg(picture, 0.8f, false), 0xe1, Files.exif(exif));
        var added = upload(deal.orderId(), deal.customer(), file).is(201);

        var path = "/v1/evidence/" + added.text("id") + "/content";
        var seen = get(path, deal.merchant()).is(200);

        assertThat(text(seen)).doesNotContain("Exif");
        var shown = Drawings.read(seen.bytes());
        assertThat(shown.getWidth()).isEqualTo(seenWidth);
        assertThat(shown.getHeight()).isEqualTo(seenHeight);
        for (int i = 0; i < 400; i++) {
            int x = i * 977 % width;
            int y = i * 613 % height;
            int seenX =
                    switch (exif) {
                        case 3 -> width - 1 - x;
                        case 5 -> y;
                        case 6 -> height - 1 - y;
                        default -> x;
                    };
            int seenY =
                    switch (exif) {
                        case 3 -> height - 1 - y;
                        case 5, 6 -> x;
                        default -> y;
                    };
            assertThat(shown.getRGB(seenX, seenY) & 0xff)
                    .isCloseTo(picture.getRaster().getSample(x, y, 0), within(40));
        }
    }

    @ParameterizedTest
    @CsvSource({"255, 0", "0, 255", "40, 200"})
    void one_readable_line_on_a_plain_screen_is_taken(int paper, int ink) {
        var picture = Drawings.blank(1_080, 2_340, new Color(paper, paper, paper));
        var line =
                Glyphs.page(
                        250, 44, 1, 34, new Color(paper, paper, paper), new Color(ink, ink, ink));
        picture.getGraphics().drawImage(line, 400, 1_100, null);

        var added = upload(deal.orderId(), deal.customer(), Drawings.png(picture)).is(201);

        assertThat(added.json().path("legibility").path("verdict").asString("")).isEqualTo("CLEAR");
    }

    @Test
    void the_rest_of_an_older_file_behind_a_picture_is_dropped() {
        var png = Drawings.png(Drawings.screen());
        var jpeg = Drawings.jpeg(Drawings.screen());
        var film = Files.join(new byte[] {0, 0, 0, 16}, Files.ascii("ftypmp42\0\0\0\0"));
        for (var picture : new byte[][] {png, jpeg, Webps.file("lossy")}) {
            for (var tail :
                    new byte[][] {Files.first(png, 2_000), jpeg, film, new byte[100], {0}}) {
                var file = Files.join(picture, tail);
                var other = aDeal();
                var added = upload(other.orderId(), other.customer(), file).is(201);
                var path = "/v1/evidence/" + added.text("id");
                var kept = get(path + "/content", other.customer()).is(200).bytes();
                assertThat(kept).isEqualTo(picture);
            }
        }
    }

    @Test
    void a_screen_of_which_only_the_bar_is_sharp_is_not_clear() {
        var page = Glyphs.page(600, 1_200, 14, 24, Color.WHITE, Color.BLACK);
        var picture = Drawings.blank(540, 1_140, Color.WHITE);
        var brush = picture.createGraphics();
        brush.drawImage(Drawings.blurred(page, 6), 0, 0, null);
        brush.drawImage(Glyphs.page(540, 60, 1, 24, Color.WHITE, Color.BLACK), 0, 0, null);
        brush.dispose();

        var refused = upload(deal.orderId(), deal.customer(), Drawings.png(picture)).is(422);

        refused.says("EVIDENCE_ILLEGIBLE");
        assertThat(refused.json().path("reasons").toString()).isEqualTo("[\"BLURRED\"]");
        assertThat(refused.text("hint")).contains("手机自带的截图功能");
        assertThat(refused.text("detail")).endsWith(refused.text("hint"));
    }

    private Answer refused(byte[] file, int status, String reason) {
        var answer = upload(deal.orderId(), deal.customer(), file).is(status);
        assertThat(answer.json().path("reasons").toString()).isEqualTo("[\"" + reason + "\"]");
        assertThat(answer.text("detail")).endsWith(answer.text("hint"));
        return answer;
    }

    @Test
    void what_is_refused_says_what_to_do_on_a_telephone() {
        var wide = Files.png(Files.header(30_001, 1_000, 8, 2));
        var large = Files.png(Files.header(1_500, 30_000, 8, 2));
        var heavy = Files.pngWith(Drawings.png(Drawings.screen()), new byte[10 * 1024 * 1024]);

        assertThat(refused(wide, 413, "SIDE").text("detail")).contains("30,000 像素", "裁成几段");
        assertThat(refused(large, 413, "PIXELS").text("detail")).contains("4400 万", "裁成几段");
        assertThat(refused(heavy, 413, "BYTES").text("detail")).contains("10 MB", "截图功能");
        assertThat(refused(Webps.file("animated"), 415, "ANIMATED").text("hint")).contains("截图功能");
        assertThat(refused(Files.ascii("\0\0\0\30ftypheic"), 415, "NOT_A_PICTURE").text("detail"))
                .contains("WebP", "推荐 PNG");
        assertThat(refused(Files.first(Webps.file("lossy"), 900), 422, "TRUNCATED").text("hint"))
                .contains("重新上传");
    }
}
