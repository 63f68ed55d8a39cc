package cn.juhui.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every journal promises, whatever it is made of.
abstract class JournalContract {

    static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-24T08:00:00.123Z"));

    abstract Journal<Tally, MessagePosted> journal();

    private String id = "";

    @BeforeEach
    void aFreshId() {
        id = Ids.next("tal");
    }

    private void aTally(int limit) {
        assertThat(
                        journal()
                                .add(
                                        id,
                                        new Tally(0, limit, null),
                                        List.of(Tally.event("new")),
                                        cause()))
                .isPresent();
    }

    private static Cause cause() {
        return Tally.by(Tally.ALICE);
    }

    @Test
    void what_was_added_is_found_with_its_history() {
        aTally(5);

        var found = journal().find(id).orElseThrow();
        assertThat(found.aggregate()).isEqualTo(new Tally(0, 5, null));
        assertThat(found.version()).isEqualTo(1);
        assertThat(journal().history(id))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.seq()).isEqualTo(1);
                    assertThat(entry.type()).isEqualTo(MessagePosted.TYPE);
                    assertThat(entry.actor()).isEqualTo(Tally.ALICE);
                    assertThat(entry.at()).isEqualTo(CLOCK.instant());
                    assertThat(entry.data()).containsEntry("text", "new");
                });
    }

    @Test
    void the_same_id_is_added_once() {
        aTally(5);

        assertThat(journal().add(id, new Tally(3, 3, null), List.of(Tally.event("x")), cause()))
                .isEmpty();
        assertThat(journal().find(id).orElseThrow().aggregate().limit()).isEqualTo(5);
        assertThat(journal().history(id)).hasSize(1);
    }

    @Test
    void what_is_only_counted_changes_state_and_version_and_leaves_the_history() {
        aTally(5);

        var handled =
                journal()
                        .<String>handle(
                                id,
                                cause(),
                                t -> new Decision.Accepted<>(new Tally(4, 5, null), List.of()));
        assertThat(handled).isInstanceOf(Handled.Changed.class);
        journal().<String>handle(id, cause(), t -> t.aggregate().add(1));

        var found = journal().find(id).orElseThrow();
        assertThat(found.aggregate().count()).isEqualTo(5);
        assertThat(found.version()).isEqualTo(3);
        assertThat(found.sequence()).isEqualTo(2);
        assertThat(journal().history(id)).extracting(HistoryEntry::seq).containsExactly(1L, 2L);
        assertThat(HashChain.firstBroken(journal().history(id))).isEmpty();
    }

    @Test
    void an_accepted_command_changes_state_version_and_history_together() {
        aTally(5);

        var handled = journal().<String>handle(id, cause(), t -> t.aggregate().add(2));

        assertThat(handled).isInstanceOf(Handled.Changed.class);
        var now = journal().find(id).orElseThrow();
        assertThat(now.aggregate().count()).isEqualTo(2);
        assertThat(now.version()).isEqualTo(2);
        assertThat(now.sequence()).isEqualTo(2);
        assertThat(journal().history(id)).extracting(HistoryEntry::seq).containsExactly(1L, 2L);
    }

    @Test
    void a_refused_command_changes_nothing() {
        aTally(5);

        var handled = journal().<String>handle(id, cause(), t -> t.aggregate().add(6));

        assertThat(handled)
                .isInstanceOfSatisfying(
                        Handled.Refused.class, r -> assertThat(r.refusal()).isEqualTo("LIMIT"));
        assertThat(journal().find(id).orElseThrow().version()).isEqualTo(1);
        assertThat(journal().history(id)).hasSize(1);
    }

    @Test
    void who_asks_for_something_that_is_not_there_hears_so() {
        assertThat(journal().<String>handle(id, cause(), t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.NotFound.class);
        assertThat(journal().find(id)).isEmpty();
        assertThat(journal().history(id)).isEmpty();
    }

    @Test
    void a_caller_with_an_old_version_is_stale() {
        aTally(5);
        journal().<String>handle(id, cause(), t -> t.aggregate().add(1));

        var old = new Cause(Tally.ALICE, "http:test", null, null, Versions.of(1));
        assertThat(journal().<String>handle(id, old, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Stale.class);

        var current = new Cause(Tally.ALICE, "http:test", null, null, Versions.of(2));
        assertThat(journal().<String>handle(id, current, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Changed.class);
    }

    @Test
    void what_was_read_before_somebody_else_changed_it_is_read_again() {
        aTally(5);
        var loaded = journal().load(id).orElseThrow();
        assertThat(loaded.stored()).isEqualTo(journal().find(id).orElseThrow());
        journal().<String>handle(id, cause(), t -> t.aggregate().add(1));

        assertThat(loaded.<String>handle(cause(), t -> t.aggregate().add(2)))
                .isInstanceOf(Handled.Changed.class);

        var now = journal().find(id).orElseThrow();
        assertThat(now.aggregate().count()).isEqualTo(3);
        assertThat(now.version()).isEqualTo(3);
        assertThat(HashChain.firstBroken(journal().history(id))).isEmpty();
        var old = new Cause(Tally.ALICE, "http:test", null, null, Versions.of(1));
        assertThat(journal().load(id).orElseThrow().<String>handle(old, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Stale.class);
        assertThat(journal().load("tally_of_nobody")).isEmpty();
    }

    @Test
    void an_operation_tried_again_changes_nothing_and_is_answered_with_what_is_there() {
        aTally(5);
        var operation =
                new Cause(Tally.ALICE, "http:" + UUID.randomUUID(), null, null, Versions.of(1));
        journal().<String>handle(id, operation, t -> t.aggregate().add(3));
        journal().<String>handle(id, cause(), t -> t.aggregate().add(1));

        // Its version is an old one by now, and there is no room for it any more.
        assertThat(journal().<String>handle(id, operation, t -> t.aggregate().add(3)))
                .isInstanceOfSatisfying(
                        Handled.Changed.class,
                        changed ->
                                assertThat(changed.now())
                                        .isEqualTo(journal().find(id).orElseThrow()));
        var anyVersion = new Cause(Tally.ALICE, operation.id(), null, null, null);
        for (int more : new int[] {1, 3, 6}) {
            assertThat(journal().<String>handle(id, anyVersion, t -> t.aggregate().add(more)))
                    .isInstanceOf(Handled.Changed.class);
        }
        assertThat(journal().<String>handle(id, anyVersion, _ -> Decision.alreadyDone()))
                .isInstanceOf(Handled.Changed.class);
        assertThat(journal().find(id).orElseThrow().aggregate().count()).isEqualTo(4);
        assertThat(journal().history(id)).hasSize(3);
    }

    @Test
    void the_steps_of_an_operation_are_done_once_each() {
        aTally(5);
        var operation = new Cause(Tally.ALICE, "http:" + UUID.randomUUID(), null, null, null);
        for (var step : List.of("1", "2", "1", "2")) {
            assertThat(
                            journal()
                                    .<String>handle(
                                            id, operation.step(step), t -> t.aggregate().add(1)))
                    .isInstanceOf(Handled.Changed.class);
        }
        assertThat(journal().find(id).orElseThrow().aggregate().count()).isEqualTo(2);
    }

    @Test
    void a_message_heard_twice_is_decided_once() {
        aTally(5);
        var heard = new Cause(Tally.ALICE, "evt_1", null, new Cause.Heard("pay_1", 3), null);

        assertThat(journal().<String>handle(id, heard, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Changed.class);
        assertThat(journal().<String>handle(id, heard, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Unchanged.class);
        var older = new Cause(Tally.ALICE, "evt_0", null, new Cause.Heard("pay_1", 2), null);
        assertThat(journal().<String>handle(id, older, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Unchanged.class);
        var other = new Cause(Tally.ALICE, "evt_2", null, new Cause.Heard("pay_2", 1), null);
        assertThat(journal().<String>handle(id, other, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Changed.class);
        assertThat(journal().find(id).orElseThrow().aggregate().count()).isEqualTo(2);
    }

    /// One record was lost and is told again when later ones have been heard, and once more for others who missed it.
    @Test
    void what_is_told_again_is_decided_once_whatever_was_heard_after_it() {
        aTally(5);
        var later = new Cause(Tally.ALICE, "evt_3", null, new Cause.Heard("pay_1", 3), null);
        assertThat(journal().<String>handle(id, later, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Changed.class);
        var missed = new Cause(Tally.ALICE, "evt_2", null, new Cause.Heard("pay_1", 2, true), null);

        assertThat(journal().<String>handle(id, missed, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Changed.class);
        assertThat(journal().<String>handle(id, missed, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Unchanged.class);

        assertThat(journal().<String>handle(id, later, t -> t.aggregate().add(1)))
                .isInstanceOf(Handled.Unchanged.class);
        assertThat(journal().find(id).orElseThrow().aggregate().count()).isEqualTo(2);
    }

    @Test
    void two_hundred_at_once_never_get_past_the_limit() throws Exception {
        aTally(50);

        List<Handled<Tally, String>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(32)) {
            Callable<Handled<Tally, String>> one =
                    () -> journal().handle(id, cause(), t -> t.aggregate().add(1));
            for (var answer : threads.invokeAll(Collections.nCopies(200, one))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).filteredOn(Handled.Changed.class::isInstance).hasSize(50);
        assertThat(answers).filteredOn(Handled.Refused.class::isInstance).hasSize(150);
        assertThat(journal().find(id).orElseThrow().aggregate().count()).isEqualTo(50);
        assertThat(journal().history(id))
                .extracting(HistoryEntry::seq)
                .isEqualTo(LongStream.rangeClosed(1, 51).boxed().toList());
    }

    @Test
    void a_due_aggregate_is_claimed_once_and_again_when_the_claim_ran_out() {
        var due = CLOCK.instant().plusSeconds(60);
        journal().add(id, new Tally(0, 5, due), List.of(Tally.event("new")), cause());

        assertThat(journal().claimDue(due.minusMillis(1), 1000)).doesNotContain(id);
        assertThat(journal().claimDue(due, 1000)).contains(id);
        assertThat(journal().claimDue(due.plusSeconds(1), 1000)).doesNotContain(id);
        assertThat(journal().claimDue(due.plus(Duration.ofMinutes(5)), 1000)).contains(id);
    }

    @Test
    void a_deadline_that_is_gone_is_not_due() {
        var due = CLOCK.instant().plusSeconds(60);
        journal().add(id, new Tally(0, 5, due), List.of(Tally.event("new")), cause());
        journal()
                .<String>handle(
                        id,
                        cause(),
                        t -> Decision.accepted(new Tally(0, 5, null), Tally.event("done")));

        assertThat(journal().claimDue(due.plus(Duration.ofMinutes(5)), 1000)).doesNotContain(id);
    }
}
