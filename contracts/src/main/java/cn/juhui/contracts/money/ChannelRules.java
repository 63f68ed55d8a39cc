package cn.juhui.contracts.money;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a channel asks of refunds, by its own published word. Who breaks it is refused by the channel; by then the cards would be
/// void, so everybody here says no, or waits, before.
///
/// - WeChat Pay (developer documents, *Submit Refund*): payments of up to a year, at most 50 refunds of one payment, a minute between two of
///   them.
/// - Alipay (`alipay.trade.refund`): as long as the contract says, which is usually twelve months; three seconds between two
///   refunds of one trade; no number of refunds is named.
/// - Bank cards (UnionPay's sample of a refund, `txnType` 04): payments of up to eleven months, any number of refunds.
///
/// @param window how long after the payment a refund is taken
/// @param most how many refunds of one payment are taken; null for any number
/// @param between how long there must be between two refunds of one payment; zero for no rule
public record ChannelRules(Duration window, @Nullable Integer most, Duration between) {

    /// How long before the end of its window a payment isn't refunded any more: a refund that is approved still has to wait for its turn, and
    /// may have to be sent again.
    public static final Duration MARGIN = Duration.ofHours(2);

    /// The rules of a channel.
    public static ChannelRules of(PaymentChannel channel) {
        return switch (channel) {
            case WECHAT_PAY -> new ChannelRules(Duration.ofDays(365), 50, Duration.ofMinutes(1));
            case ALIPAY -> new ChannelRules(Duration.ofDays(365), null, Duration.ofSeconds(3));
            // Eleven months are 334 days at least.
            case BANK_CARD -> new ChannelRules(Duration.ofDays(334), null, Duration.ZERO);
        };
    }

    /// Until when a refund of a payment can be started.
    public Instant lastStart(Instant paidAt) {
        return paidAt.plus(window).minus(MARGIN);
    }

    /// Whether the channel takes one more refund of a payment.
    ///
    /// @param others how many were or may still be sent
    public boolean takesAnotherBeside(long others) {
        return most == null || others < most;
    }
}
