package cn.juhui.scenarios.support;

/// Numbers that a bank card can have.
public final class BankCards {

    private BankCards() {}

    /// These digits with the check digit behind them (the Luhn formula).
    public static String ending(String digits) {
        var sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 1 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
