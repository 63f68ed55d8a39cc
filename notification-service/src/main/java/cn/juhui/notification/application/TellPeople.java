package cn.juhui.notification.application;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.evidence.ConversationHandedOver;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.notification.application.feed.FeedArrivals;
import cn.juhui.notification.application.feed.FeedEvents;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.NotificationContent;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.notification.domain.Recipient.Side;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.ReceivedEvent;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts an event's news into the inbox of everybody whom it concerns, once each, and the event into the feed of the merchant's systems.
public final class TellPeople {

    private final Notifications notifications;
    private final Arrivals arrivals;
    private final FeedArrivals feedArrivals;
    private final Clock clock;

    public TellPeople(
            Notifications notifications,
            Arrivals arrivals,
            FeedArrivals feedArrivals,
            Clock clock) {
        this.notifications = notifications;
        this.arrivals = arrivals;
        this.feedArrivals = feedArrivals;
        this.clock = clock;
    }

    public void tell(ReceivedEvent<? extends RefundEvent> heard) {
        var event = heard.event();
        var news = NotificationContent.of(event);
        store(
                heard,
                event.merchantId(),
                event.refundId().value(),
                null,
                event.orderNo(),
                news,
                side ->
                        switch (side) {
                            case CUSTOMER -> new Recipient(side, event.customerId().value());
                            case MERCHANT -> new Recipient(side, event.merchantId().value());
                            // No refund event is for one agent alone.
                            case AGENT, PLATFORM -> Recipient.platform();
                        });
    }

    public void tellOfMessage(ReceivedEvent<MessagePosted> heard) {
        var message = heard.event();
        var news = NotificationContent.of(message);
        var orderNo = Objects.requireNonNullElse(message.orderNo(), "");
        store(
                heard,
                message.merchantId(),
                message.refundId().value(),
                null,
                orderNo,
                news,
                side ->
                        switch (side) {
                            case CUSTOMER -> new Recipient(side, message.customerId().value());
                            case MERCHANT -> new Recipient(side, message.merchantId().value());
                            case AGENT ->
                                    new Recipient(side, Objects.requireNonNull(message.agentId()));
                            case PLATFORM -> Recipient.platform();
                        });
    }

    public void tellOfOrderMessage(ReceivedEvent<OrderMessagePosted> heard) {
        var message = heard.event();
        store(
                heard,
                message.merchantId(),
                null,
                message.orderId().value(),
                Objects.requireNonNullElse(message.orderNo(), ""),
                NotificationContent.of(message),
                side ->
                        switch (side) {
                            case CUSTOMER -> new Recipient(side, message.customerId().value());
                            case MERCHANT -> new Recipient(side, message.merchantId().value());
                            case AGENT ->
                                    new Recipient(side, Objects.requireNonNull(message.agentId()));
                            case PLATFORM -> Recipient.platform();
                        });
    }

    /// The colleague who has a conversation now hears of it.
    public void tellOfHandOver(ReceivedEvent<ConversationHandedOver> heard) {
        var handed = heard.event();
        store(
                heard,
                handed.merchantId(),
                null,
                handed.orderId().value(),
                Objects.requireNonNullElse(handed.orderNo(), ""),
                NotificationContent.of(handed),
                _ -> new Recipient(Side.AGENT, Objects.requireNonNull(handed.toAgentId())));
    }

    /// An event for the merchant's systems alone: people hear from the case what it means.
    public void tellSystems(ReceivedEvent<? extends Event> heard, MerchantId merchantId) {
        var fed = FeedEvents.of(heard, merchantId.value()).stream().toList();
        notifications.add(List.of(), fed);
        feedArrivals.arrived(merchantId.value());
    }

    private void store(
            ReceivedEvent<? extends Event> heard,
            MerchantId merchantId,
            @Nullable String refundId,
            @Nullable String orderId,
            String orderNo,
            NotificationContent news,
            Function<Recipient.Side, Recipient> recipients) {
        var fed = FeedEvents.of(heard, merchantId.value()).stream().toList();
        if (news.audience().isEmpty() && fed.isEmpty()) {
            return;
        }
        var forAll =
                news.audience().stream()
                        .map(recipients)
                        .map(recipient ->
                                new Notification(
                                        Ids.next("ntf"),
                                        heard.id(),
                                        heard.event().type(),
                                        refundId,
                                        orderId,
                                        recipient,
                                        news.arguments(orderNo),
                                        clock.instant(),
                                        false,
                                        0))
                        .toList();
        notifications.add(forAll, fed).forEach(arrivals::arrived);
        if (!fed.isEmpty()) {
            feedArrivals.arrived(merchantId.value());
        }
    }
}
