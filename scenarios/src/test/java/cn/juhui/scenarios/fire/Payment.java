package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.client.Juhui;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A line of a simulated channel's own ledger: money that really moved.
///
/// @param amount in fen
/// @param account the named account; null for the original route
/// @param takenBack whether the channel has it back
record Payment(
        String channel,
        String refundNo,
        String transaction,
        long amount,
        @Nullable String account,
        boolean takenBack) {

    static final List<String> CHANNELS = List.of("ALIPAY", "WECHAT_PAY", "BANK_CARD");

    /// Everything that the channels ever paid.
    static List<Payment> all(Juhui juhui) {
        return CHANNELS.stream()
                .flatMap(channel -> juhui.paidThrough(channel).stream().map(p -> of(channel, p)))
                .toList();
    }

    static Stream<Payment> effective(List<Payment> payments) {
        return payments.stream().filter(p -> !p.takenBack());
    }

    static long sum(List<Payment> payments) {
        return effective(payments).mapToLong(Payment::amount).sum();
    }

    private static Payment of(String channel, JsonNode line) {
        var amount = line.path("amount");
        var account = line.path("account");
        return new Payment(
                channel,
                line.path("refundNo").asString(),
                line.path("channelTransactionId").asString(),
                amount.isObject() ? amount.path("value").asLong() : amount.asLong(),
                account.isNull() || account.isMissingNode() ? null : account.asString(),
                line.hasNonNull("reversedAt"));
    }
}
