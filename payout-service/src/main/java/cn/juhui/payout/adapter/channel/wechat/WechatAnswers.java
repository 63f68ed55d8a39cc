package cn.juhui.payout.adapter.channel.wechat;

import cn.juhui.payout.application.Channel.Question;
import cn.juhui.payout.application.Channel.Submission;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.platform.kernel.Limits;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// What WeChat Pay's answers mean. Only what is known for sure becomes a fact or a refusal; the rest is [Answer.Unknown].
final class WechatAnswers {

    private static final Answer.Unknown UNREADABLE = new Answer.Unknown(Why.UNREADABLE_ANSWER);

    /// An answer that WeChat Pay signed.
    record Signed(int status, Reply reply) {}

    /// @param code of a refusal
    /// @param status of a refund
    record Reply(
            @Nullable String code,
            @JsonProperty("refund_id") @Nullable String refundId,
            @JsonProperty("out_refund_no") @Nullable String outRefundNo,
            @JsonProperty("transaction_id") @Nullable String transactionId,
            @JsonProperty("success_time") @Nullable String successTime,
            @Nullable String status,
            @Nullable Amount amount) {}

    /// In fen.
    record Amount(@Nullable Long refund, @Nullable String currency) {}

    private WechatAnswers() {}

    static Answer.ToSubmission toSubmission(Submission s, Signed signed) {
        return signed.status() == 200
                ? known(s.payoutNo(), s.channelTransactionId(), s.amount().value(), signed.reply())
                : refused(signed.reply().code());
    }

    /// Of a number that WeChat Pay doesn't know it says so: it never got it, or refused it.
    static Answer toQuery(Question q, Signed signed) {
        if (signed.status() == 200) {
            return known(
                    q.payoutNo(), q.channelTransactionId(), q.amount().value(), signed.reply());
        }
        return switch (signed.reply().code()) {
            case "RESOURCE_NOT_EXISTS" ->
                    q.stuckFor() == null
                            ? new Answer.NeverSeen()
                            : new Answer.Abnormal(q.stuckFor());
            case "SYSTEM_ERROR" -> new Answer.Unknown(Why.CHANNEL_ERROR);
            case null, default -> UNREADABLE;
        };
    }

    private static Answer.ToSubmission known(
            String payoutNo, String payment, long amount, Reply reply) {
        var sum = reply.amount();
        var same =
                payoutNo.equals(reply.outRefundNo())
                        && payment.equals(reply.transactionId())
                        && sum != null
                        && sum.refund() != null
                        && sum.refund() == amount
                        && (sum.currency() == null || sum.currency().equals("CNY"));
        var refundId = reply.refundId();
        if (!same || refundId == null || !Limits.isId(refundId)) {
            return UNREADABLE;
        }
        return switch (reply.status()) {
            case "SUCCESS" -> settled(refundId, reply.successTime());
            case "PROCESSING" -> new Answer.Accepted(refundId);
            case "ABNORMAL" -> new Answer.Abnormal("ACCOUNT_CLOSED");
            case "CLOSED" -> new Answer.Declined("REFUND_CLOSED", false);
            case null, default -> UNREADABLE;
        };
    }

    private static Answer.ToSubmission settled(String refundId, @Nullable String at) {
        try {
            var paidAt = at == null ? null : OffsetDateTime.parse(at).toInstant();
            return paidAt != null && Limits.holds(paidAt)
                    ? new Answer.Settled(refundId, paidAt)
                    : UNREADABLE;
        } catch (DateTimeException e) {
            return UNREADABLE;
        }
    }

    private static Answer.ToSubmission refused(@Nullable String code) {
        return switch (code) {
            case "NOT_ENOUGH" -> new Answer.Declined("INSUFFICIENT_BALANCE", true);
            case "FREQUENCY_LIMITED", "RATELIMIT_EXCEEDED" ->
                    new Answer.Declined("FREQUENCY_LIMITED", true);
            case "TRADE_OVERDUE" -> new Answer.Declined("TRADE_OVERDUE", false);
            case "USER_ACCOUNT_ABNORMAL" -> new Answer.Abnormal("ACCOUNT_CLOSED");
            case "INVALID_REQUEST",
                    "PARAM_ERROR",
                    "MCH_NOT_EXISTS",
                    "NO_AUTH",
                    "REQUEST_BLOCKED",
                    "RESOURCE_NOT_EXISTS" ->
                    new Answer.Declined(code, false);
            case "SYSTEM_ERROR" -> new Answer.Unknown(Why.CHANNEL_ERROR);
            case null, default -> UNREADABLE;
        };
    }
}
