package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.DeadlineSweeper;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// The clock of a running service, with more instances of it beside.
@TestPropertySource(properties = "test.context=of its own, for its clock is moved")
class DeadlinesTest extends RunningService {

    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final int CASES = 40;

    @Autowired private Journal<Refund, RefundEvent> journal;
    @Autowired private RefundCommands commands;
    @Autowired private MeterRegistry meters;

    private String stored(Situation situation) {
        var id = Ids.next("rfd");
        var refund = situation.refund();
        var copy =
                new Refund(
                        id,
                        refund.application(),
                        refund.evidenceIds(),
                        refund.hold(),
                        refund.appeals(),
                        refund.review(),
                        refund.intervention(),
                        refund.payout(),
                        refund.paidElsewhere(),
                        refund.evidenceRequests(),
                        refund.accountProofs(),
                        refund.rounds());
        var events =
                RefundMachine.apply(
                                id, refund.application(), refund.evidenceIds(), Situations.MORNING)
                        .events();
        assertThat(journal.add(id, copy, events, Cause.clock("test"))).isPresent();
        return id;
    }

    private List<String> told(String id) {
        return journal.history(id).stream().skip(1).map(HistoryEntry::type).toList();
    }

    private Status status(String id) {
        return journal.find(id).orElseThrow().aggregate().status();
    }

    /// What a service finds when it comes back after two months.
    @Test
    void what_fell_due_while_nobody_was_there_happens_within_five_seconds_and_once() {
        clock.advance(Duration.ofDays(60));
        try (var second =
                        new DeadlineSweeper(
                                "second",
                                journal,
                                clock,
                                meters,
                                Tracing.OFF,
                                commands::passDeadline);
                var third =
                        new DeadlineSweeper(
                                "third",
                                journal,
                                clock,
                                meters,
                                Tracing.OFF,
                                commands::passDeadline)) {
            var silent =
                    Stream.generate(Situations::underReview)
                            .limit(CASES)
                            .map(this::stored)
                            .toList();
            await().atMost(AT_MOST)
                    .until(() ->
                            silent.stream().allMatch(id -> status(id) == Status.PLATFORM_REVIEW));
            assertThat(silent)
                    .allSatisfy(id ->
                            assertThat(told(id))
                                    .containsExactly(
                                            "refund.merchant_overdue",
                                            "refund.intervention_opened"));
        }
    }

    @Test
    void the_reminder_comes_within_five_seconds_of_its_time_and_once() {
        var hold = Situations.hold(RefundRoute.MERCHANT_REVIEW, Situations.TERMS);
        var now = new Situation(Situations.requested().refund(), clock.instant());
        var id = stored(now.then(new Command.RecordHold(hold), Situations.SYSTEM));
        clock.advance(Duration.ofHours(18));
        await().atMost(AT_MOST).until(() -> !told(id).isEmpty());
        clock.advance(Duration.ofHours(5));
        var sweptAfter = stored(Situations.underReview());
        await().atMost(AT_MOST).until(() -> !told(sweptAfter).isEmpty());
        assertThat(told(id)).containsExactly("refund.deadline_changed");
        assertThat(status(id)).isEqualTo(Status.MERCHANT_REVIEW);
    }

    @Nested
    class What_the_platform_has_in_hand {

        private final DeskCases desk = DeskCases.of(commands);
        private final String merchant = TestTokens.merchant(desk.merchantId());

        private List<String> overdue() {
            return get("/v1/refunds?overdue=true", merchant)
                    .is(200)
                    .json()
                    .path("data")
                    .valueStream()
                    .map(refund -> refund.path("id").asString())
                    .toList();
        }

        private JsonNode seen(String id) {
            return get("/v1/refunds/" + id, merchant).is(200).json();
        }

        @Test
        void has_no_deadline_of_the_merchants_any_more() {
            var id = desk.inPlatformReview();
            clock.advance(Duration.ofDays(1).plusHours(1));

            assertThat(seen(id).at("/review/deadline").isObject()).isFalse();
            assertThat(seen(id).at("/intervention/deadline/overdue").asBoolean(true)).isFalse();
            assertThat(overdue()).doesNotContain(id);
            var counts = get("/v1/refunds/counts", merchant).is(200).json();
            assertThat(counts.path("overdue").asInt(-1)).isZero();
        }

        @Test
        void stands_still_while_a_side_owes_evidence() {
            var id = desk.evidenceAsked("agt_li");
            clock.advance(Duration.ofDays(2).plusHours(1));

            assertThat(seen(id).at("/review/deadline/remainingSeconds").asLong())
                    .isEqualTo(Duration.ofHours(23).toSeconds());
            assertThat(seen(id).at("/intervention/deadline").isObject()).isFalse();
            assertThat(overdue()).doesNotContain(id);
        }
    }
}
