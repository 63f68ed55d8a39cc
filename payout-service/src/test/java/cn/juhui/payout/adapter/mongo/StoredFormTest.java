package cn.juhui.payout.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutCommand.NoteReversal;
import cn.juhui.payout.domain.PayoutCommand.Reissue;
import cn.juhui.payout.domain.PayoutCommand.WaitForTurn;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.PayoutRefusal;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.testkit.Families;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Payouts that are stored today must be readable tomorrow: the files say how each situation is stored. A renamed class or member
/// fails here. `-Dupdate.golden=true` writes them anew, for additions.
class StoredFormTest {

    private static final Path FILES = Path.of("src", "test", "resources", "stored");
    private static final Instant T0 = Instant.parse("2026-11-24T02:00:00Z");
    private static final Instant LATER = T0.plus(Duration.ofMinutes(10));
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(List.of());
    private static final Answer STUCK = new Answer.Abnormal("ACCOUNT_CLOSED");
    private static final Answer PAID = new Answer.Settled("W1", LATER);
    private static final Destination CARD =
            new Destination("acc_1", PaymentChannel.BANK_CARD, "6222 **** **** 0123");

    @TestFactory
    Stream<DynamicTest> every_situation_is_stored_as_the_file_says_and_read_back_the_same() {
        return situations().entrySet().stream()
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.getKey(), () -> check(one.getKey(), one.getValue())));
    }

    @Test
    void every_state_is_in_some_situation() {
        assertThat(
                        situations().values().stream()
                                .map(payout -> payout.state().getClass())
                                .collect(Collectors.toSet()))
                .isEqualTo(Families.membersOf(PayoutState.class));
    }

    private static void check(String name, Payout payout) throws IOException {
        var file = FILES.resolve(name + ".json");
        var json = new String(StateMapper.toJson(payout), StandardCharsets.UTF_8);
        if (Boolean.getBoolean("update.golden")) {
            Files.createDirectories(FILES);
            Files.writeString(file, json + "\n");
        }
        var stored = Files.readString(file);
        assertThat(json).isEqualToIgnoringNewLines(stored.strip());
        assertThat(StateMapper.fromJson(stored.getBytes(StandardCharsets.UTF_8), Payout.class))
                .isEqualTo(payout);
        assertThat(StateMapper.fromTree(StateMapper.toTree(payout), Payout.class))
                .isEqualTo(payout);
    }

    private static Map<String, Payout> situations() {
        var initiated = aPayout();
        var first = initiated.attempt().payoutNo();
        var stuck = hears(initiated, first, STUCK);
        var asked = tell(stuck, new Reissue(CARD, LATER));
        var reissued = hears(asked, first, STUCK);
        var second = reissued.attempt().payoutNo();
        var all = new LinkedHashMap<String, Payout>();
        all.put("initiated", initiated);
        all.put("waiting-for-its-turn", tell(initiated, new WaitForTurn(first, 1, LATER)));
        all.put("pending", hears(initiated, first, new Answer.Accepted("W1")));
        all.put("unknown", hears(initiated, first, new Answer.Unknown(Answer.Why.TIMEOUT)));
        all.put(
                "awaiting-retry",
                hears(initiated, first, new Answer.Declined("INSUFFICIENT_BALANCE", true)));
        all.put("failed", hears(initiated, first, new Answer.Declined("INVALID_REQUEST", false)));
        all.put("succeeded", hears(initiated, first, PAID));
        all.put(
                "reversed",
                tell(hears(initiated, first, PAID), new NoteReversal(first, "RETURNED", LATER)));
        all.put("abnormal", stuck);
        all.put("rechecking", asked);
        all.put("reissued", reissued);
        all.put("succeeded-by-the-earlier-number", hears(reissued, first, PAID));
        all.put("paid-twice", hears(hears(reissued, second, PAID), first, PAID));
        return all;
    }

    private static Payout aPayout() {
        return PayoutMachine.initiate(
                        "rfd_0123456789abcdef0123456789abcdef",
                        "ord_1",
                        "cus_1",
                        "mer_1",
                        Money.cny(9900),
                        PaymentChannel.WECHAT_PAY,
                        "T1",
                        T0,
                        CALENDAR)
                .paymentMade(T0.minus(Duration.ofDays(1)), Money.cny(19_800));
    }

    private static Payout hears(Payout payout, String number, Answer answer) {
        return tell(payout, new NoteAnswer(number, payout.turn(), answer, LATER));
    }

    private static Payout tell(Payout payout, PayoutCommand command) {
        var decision = PayoutMachine.decide(payout, command, CALENDAR);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted<Payout, PayoutEvent, PayoutRefusal>) decision).aggregate();
    }
}
