package cn.juhui.contracts.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;

/// An amount of money: an integer count of minor units (CNY: fen), never negative, with its ISO 4217 currency.
///
/// @param value minor units, 0 to [#MAX_VALUE]
/// @param currency three upper-case letters
public record Money(long value, String currency) {

    /// The highest amount the platform handles: 100 million yuan. Sums of many amounts stay far from overflow.
    public static final long MAX_VALUE = 10_000_000_000L;

    /// @throws IllegalArgumentException for a negative or too large amount or an ill-formed currency
    public Money {
        if (value < 0 || value > MAX_VALUE) {
            throw new IllegalArgumentException("Amount out of range: " + value);
        }
        if (currency.length() != 3 || !currency.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException("Not an ISO 4217 code: " + currency);
        }
    }

    /// Yuan, counted in fen.
    public static Money cny(long fen) {
        return new Money(fen, "CNY");
    }

    /// Nothing, in this currency.
    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /// @throws IllegalArgumentException when the currencies differ or the sum is out of range
    public Money plus(Money other) {
        return new Money(value + sameCurrency(other).value, currency);
    }

    /// @throws IllegalArgumentException when the currencies differ or the difference is negative
    public Money minus(Money other) {
        return new Money(value - sameCurrency(other).value, currency);
    }

    /// Whether the other amount fits into this one.
    ///
    /// @throws IllegalArgumentException when the currencies differ
    public boolean covers(Money other) {
        return value >= sameCurrency(other).value;
    }

    public boolean isZero() {
        return value == 0;
    }

    /// `this × numerator ÷ denominator`, rounded down to the minor unit.
    public Money share(long numerator, long denominator) {
        var product = BigInteger.valueOf(value).multiply(BigInteger.valueOf(numerator));
        return new Money(
                product.divide(BigInteger.valueOf(denominator)).longValueExact(), currency);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Can't mix " + currency + " and " + other.currency);
        }
        return other;
    }

    /// As people read it: `¥99.00`; other currencies by their code, `USD 99.00`.
    public String text() {
        return currency.equals("CNY") ? "¥" + decimal() : currency + " " + decimal();
    }

    /// `99.00`: a plain number of major units, for tables that add up.
    public String decimal() {
        return BigDecimal.valueOf(value, digits(currency)).toPlainString();
    }

    /// Of the minor unit; ISO 4217 codes that this JDK does not know have two.
    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }
}
