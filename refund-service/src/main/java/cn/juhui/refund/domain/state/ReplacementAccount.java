package cn.juhui.refund.domain.state;

import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.money.PaymentChannel;
import org.jspecify.annotations.Nullable;

/// An account that the customer named because the one that paid can't take the money. Its number is known to payout-service only.
///
/// @param ref by what payout-service knows it
/// @param namedBy who named it: they can't accept it
/// @param nameCheck whether its holder is who paid; null for accounts named before that was asked, which is as good as unknown
public record ReplacementAccount(
        String ref,
        PaymentChannel channel,
        String maskedAccount,
        String holderName,
        @Nullable String bankName,
        String namedBy,
        @Nullable NameCheck nameCheck) {

    /// Somebody else's account is not forbidden (a wife's, a firm's), but nobody lets it pass alone.
    public boolean isSomebodyElses() {
        return nameCheck == NameCheck.MISMATCH;
    }

    /// Whether somebody named the same again.
    public boolean isLike(@Nullable ReplacementAccount other) {
        return other != null
                && channel == other.channel
                && maskedAccount.equals(other.maskedAccount)
                && holderName.equals(other.holderName)
                && namedBy.equals(other.namedBy);
    }
}
