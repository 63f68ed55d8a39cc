package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.DeadlineSweeper;
import cn.juhui.platform.journal.HistoryEntry;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.refund.application.PassDeadline;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The clock of a running service, with more instances of it beside.
class DeadlinesTest extends RunningService {

    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final int CASES = 40;

    @Autowired private Journal<Refund, RefundEvent> journal;
    @Autowired private PassDeadline passDeadline;

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
                        refund.paidElsewhere());
        var events = Refund.apply(id, refund.application(), refund.evidenceIds()).events();
        assertThat(journal.add(id, copy, events, Cause.clock("test"))).isTrue();
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
        try (var second = new DeadlineSweeper("second", journal, clock, passDeadline::pass);
                var third = new DeadlineSweeper("third", journal, clock, passDeadline::pass)) {
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
}
