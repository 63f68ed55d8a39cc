package cn.juhui.payout.domain.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MatchingTest {

    private static final String PAYOUT = "pay_019ac0a3c4d57e8f9a0b1c2d3e4f5a6b";
    private static final String NUMBER = PAYOUT + "-1";
    private static final Instant AT = Instant.parse("2026-11-24T02:00:05Z");
    private static final BookedRefund BOOKED = new BookedRefund(NUMBER, PAYOUT, "T1", 9_900, true);

    private final Matching matching = new Matching();

    private static StatementLine line(int number, String payment, String refundNo, long amount) {
        return new StatementLine(number, payment, refundNo, amount, AT);
    }

    private void matches(StatementLine... lines) {
        matching.lines(List.of(lines), Set.of(), Map.of(NUMBER, BOOKED));
    }

    private Break only() {
        assertThat(matching.matched()).isZero();
        assertThat(matching.breaks()).hasSize(1);
        return matching.breaks().getFirst();
    }

    @Nested
    class A_line {

        @Test
        void that_says_what_our_books_say_is_matched() {
            matches(line(1, "T1", NUMBER, 9_900));
            assertThat(matching.matched()).isEqualTo(1);
            assertThat(matching.amount()).isEqualTo(9_900);
            assertThat(matching.breaks()).isEmpty();
        }

        @Test
        void with_another_amount_or_payment_says_both() {
            matches(line(1, "T1", NUMBER, 9_901));
            assertThat(only())
                    .isEqualTo(
                            new Break(
                                    BreakKind.AMOUNT_DIFFERS,
                                    NUMBER,
                                    "T1",
                                    1,
                                    9_901L,
                                    9_900L,
                                    PAYOUT));
            var other = new Matching();
            other.lines(List.of(line(1, "T2", NUMBER, 9_900)), Set.of(), Map.of(NUMBER, BOOKED));
            assertThat(other.breaks())
                    .extracting(Break::kind, Break::payment)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(BreakKind.PAYMENT_DIFFERS, "T2"));
        }

        @Test
        void that_our_books_do_not_have_as_taken_on_is_missing_here() {
            var unknown = new BookedRefund(NUMBER, PAYOUT, "T1", 9_900, false);
            matching.lines(
                    List.of(line(1, "T1", NUMBER, 9_900)), Set.of(), Map.of(NUMBER, unknown));
            assertThat(only().kind()).isEqualTo(BreakKind.MISSING_HERE);
        }

        @Test
        void with_a_number_of_ours_that_no_payout_has_is_missing_here() {
            matching.lines(List.of(line(1, "T1", NUMBER, 9_900)), Set.of(), Map.of());
            assertThat(only())
                    .isEqualTo(
                            new Break(BreakKind.MISSING_HERE, NUMBER, "T1", 1, 9_900L, null, null));
        }

        @Test
        void without_a_number_of_ours_was_not_asked_for_by_us() {
            matches(line(1, "T1", "", 500), line(2, "T1", "", 500), line(3, "T9", "HX-1", 1));
            assertThat(matching.breaks())
                    .extracting(Break::kind)
                    .containsExactly(BreakKind.NOT_BY_US, BreakKind.NOT_BY_US, BreakKind.NOT_BY_US);
        }

        @Test
        void whose_number_was_there_before_is_twice() {
            matches(line(1, "T1", NUMBER, 9_900), line(2, "T1", NUMBER, 9_900));
            assertThat(matching.matched()).isEqualTo(1);
            assertThat(matching.breaks())
                    .containsExactly(
                            new Break(BreakKind.TWICE, NUMBER, "T1", 2, 9_900L, 9_900L, PAYOUT));
            var nextDay = new Matching();
            nextDay.lines(
                    List.of(line(1, "T1", NUMBER, 9_900)), Set.of(NUMBER), Map.of(NUMBER, BOOKED));
            assertThat(nextDay.matched()).isZero();
            assertThat(nextDay.breaks()).extracting(Break::kind).containsExactly(BreakKind.TWICE);
        }
    }

    @Nested
    class A_refund_in_our_books {

        @Test
        void that_no_statement_has_is_missing_there() {
            matching.books(List.of(BOOKED), Set.of());
            assertThat(only())
                    .isEqualTo(
                            new Break(
                                    BreakKind.MISSING_THERE,
                                    NUMBER,
                                    "T1",
                                    0,
                                    null,
                                    9_900L,
                                    PAYOUT));
        }

        @Test
        void that_a_statement_has_differs_in_nothing() {
            matching.books(List.of(BOOKED), Set.of(NUMBER));
            assertThat(matching.breaks()).isEmpty();
        }
    }

    @Test
    void the_same_again_finds_the_same() {
        matches(line(1, "T1", NUMBER, 1), line(2, "T3", "x", 5));
        var again = new Matching();
        again.lines(
                List.of(line(1, "T1", NUMBER, 1), line(2, "T3", "x", 5)),
                Set.of(),
                Map.of(NUMBER, BOOKED));
        assertThat(again.breaks()).isEqualTo(matching.breaks()).hasSize(2);
    }
}
