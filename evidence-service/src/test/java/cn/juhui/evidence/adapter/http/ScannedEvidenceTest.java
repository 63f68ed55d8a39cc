package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Files;
import cn.juhui.evidence.adapter.clamav.FakeClamd;
import cn.juhui.evidence.adapter.clamav.FakeClamd.Mood;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ScannedEvidenceTest extends RunningService {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final FakeClamd CLAMD = new FakeClamd();

    private final Deal deal = aDeal();
    private final byte[] clean = Drawings.png(Drawings.screen());
    private final byte[] infected =
            Files.pngWith(clean, Files.chunk("tEXt", Files.ascii("a\0" + FakeClamd.MARKER)));

    @DynamicPropertySource
    static void scanner(DynamicPropertyRegistry registry) {
        registry.add("juhui.evidence.clamav.host", () -> "127.0.0.1");
        registry.add("juhui.evidence.clamav.port", CLAMD::port);
        registry.add("juhui.evidence.clamav.time-limit", () -> "1s");
    }

    @BeforeEach
    void wellAgain() {
        CLAMD.is(Mood.HONEST);
    }

    private String scanOf(String evidenceId) {
        return get("/v1/evidence/" + evidenceId, deal.customer())
                .is(200)
                .json()
                .at("/scan/state")
                .asString();
    }

    private void awaitScan(String evidenceId, String state) {
        await().atMost(SOON)
                .until(() -> {
                    clock.advance(Duration.ofSeconds(31));
                    return scanOf(evidenceId).equals(state);
                });
    }

    private List<Answer> everyWayToSee(String evidenceId) {
        var link =
                post("/v1/evidence/" + evidenceId + "/links", deal.customer(), "{}")
                        .is(201)
                        .text("url");
        return List.of(
                get("/v1/evidence/" + evidenceId + "/content", deal.customer()),
                get("/v1/evidence/" + evidenceId + "/content", AGENT),
                get("/v1/evidence/" + evidenceId + "/thumbnail", deal.merchant()),
                get("/internal/evidence/" + evidenceId + "/shown", deal.customer()),
                get("/internal/evidence/" + evidenceId + "/shown", deal.merchant()),
                getAnonymously(link));
    }

    @Test
    void a_clean_file_is_shown() {
        var id = upload(deal.orderId(), deal.customer(), clean).is(201).text("id");
        assertThat(scanOf(id)).isEqualTo("CLEAN");
        everyWayToSee(id).forEach(answer -> answer.is(200));
        assertThat(CLAMD.scanned()).anyMatch(file -> java.util.Arrays.equals(file, clean));
    }

    @Test
    void an_infected_file_is_refused_and_takes_no_place() {
        for (var i = 0; i < 25; i++) {
            var refused =
                    upload(deal.orderId(), deal.customer(), infected)
                            .is(422)
                            .says("EVIDENCE_INFECTED");
            assertThat(refused.body()).doesNotContain("Juhui.Test");
        }
        upload(deal.orderId(), deal.customer(), clean).is(201);
    }

    @Test
    void while_the_daemon_is_away_files_are_taken_in_but_not_shown() {
        CLAMD.is(Mood.AWAY);
        var id = upload(deal.orderId(), deal.customer(), clean).is(201).text("id");
        assertThat(scanOf(id)).isEqualTo("PENDING");
        for (var answer : everyWayToSee(id)) {
            answer.is(409).says("EVIDENCE_NOT_SCANNED");
            assertThat(answer.header("Retry-After")).isNotBlank();
        }
        CLAMD.is(Mood.HONEST);
        awaitScan(id, "CLEAN");
        everyWayToSee(id).forEach(answer -> answer.is(200));
    }

    @Test
    void what_turns_out_to_be_infected_later_is_never_shown() {
        CLAMD.is(Mood.AWAY);
        var id = upload(deal.orderId(), deal.customer(), infected).is(201).text("id");
        CLAMD.is(Mood.HONEST);
        awaitScan(id, "INFECTED");
        everyWayToSee(id).forEach(answer -> answer.is(410).says("EVIDENCE_INFECTED"));
        var asEvidence = get("/internal/evidence?ids=" + id, deal.customer()).is(200);
        assertThat(asEvidence.json()).isEmpty();
    }

    @Test
    void what_the_daemon_cannot_judge_is_not_shown_until_it_can() {
        CLAMD.is(Mood.FULL);
        var id = upload(deal.orderId(), deal.customer(), clean).is(201).text("id");
        assertThat(scanOf(id)).isEqualTo("UNKNOWN");
        everyWayToSee(id).forEach(answer -> answer.is(409).says("EVIDENCE_NOT_SCANNED"));
        CLAMD.is(Mood.HONEST);
        awaitScan(id, "CLEAN");
    }
}
