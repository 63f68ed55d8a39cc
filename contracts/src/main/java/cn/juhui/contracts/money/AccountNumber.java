package cn.juhui.contracts.money;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// The number of an account that can take money. It is never printed: wherever it is shown, it is [#masked()].
///
/// @param value as the channel knows it, without blanks
public record AccountNumber(String value) {

    /// What comes along when a number is pasted and nobody sees or means: blanks of every kind, zero-width characters, a byte order mark.
    private static final Pattern NO_PART = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Cc}]");

    private static final Pattern GROUPED_DIGITS = Pattern.compile("\\+?[0-9]+(?:-+[0-9]+)*");
    private static final Pattern MOBILE_OF_CHINA = Pattern.compile("(?:\\+|00)86(1[0-9]{10})");
    private static final Pattern CARD = Pattern.compile("[0-9]{13,19}");
    private static final Pattern OTHER =
            Pattern.compile("[0-9A-Za-z][0-9A-Za-z._@+-]{3,62}[0-9A-Za-z]");

    /// The number that somebody typed or pasted: without blanks, in plain digits and letters, without the hyphens between groups of digits, and a
    /// phone of China without its `+86`.
    ///
    /// @return empty when no account of the channel can have it: a bank card has 13 to 19 digits and its check digit is right (ISO/IEC 7812-1)
    public static Optional<AccountNumber> typed(String text, PaymentChannel channel) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var joined = NO_PART.matcher(plain).replaceAll("");
        var number = GROUPED_DIGITS.matcher(joined).matches() ? joined.replace("-", "") : joined;
        var possible =
                switch (channel) {
                    case BANK_CARD -> CARD.matcher(number).matches() && hasItsCheckDigit(number);
                    case ALIPAY, WECHAT_PAY -> {
                        number = MOBILE_OF_CHINA.matcher(number).replaceFirst("$1");
                        yield OTHER.matcher(number).matches();
                    }
                };
        return possible ? Optional.of(new AccountNumber(number)) : Optional.empty();
    }

    /// The Luhn formula.
    private static boolean hasItsCheckDigit(String digits) {
        var sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    /// So much of it that its owner recognises it: `6222 **** **** 0123`, `138****5678`, `z***@example.com`.
    public String masked() {
        var at = value.indexOf('@');
        if (at > 0) {
            return value.charAt(0) + "***" + value.substring(at);
        }
        var length = value.length();
        if (length >= 16) {
            return value.substring(0, 4) + " **** **** " + value.substring(length - 4);
        }
        if (length >= 11) {
            return value.substring(0, 3) + "****" + value.substring(length - 4);
        }
        return length < 6 ? "****" : value.charAt(0) + "****" + value.substring(length - 2);
    }

    @Override
    public String toString() {
        return masked();
    }
}
