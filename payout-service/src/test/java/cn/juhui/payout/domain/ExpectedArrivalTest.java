package cn.juhui.payout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.payout.adapter.calendar.BuiltInYears;
import cn.juhui.payout.domain.calendar.ExpectedArrival;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedArrivalTest {

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(BuiltInYears.read());

    private static ExpectedArrival byCard(Instant sent) {
        return ExpectedArrival.of(PaymentChannel.BANK_CARD, sent, CALENDAR);
    }

    @Test
    void wallets_take_two_hours_on_any_day() {
        var nationalDay = Instant.parse("2026-09-30T23:00:00Z");
        var there = new ExpectedArrival(Instant.parse("2026-10-01T01:00:00Z"), null);
        for (var wallet : List.of(PaymentChannel.ALIPAY, PaymentChannel.WECHAT_PAY)) {
            assertThat(ExpectedArrival.of(wallet, nationalDay, CALENDAR)).isEqualTo(there);
        }
    }

    @ParameterizedTest(name = "sent {0}, there {1}")
    @CsvSource({
        "2026-11-23T02:00:00Z, 2026-11-26T02:00:00Z", // Monday to Thursday
        "2026-11-26T02:00:00Z, 2026-12-01T02:00:00Z", // Thursday to Tuesday
        "2026-11-28T02:00:00Z, 2026-12-02T02:00:00Z", // Saturday to Wednesday
        "2026-11-27T17:00:00Z, 2026-12-01T17:00:00Z", // in China already Saturday: to Wednesday
        "2026-09-30T02:00:00Z, 2026-10-10T02:00:00Z", // past National Day, the third is a make-up
        // Saturday
        "2026-02-13T02:00:00Z, 2026-02-25T02:00:00Z", // a make-up Saturday, Spring Festival,
        // Tuesday, Wednesday
        "2025-01-24T02:00:00Z, 2025-02-05T02:00:00Z", // a make-up Sunday, Monday, Spring Festival,
        // Wednesday
        "2025-12-31T02:00:00Z, 2026-01-06T02:00:00Z", // New Year, a make-up Sunday, Monday, Tuesday
        "2024-12-31T02:00:00Z, 2025-01-06T02:00:00Z", // sent in a year that isn't asked about
        "2026-12-28T02:00:00Z, 2026-12-31T02:00:00Z", // the last days that are known
    })
    void bank_cards_take_three_working_days_of_the_calendar(Instant sent, Instant there) {
        assertThat(byCard(sent))
                .isEqualTo(new ExpectedArrival(there, ArrivalBasis.WORKING_CALENDAR));
    }

    @ParameterizedTest(name = "sent {0}, there {1} or later")
    @CsvSource({
        "2026-12-29T02:00:00Z, 2027-01-01T02:00:00Z", // the third is of a year that nobody knows
        "2027-02-05T02:00:00Z, 2027-02-10T02:00:00Z", // Spring Festival, if it were known
    })
    void where_a_year_is_not_known_it_says_that_it_counted_weekdays(Instant sent, Instant there) {
        assertThat(byCard(sent)).isEqualTo(new ExpectedArrival(there, ArrivalBasis.WEEKDAYS_ONLY));
    }

    @Test
    void a_payout_keeps_what_its_expectation_rests_on_and_tells_it() {
        var payout =
                PayoutMachine.initiate(
                        "rfd_0123456789abcdef0123456789abcdef",
                        "ord_1",
                        "cus_1",
                        "mer_1",
                        Money.cny(9900),
                        PaymentChannel.BANK_CARD,
                        "T1",
                        Instant.parse("2026-09-30T02:00:00Z"),
                        CALENDAR);
        assertThat(payout.arrivalBasis()).isEqualTo(ArrivalBasis.WORKING_CALENDAR);
        assertThat(payout.expectedArrivalAt()).isEqualTo("2026-10-10T02:00:00Z");
        assertThat(new PayoutEvents(payout).submitted())
                .isInstanceOfSatisfying(
                        PayoutSubmitted.class,
                        told ->
                                assertThat(told.arrivalBasis())
                                        .isEqualTo(ArrivalBasis.WORKING_CALENDAR));
    }
}
