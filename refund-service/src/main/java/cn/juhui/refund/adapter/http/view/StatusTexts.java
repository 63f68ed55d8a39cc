package cn.juhui.refund.adapter.http.view;

import cn.juhui.platform.http.text.Texts;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Review;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// A case's status in words that say why it ended, where it ended without money.
public final class StatusTexts {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private StatusTexts() {}

    public static String of(Refund refund, Texts texts) {
        var plain = texts.get("status." + refund.status());
        return switch (refund.status()) {
            case CLOSED ->
                    refund.review() instanceof Review.Closed(var cause)
                            ? texts.getOr("status.CLOSED." + cause, plain)
                            : plain;
            // A case with a hold was approved before the last look refused to pay it.
            case DECLINED -> refund.hold() == null ? plain : texts.get("status.DECLINED.approved");
            case REJECTED ->
                    refund.review() instanceof Review.EvidenceMissed s
                            ? texts.get("status.REJECTED.evidence", TIME.format(s.appealDeadline()))
                            : plain;
            case REQUESTED,
                    MERCHANT_REVIEW,
                    AWAITING_EVIDENCE,
                    OFFERED,
                    PLATFORM_REVIEW,
                    PAYING,
                    PAYOUT_ABNORMAL,
                    COMPLETED,
                    WITHDRAWN ->
                    plain;
        };
    }
}
