package cn.juhui.payout.adapter.channel.alipay;

import cn.juhui.payout.application.Channel.Question;
import cn.juhui.payout.application.Channel.Submission;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.platform.kernel.Limits;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Alipay's answers mean. Only what is known for sure becomes a fact or a refusal; the rest is [Answer.Unknown].
final class AlipayAnswers {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Answer.Unknown UNREADABLE = new Answer.Unknown(Why.UNREADABLE_ANSWER);

    /// An answer that Alipay signed.
    ///
    /// @param at when it was signed
    record Signed(int status, Reply reply, Instant at) {}

    /// @param refundFee all that was refunded of the trade so far
    /// @param refundAmount what this number refunds
    record Reply(
            @Nullable String code,
            @JsonProperty("trade_no") @Nullable String tradeNo,
            @JsonProperty("fund_change") @Nullable String fundChange,
            @JsonProperty("has_deposit_back") @Nullable String hasDepositBack,
            @JsonProperty("refund_fee") @Nullable String refundFee,
            @JsonProperty("out_request_no") @Nullable String outRequestNo,
            @JsonProperty("refund_amount") @Nullable String refundAmount,
            @JsonProperty("refund_status") @Nullable String refundStatus,
            @JsonProperty("gmt_refund_pay") @Nullable String gmtRefundPay,
            @JsonProperty("deposit_back_info") @Nullable DepositBack depositBack) {}

    /// The way on to the bank card that paid.
    record DepositBack(@JsonProperty("dback_status") @Nullable String status) {}

    private AlipayAnswers() {}

    /// `fund_change=Y` proves that the money moved; a repeated request is answered `N`, and so is what did not move it.
    static Answer.ToSubmission toSubmission(Submission s, Signed signed) {
        var reply = signed.reply();
        if (signed.status() != 200) {
            return refused(reply.code());
        }
        var enough =
                Optional.ofNullable(reply.refundFee())
                        .flatMap(Yuan::fen)
                        .filter(fen -> fen >= s.amount().value());
        if (!s.channelTransactionId().equals(reply.tradeNo()) || enough.isEmpty()) {
            return UNREADABLE;
        }
        return switch (reply.fundChange()) {
            case "Y" ->
                    "Y".equals(reply.hasDepositBack())
                            ? new Answer.Accepted(reply.tradeNo())
                            : settled(s.channelTransactionId(), reply.gmtRefundPay(), signed.at());
            case "N" -> new Answer.Accepted(reply.tradeNo());
            case null, default -> UNREADABLE;
        };
    }

    /// `refund_status=REFUND_SUCCESS` proves it, once the bank has it too where it goes on to a card. Without a status Alipay has no refund of this
    /// number: it never got it, or refused it.
    static Answer toQuery(Question q, Signed signed) {
        var reply = signed.reply();
        if (signed.status() != 200) {
            return failed(q, reply.code());
        }
        if (reply.refundStatus() == null) {
            return hasNone(q);
        }
        var same =
                q.channelTransactionId().equals(reply.tradeNo())
                        && q.payoutNo().equals(reply.outRequestNo())
                        && Optional.ofNullable(reply.refundAmount())
                                .flatMap(Yuan::fen)
                                .filter(fen -> fen == q.amount().value())
                                .isPresent();
        if (!same || !reply.refundStatus().equals("REFUND_SUCCESS")) {
            return UNREADABLE;
        }
        var back = reply.depositBack();
        return back != null && "P".equals(back.status())
                ? new Answer.Accepted(reply.tradeNo())
                : settled(q.channelTransactionId(), reply.gmtRefundPay(), signed.at());
    }

    private static Answer hasNone(Question q) {
        return q.stuckFor() == null ? new Answer.NeverSeen() : new Answer.Abnormal(q.stuckFor());
    }

    private static Answer failed(Question q, @Nullable String code) {
        return switch (code) {
            case "ACQ.TRADE_NOT_EXIST" -> hasNone(q);
            case "ACQ.SYSTEM_ERROR" -> new Answer.Unknown(Why.CHANNEL_ERROR);
            case null, default -> UNREADABLE;
        };
    }

    private static Answer.ToSubmission refused(@Nullable String code) {
        return switch (code) {
            case "ACQ.SELLER_BALANCE_NOT_ENOUGH" ->
                    new Answer.Declined("INSUFFICIENT_BALANCE", true);
            case "app-call-limited", "method-call-limited" ->
                    new Answer.Declined("FREQUENCY_LIMITED", true);
            case "ACQ.TRADE_HAS_FINISHED" -> new Answer.Declined("TRADE_OVERDUE", false);
            // The number was sent before, with another amount.
            case "ACQ.DISCORDANT_REPEAT_REQUEST" -> new Answer.Declined("AMOUNT_MISMATCH", false);
            case "ACQ.CUSTOMER_VALIDATE_ERROR",
                    "ACQ.BUYER_NOT_EXIST",
                    "ACQ.BUYER_ERROR",
                    "ACQ.BUYER_ENABLE_STATUS_FORBID" ->
                    new Answer.Abnormal("ACCOUNT_CLOSED");
            case "ACQ.INVALID_PARAMETER",
                    "ACQ.TRADE_NOT_EXIST",
                    "ACQ.TRADE_STATUS_ERROR",
                    "ACQ.TRADE_NOT_ALLOW_REFUND",
                    "ACQ.REASON_TRADE_BEEN_FREEZEN",
                    "ACQ.REASON_TRADE_REFUND_FEE_ERR",
                    "ACQ.REASON_TRADE_STATUS_INVALID",
                    "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
                    "ACQ.REFUND_FEE_ERROR" ->
                    new Answer.Declined(code, false);
            case "ACQ.SYSTEM_ERROR" -> new Answer.Unknown(Why.CHANNEL_ERROR);
            case null, default -> UNREADABLE;
        };
    }

    /// @param paidAt in Shanghai's time; not every answer says it
    private static Answer.ToSubmission settled(
            String tradeNo, @Nullable String paidAt, Instant signedAt) {
        try {
            var at =
                    paidAt == null
                            ? signedAt
                            : LocalDateTime.parse(paidAt, TIME).atZone(SHANGHAI).toInstant();
            return Limits.isId(tradeNo) && Limits.holds(at)
                    ? new Answer.Settled(tradeNo, at)
                    : UNREADABLE;
        } catch (DateTimeException e) {
            return UNREADABLE;
        }
    }
}
