package cn.juhui.notification.application.feed;

/// Hears of every merchant for whom this instance has stored events, right after it did.
@FunctionalInterface
public interface FeedArrivals {

    void arrived(String merchantId);
}
