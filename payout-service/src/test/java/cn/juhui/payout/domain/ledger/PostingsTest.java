package cn.juhui.payout.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Attempt;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutCommand.NoteReversal;
import cn.juhui.payout.domain.PayoutCommand.Reissue;
import cn.juhui.payout.domain.PayoutCommand.ResumeRetry;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.payout.domain.ledger.Postings.Told;
import cn.juhui.platform.kernel.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingsTest {

    private static final Instant START = Instant.parse("2026-11-24T02:00:00Z");
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(List.of());
    private static final long AMOUNT = 9_900;

    /// A payout, told whatever it is told, with all that it told itself.
    private static final class Story {

        private Payout payout =
                PayoutMachine.initiate(
                        "rfd_0123456789abcdef0123456789abcdef",
                        "ord_1",
                        "cus_1",
                        "mer_1",
                        Money.cny(AMOUNT),
                        PaymentChannel.ALIPAY,
                        "T1",
                        START,
                        CALENDAR);
        private final List<Told> history = new ArrayList<>();
        private Instant now = START;

        Story() {
            tell(PayoutMachine.initiated(payout));
        }

        private void tell(PayoutEvent event) {
            history.add(new Told(history.size() + 1, now, event));
        }

        Story hears(PayoutCommand command) {
            if (PayoutMachine.decide(payout, command, CALENDAR)
                    instanceof Decision.Accepted<Payout, PayoutEvent, ?>(var after, var events)) {
                payout = after;
                events.forEach(this::tell);
            }
            return this;
        }

        Story answers(Attempt of, Answer answer) {
            return hears(new NoteAnswer(of.payoutNo(), payout.turn(), answer, now));
        }

        Story answers(Answer answer) {
            return answers(payout.attempt(), answer);
        }

        Story reissue() {
            var account =
                    new Destination(
                            "acc_" + history.size(), PaymentChannel.BANK_CARD, "6222 **** 1234");
            return hears(new Reissue(account, now));
        }

        List<LedgerEntry> entries() {
            return Postings.of(history);
        }

        TreeMap<String, Long> balances() {
            return entries().stream()
                    .flatMap(e -> e.lines().stream())
                    .collect(
                            Collectors.toMap(
                                    LedgerEntry.Line::account,
                                    LedgerEntry.Line::amount,
                                    Long::sum,
                                    TreeMap::new));
        }

        List<LedgerFact> facts() {
            return entries().stream().map(LedgerEntry::fact).toList();
        }
    }

    private static Answer settled(Instant at) {
        return new Answer.Settled("A1", at);
    }

    @Test
    void whatIsPaidIsTheMerchantsDebtAndGoneFromTheChannel() {
        var story = new Story().answers(new Answer.Accepted("A1")).answers(settled(START));
        assertThat(story.facts())
                .containsExactly(LedgerFact.APPROVED, LedgerFact.SUBMITTED, LedgerFact.SUCCEEDED);
        assertThat(story.balances())
                .containsEntry("merchants:mer_1", AMOUNT)
                .containsEntry("customers", 0L)
                .containsEntry("clearing:ALIPAY", 0L)
                .containsEntry("channels:ALIPAY", -AMOUNT);
        assertThat(story.entries().getLast().id()).isEqualTo(story.payout.id() + ":3");
    }

    @Test
    void whatTheChannelTakesBackIsOwedToTheCustomerAgain() {
        var story =
                new Story()
                        .answers(settled(START))
                        .hears(new NoteReversal(first(), "RETURNED", START));
        assertThat(story.facts()).endsWith(LedgerFact.SUCCEEDED, LedgerFact.REVERSED);
        assertThat(story.balances())
                .containsEntry("customers", -AMOUNT)
                .containsEntry("channels:ALIPAY", 0L);
    }

    private static String first() {
        return Payout.idFor("rfd_0123456789abcdef0123456789abcdef") + "-1";
    }

    @Test
    void whatCantBePaidWaitsWithTheCustomerAndGoesToAnotherChannel() {
        var story =
                new Story()
                        .answers(new Answer.Accepted("A1"))
                        .answers(new Answer.Abnormal("ACCOUNT_CLOSED"));
        assertThat(story.balances())
                .containsEntry("customers", -AMOUNT)
                .containsEntry("clearing:ALIPAY", 0L);
        story.reissue().answers(new Answer.Abnormal("ACCOUNT_CLOSED")).answers(settled(START));
        assertThat(story.balances())
                .containsEntry("customers", 0L)
                .containsEntry("channels:BANK_CARD", -AMOUNT);
    }

    @Test
    void whatIsPaidTwiceIsALossUntilItIsUndone() {
        var story =
                new Story()
                        .answers(new Answer.Abnormal("ACCOUNT_CLOSED"))
                        .reissue()
                        .answers(new Answer.Abnormal("ACCOUNT_CLOSED"))
                        .answers(settled(START));
        story.answers(story.payout.attempts().getFirst(), settled(START));
        assertThat(story.balances())
                .containsEntry("losses", AMOUNT)
                .containsEntry("channels:ALIPAY", -AMOUNT)
                .containsEntry("channels:BANK_CARD", -AMOUNT)
                .containsEntry("customers", 0L);
        story.hears(new NoteReversal(first(), "RETURNED", START));
        assertThat(story.facts()).endsWith(LedgerFact.PAID_TWICE_UNDONE);
        assertThat(story.balances())
                .containsEntry("losses", 0L)
                .containsEntry("channels:ALIPAY", 0L);
    }

    /// The ledger always says what the payout says, whatever a channel answers, in whatever order.
    @ParameterizedTest
    @ValueSource(ints = 2_000)
    void itAgreesWithThePayoutWhateverHappens(int stories) {
        for (var seed = 1; seed <= stories; seed++) {
            var chance = new Random(seed);
            var story = new Story();
            for (var step = 0; step < 25; step++) {
                story.now = story.now.plus(Duration.ofMinutes(1 + chance.nextInt(90)));
                something(story, chance);
                var entries = story.entries();
                assertThat(Postings.agree(entries, story.payout))
                        .as("seed %d, step %d: %s %s", seed, step, story.payout, entries)
                        .isTrue();
                assertThat(entries)
                        .as("seed %d", seed)
                        .extracting(LedgerEntry::id)
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static void something(Story story, Random chance) {
        var attempts = story.payout.attempts();
        var one = attempts.get(chance.nextInt(attempts.size()));
        switch (chance.nextInt(9)) {
            case 0 -> story.answers(one, settled(story.now));
            case 1 -> story.answers(one, new Answer.Accepted("A1"));
            case 2 -> story.answers(one, new Answer.Abnormal("ACCOUNT_CLOSED"));
            case 3 -> story.answers(one, new Answer.Declined("INSUFFICIENT_BALANCE", true));
            case 4 -> story.answers(one, new Answer.Unknown(Answer.Why.TIMEOUT));
            case 5 -> story.answers(one, new Answer.NeverSeen());
            case 6 -> story.hears(new NoteReversal(one.payoutNo(), "RETURNED", story.now));
            case 7 -> story.hears(new ResumeRetry(story.now));
            default -> story.reissue();
        }
    }
}
