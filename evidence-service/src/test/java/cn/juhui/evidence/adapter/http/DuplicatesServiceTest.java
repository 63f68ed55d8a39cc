package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Screens;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class DuplicatesServiceTest extends RunningService {

    private static final Random CHANCE = new Random(11);

    private final Deal alices = aDeal();
    private final Deal bobs = aDeal();

    /// A screen that no other test has: blocks of colour and lines of text.
    private static BufferedImage aScreen() {
        var screen = Drawings.screen(540, 960, 12, 22, Color.WHITE, Color.BLACK);
        var brush = screen.createGraphics();
        for (int block = 0; block < 14; block++) {
            brush.setColor(
                    new Color(CHANCE.nextInt(256), CHANCE.nextInt(256), CHANCE.nextInt(256)));
            brush.fillRect(
                    CHANCE.nextInt(480),
                    CHANCE.nextInt(900),
                    40 + CHANCE.nextInt(160),
                    30 + CHANCE.nextInt(160));
        }
        brush.dispose();
        return screen;
    }

    private static BufferedImage scaled(BufferedImage picture, double factor) {
        int width = (int) (picture.getWidth() * factor);
        int height = (int) (picture.getHeight() * factor);
        var scaled = new BufferedImage(width, height, picture.getType());
        var brush = scaled.createGraphics();
        brush.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(picture, 0, 0, width, height, null);
        brush.dispose();
        return scaled;
    }

    enum Change {
        ENCODED_ANEW {
            @Override
            byte[] of(BufferedImage picture) {
                return Drawings.jpeg(picture, 0.5f, true);
            }
        },
        SCALED_DOWN {
            @Override
            byte[] of(BufferedImage picture) {
                return Drawings.jpeg(scaled(picture, 0.6));
            }
        },
        SCALED_UP {
            @Override
            byte[] of(BufferedImage picture) {
                return Drawings.png(scaled(picture, 1.5));
            }
        },
        CUT_A_LITTLE {
            @Override
            byte[] of(BufferedImage picture) {
                int width = picture.getWidth();
                int height = picture.getHeight();
                return Drawings.png(
                        picture.getSubimage(
                                width / 100,
                                height / 100,
                                width - width / 50,
                                height - height / 50));
            }
        };

        abstract byte[] of(BufferedImage picture);
    }

    private String uploaded(Deal deal, byte[] file) {
        return upload(deal.orderId(), deal.customer(), file).is(201).text("id");
    }

    private List<JsonNode> duplicatesOf(String evidenceId) {
        return get("/v1/evidence/" + evidenceId, AGENT)
                .is(200)
                .json()
                .path("duplicates")
                .valueStream()
                .toList();
    }

    private void assertShown(String evidenceId, String kind, String other) {
        assertThat(duplicatesOf(evidenceId))
                .singleElement()
                .satisfies(duplicate -> {
                    assertThat(duplicate.path("evidenceId").asString()).isEqualTo(other);
                    assertThat(duplicate.path("kind").asString()).isEqualTo(kind);
                    assertThat(duplicate.path("similarity").asInt()).isBetween(99, 100);
                });
    }

    @Test
    void the_same_bytes_are_shown_to_agents_in_both_cases_and_to_nobody_else() {
        var file = Drawings.png(aScreen());
        var hers = uploaded(alices, file);
        var his = uploaded(bobs, file);
        var herCase = NEIGHBOURS.caseOf(alices.order(), hers);

        assertShown(hers, "SAME_BYTES", his);
        assertShown(his, "SAME_BYTES", hers);
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        duplicatesOf(his)
                                .getFirst()
                                .path("refundIds")
                                .valueStream()
                                .toList()
                                .stream()
                                .anyMatch(id -> id.asString().equals(herCase)));
        assertThat(duplicatesOf(his).getFirst().path("orderId").asString())
                .isEqualTo(alices.orderId());
        var forTheDesk = get("/internal/evidence?ids=" + his, AGENT).is(200).json().get(0);
        assertThat(forTheDesk.path("duplicates")).hasSize(1);

        for (var side : List.of(bobs.customer(), bobs.merchant())) {
            for (var path : List.of("/v1/evidence/", "/internal/evidence?ids=")) {
                assertThat(get(path + his, side).is(200).body())
                        .doesNotContain("duplicates", hers, herCase, alices.orderId());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_picture_is_recognised(Change change) {
        var picture = aScreen();
        var hers = uploaded(alices, Drawings.png(picture));
        var his = uploaded(bobs, change.of(picture));
        assertShown(hers, "SAME_PICTURE", his);
        assertShown(his, "SAME_PICTURE", hers);
    }

    @Test
    void both_see_it_when_both_came_at_the_same_time() {
        var file = Drawings.png(aScreen());
        var his = CompletableFuture.supplyAsync(() -> uploaded(bobs, file));
        var hers = uploaded(alices, file);
        assertShown(hers, "SAME_BYTES", his.join());
        assertShown(his.join(), "SAME_BYTES", hers);
    }

    @Test
    void a_customers_own_pictures_and_other_pictures_are_no_duplicates() {
        var file = Drawings.png(aScreen());
        var hers = uploaded(alices, file);
        uploaded(alices, file);
        uploaded(bobs, Drawings.png(aScreen()));
        assertThat(duplicatesOf(hers)).isEmpty();
    }

    @Test
    void screens_of_the_same_page_with_other_values_on_it_are_no_duplicates() {
        var hers = uploaded(alices, Drawings.png(Screens.screen(6, 6, 1)));
        var his = uploaded(bobs, Drawings.png(Screens.screen(6, 6, 2)));
        assertThat(duplicatesOf(hers)).isEmpty();
        assertThat(duplicatesOf(his)).isEmpty();
        var another = aDeal();
        var copy = uploaded(another, Drawings.jpeg(scaled(Screens.screen(6, 6, 1), 0.8)));
        assertShown(hers, "SAME_PICTURE", copy);
        assertShown(copy, "SAME_PICTURE", hers);
        assertThat(duplicatesOf(his)).isEmpty();
    }

    @Test
    void pictures_that_are_nearly_blank_do_not_look_like_each_other() {
        var hers = Drawings.screen(540, 960, 1, 20, Color.WHITE, Color.BLACK);
        var his = Drawings.screen(560, 960, 2, 18, Color.WHITE, Color.BLACK);
        var one = uploaded(alices, Drawings.png(hers));
        uploaded(bobs, Drawings.png(his));
        assertThat(duplicatesOf(one)).isEmpty();
    }
}
