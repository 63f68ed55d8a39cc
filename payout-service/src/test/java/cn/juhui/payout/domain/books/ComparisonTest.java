package cn.juhui.payout.domain.books;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Money OWED = Money.cny(9_900);

    private static Book channel(@Nullable Money arrived) {
        return new Book("…", null, arrived, true);
    }

    private static Book book(@Nullable Money owed, @Nullable Money arrived) {
        return new Book("…", owed, arrived, true);
    }

    private static void assertDiffer(
            Book channel, Book payout, Book refund, Book order, Difference... kinds) {
        assertThat(new Comparison(channel, payout, refund, order, null).differences())
                .containsExactly(kinds);
    }

    @Test
    void books_that_say_the_same_agree() {
        var paid = book(OWED, OWED);
        var owed = book(OWED, null);

        assertDiffer(channel(OWED), paid, paid, paid);
        assertDiffer(channel(null), owed, owed, owed);
    }

    @Test
    void who_says_something_else_than_the_payout_is_named() {
        var paid = book(OWED, OWED);
        var owed = book(OWED, null);

        assertDiffer(channel(null), paid, paid, paid, Difference.CHANNEL);
        assertDiffer(channel(OWED), owed, owed, owed, Difference.CHANNEL);
        assertDiffer(channel(OWED), paid, owed, paid, Difference.CASE);
        assertDiffer(channel(null), owed, owed, paid, Difference.ORDER);
        assertDiffer(channel(null), owed, paid, paid, Difference.CASE, Difference.ORDER);
    }

    @Test
    void money_that_nobody_approved_is_a_loss() {
        var paid = book(OWED, OWED);

        assertDiffer(channel(OWED.plus(OWED)), paid, paid, paid, Difference.PAID_TOO_MUCH);
    }

    @Test
    void a_loss_that_the_payout_knows_is_no_difference() {
        var paid = book(OWED, OWED);
        var twice = channel(OWED.plus(OWED));

        assertThat(new Comparison(twice, paid, paid, paid, OWED).differences()).isEmpty();
        assertThat(new Comparison(channel(OWED), paid, paid, paid, OWED).differences())
                .containsExactly(Difference.CHANNEL);
        assertThat(
                        new Comparison(channel(Money.cny(3 * OWED.value())), paid, paid, paid, OWED)
                                .differences())
                .containsExactly(Difference.PAID_TOO_MUCH);
    }

    @Test
    void all_are_about_the_same_amount() {
        var owed = book(OWED, null);

        assertDiffer(channel(null), owed, book(Money.cny(1), null), owed, Difference.AMOUNT);
        assertDiffer(channel(null), owed, owed, Book.none(), Difference.AMOUNT);
    }

    @Test
    void an_order_whose_sums_are_wrong_is_named() {
        var paid = book(OWED, OWED);

        assertDiffer(
                channel(OWED),
                paid,
                paid,
                new Book("SETTLED", OWED, OWED, false),
                Difference.BALANCE);
    }
}
