package cn.juhui.notification.config;

import cn.juhui.notification.adapter.topic.KafkaMerchantTopics;
import cn.juhui.notification.application.feed.FeedArrivals;
import cn.juhui.notification.application.topic.FillTopics;
import org.jspecify.annotations.Nullable;

/// Fills merchants' own topics, where there are any.
///
/// @param fill null where no merchant has a topic
record MerchantFeeds(@Nullable FillTopics fill, @Nullable KafkaMerchantTopics topics)
        implements FeedArrivals, AutoCloseable {

    @Override
    public void arrived(String merchantId) {
        if (fill != null) {
            fill.arrived(merchantId);
        }
    }

    @Override
    public void close() {
        if (fill != null) {
            fill.close();
        }
        if (topics != null) {
            topics.close();
        }
    }
}
