package cn.juhui.contracts.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @Nested
    class an_amount {

        @ParameterizedTest
        @ValueSource(longs = {-1, Long.MIN_VALUE, Money.MAX_VALUE + 1, Long.MAX_VALUE})
        void is_never_negative_nor_absurd(long value) {
            assertThatIllegalArgumentException().isThrownBy(() -> Money.cny(value));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "cny", "CN", "CNYY", "C1Y", "人民币"})
        void has_a_well_formed_currency(String currency) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, currency));
        }

        @Test
        void may_be_nothing_and_the_most() {
            assertThat(Money.zero("CNY").isZero()).isTrue();
            assertThat(Money.cny(Money.MAX_VALUE).isZero()).isFalse();
        }
    }

    @Nested
    class arithmetic {

        @Test
        void adds_and_subtracts_minor_units() {
            assertThat(Money.cny(9900).plus(Money.cny(1))).isEqualTo(Money.cny(9901));
            assertThat(Money.cny(9900).minus(Money.cny(9900))).isEqualTo(Money.zero("CNY"));
        }

        @Test
        void never_goes_below_nothing_or_above_the_most() {
            assertThatIllegalArgumentException().isThrownBy(() -> Money.cny(1).minus(Money.cny(2)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Money.cny(Money.MAX_VALUE).plus(Money.cny(1)));
        }

        @Test
        void never_mixes_currencies() {
            var dollars = new Money(1, "USD");
            assertThatIllegalArgumentException().isThrownBy(() -> Money.cny(1).plus(dollars));
            assertThatIllegalArgumentException().isThrownBy(() -> Money.cny(1).minus(dollars));
            assertThatIllegalArgumentException().isThrownBy(() -> Money.cny(1).covers(dollars));
        }

        @ParameterizedTest
        @CsvSource({"9900, 9900, true", "9900, 9901, false", "9900, 0, true"})
        void knows_what_fits(long all, long part, boolean fits) {
            assertThat(Money.cny(all).covers(Money.cny(part))).isEqualTo(fits);
        }
    }

    @Nested
    class a_share {

        @ParameterizedTest
        @CsvSource({
            "9900, 4000, 10000, 3960",
            "100, 1, 3, 33",
            "100, 2, 3, 66",
            "1, 999, 1000, 0",
            "10000000000, 9999999999, 10000000000, 9999999999",
        })
        void is_rounded_down_to_the_minor_unit(
                long value, long numerator, long denominator, long share) {
            assertThat(Money.cny(value).share(numerator, denominator)).isEqualTo(Money.cny(share));
        }
    }

    @Test
    void reads_as_people_write_it() {
        assertThat(Money.cny(9_905).text()).isEqualTo("¥99.05");
        assertThat(new Money(1_234, "USD").text()).isEqualTo("USD 12.34");
        assertThat(new Money(1_234, "JPY").text()).isEqualTo("JPY 1234");
        assertThat(new Money(5, "XQQ").text()).isEqualTo("XQQ 0.05");
        assertThat(Money.cny(1_000_005).decimal()).isEqualTo("10000.05");
    }
}
