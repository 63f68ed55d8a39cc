package cn.juhui.refund.application;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.messaging.Sources;
import cn.juhui.refund.domain.Refund;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A case has waited for its order or its payout longer than that takes as a rule: something may have got lost on the way. Everybody who has a part in it tells
/// again what they told, the case first; who missed nothing hears nothing new.
public record RequestMissedEvents(Journal<Refund, RefundEvent> refunds, Sources sources) {

    private static final Logger LOG = LoggerFactory.getLogger(RequestMissedEvents.class);

    /// @throws RuntimeException when somebody can't be asked: it is tried again
    public void seek(String refundId) {
        var refund = refunds.find(refundId).orElseThrow().aggregate();
        LOG.info("{} waits in {} for news", refundId, refund.status());
        tellAgain(Topics.REFUNDS, refundId);
        tellAgain(Topics.ORDERS, refund.application().orderId());
        if (refund.approved() != null) {
            tellAgain(Topics.PAYOUTS, refund.payoutId());
        }
    }

    private void tellAgain(String topic, String subject) {
        var told = sources.tellAgain(topic, subject, 0);
        if (told.sequence() == 0) {
            LOG.info("Nobody has told anything of {} yet", subject);
        }
    }
}
