package cn.juhui.notification.application.topic;

import cn.juhui.notification.domain.feed.FeedEvent;
import java.util.List;

/// The topics themselves.
@FunctionalInterface
public interface MerchantTopics {

    /// Puts a merchant's events onto its topic, those of one subject in their order: none before the one in front of it is there.
    ///
    /// @throws RuntimeException when not all are; some may be
    void put(String merchantId, List<FeedEvent> events);
}
