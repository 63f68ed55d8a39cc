package cn.juhui.payout.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.AccountNumber;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.application.MemoryAccounts;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.account.Account;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PurgeAccountsTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(List.of());
    private static final Account ACCOUNT =
            new Account(
                    PaymentChannel.BANK_CARD,
                    new AccountNumber("6222020000000000123"),
                    "张三",
                    "中国银行");
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final MovableClock clock = new MovableClock(START);
    private final MemoryJournal<Payout, PayoutEvent> payouts =
            new MemoryJournal<>(clock, payout -> payout.state().dueAt());
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final PurgeAccounts purge = new PurgeAccounts(payouts, accounts, clock);

    /// A payout that has an account, and stands where these answers of the channel have brought it.
    private KeptAccounts.Kept anAccount(Answer... answers) {
        var refundId = Ids.next("rfd");
        var payout =
                PayoutMachine.initiate(
                        refundId,
                        "ord_1",
                        "cus_1",
                        "mer_1",
                        Money.cny(9900),
                        PaymentChannel.ALIPAY,
                        "T1",
                        clock.instant(),
                        CALENDAR);
        payouts.add(
                payout.id(), payout, List.of(PayoutMachine.initiated(payout)), Cause.clock("test"));
        for (var answer : answers) {
            payouts.handle(
                    payout.id(),
                    Cause.clock("test"),
                    now ->
                            PayoutMachine.decide(
                                    now.aggregate(),
                                    new NoteAnswer(
                                            payout.attempt().payoutNo(),
                                            now.aggregate().turn(),
                                            answer,
                                            clock.instant()),
                                    CALENDAR));
        }
        var ref = Ids.of("acc", new UUID(clock.millis() << 16, UUID.randomUUID().hashCode()));
        accounts.add(ref, payout.id(), ACCOUNT);
        return new KeptAccounts.Kept(ref, payout.id());
    }

    private boolean isKept(KeptAccounts.Kept account) {
        purge.purge();
        return accounts.find(account.ref(), account.payoutId()).isPresent();
    }

    @Test
    void what_was_paid_is_kept_for_thirty_days() {
        var account = anAccount(new Answer.Settled("A1", START));
        clock.advance(Duration.ofDays(30));
        assertThat(isKept(account)).isTrue();
        clock.advance(MOMENT);
        assertThat(isKept(account)).isFalse();
    }

    @Test
    void what_stands_still_is_kept_for_a_year() {
        var account = anAccount(new Answer.Abnormal("ACCOUNT_CLOSED"));
        clock.advance(Duration.ofDays(365).minus(MOMENT));
        assertThat(isKept(account)).isTrue();
        clock.advance(MOMENT);
        assertThat(isKept(account)).isFalse();
    }

    @Test
    void what_is_not_known_to_have_ended_is_kept() {
        var sending = anAccount();
        var pending = anAccount(new Answer.Accepted("A1"));
        clock.advance(Duration.ofDays(4000));
        assertThat(isKept(sending)).isTrue();
        assertThat(isKept(pending)).isTrue();
    }

    @Test
    void one_that_was_named_lately_is_kept_whatever_the_payout_did_before() {
        clock.advance(Duration.ofDays(40));
        var old = anAccount(new Answer.Settled("A1", START));
        clock.advance(Duration.ofDays(40));
        var ref = Ids.of("acc", new UUID(clock.millis() << 16, 7));
        accounts.add(ref, old.payoutId(), ACCOUNT);

        assertThat(isKept(old)).isFalse();
        assertThat(isKept(new KeptAccounts.Kept(ref, old.payoutId()))).isTrue();
    }

    @Test
    void all_pages_are_looked_through() {
        for (int i = 0; i < 250; i++) {
            anAccount(i % 2 == 0 ? new Answer.Settled("A1", START) : new Answer.Accepted("A1"));
        }
        clock.advance(Duration.ofDays(31));
        assertThat(purge.purge()).isEqualTo(125);
        assertThat(purge.purge()).isZero();
    }
}
