package cn.juhui.contracts;

/// The number of an account that can take money. It is never printed: wherever it is shown, it is [#masked()].
///
/// @param value as the channel knows it, without blanks
public record AccountNumber(String value) {

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
