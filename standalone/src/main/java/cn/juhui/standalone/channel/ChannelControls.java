package cn.juhui.standalone.channel;

import cn.juhui.contracts.money.PaymentChannel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What tests and demonstrations may do with the simulated channels, and see of them.
public interface ChannelControls {

    /// Arms a fault; the one before is forgotten.
    ///
    /// @param times for how many refunds, at least 1; null: until changed
    void setFault(PaymentChannel channel, Fault kind, @Nullable Integer times);

    /// Every refund that the channel really paid, oldest first.
    List<PaidRefund> refunds(PaymentChannel channel);

    /// Every refund that was asked for against the channel's rules, oldest first.
    List<Breach> breaches(PaymentChannel channel);

    /// Takes back what the channel had paid under this number, as a bank does that can't book it. Once: doing it again changes nothing.
    ///
    /// @param code why
    /// @return empty when the number was never paid
    Optional<TakenBack> takeBack(PaymentChannel channel, String refundNo, String code);
}
