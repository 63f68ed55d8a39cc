package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Files;
import cn.juhui.evidence.adapter.http.SignedLinks.Verdict;
import cn.juhui.evidence.domain.picture.Variant;
import cn.juhui.platform.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedLinksTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T04:00:00Z"));
    private final SignedLinks links = links("one secret of thirty-two characters");

    private SignedLinks links(String secret) {
        return new SignedLinks(Files.ascii(secret), Duration.ofDays(1), clock);
    }

    private static Verdict check(SignedLinks links, SignedLinks.Link link) {
        var signature = link.url().substring(link.url().indexOf("signature=") + 10);
        var expires = link.expiresAt().getEpochSecond();
        return links.check("evd_1", link.variant(), expires, signature);
    }

    @Test
    void a_link_is_good_until_it_expires() {
        var link = links.to("evd_1", Variant.CONTENT, Duration.ofMinutes(1));
        assertThat(check(links, link)).isEqualTo(Verdict.GOOD);
        clock.advance(Duration.ofSeconds(59));
        assertThat(check(links, link)).isEqualTo(Verdict.GOOD);
        clock.advance(Duration.ofSeconds(1));
        assertThat(check(links, link)).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void another_secret_signs_other_links() {
        var link =
                links("another secret of many characters")
                        .to("evd_1", Variant.CONTENT, Duration.ofMinutes(1));
        assertThat(check(links, link)).isEqualTo(Verdict.FORGED);
    }
}
