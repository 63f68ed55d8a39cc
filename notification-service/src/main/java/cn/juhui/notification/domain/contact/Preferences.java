package cn.juhui.notification.domain.contact;

import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.ExpressApproved;
import cn.juhui.contracts.refund.MerchantOverdue;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.refund.OfferMade;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.wire.EventTypes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How one recipient wants to hear of what. An address that is given is used: for mails about everything, for text messages about what is urgent, unless
/// they say otherwise for a kind. A reminder of a customer who urges goes every way there is.
///
/// @param language `zh` or `en`
/// @param email where mails go; null for none
/// @param phone where text messages go; null for none
/// @param kinds event type → the ways it goes, where that is not what is usual
/// @param quietHours for text messages; null for none
public record Preferences(
        String language,
        @Nullable String email,
        @Nullable String phone,
        Map<String, Set<Channel>> kinds,
        @Nullable QuietHours quietHours) {

    /// Of who never said anything.
    public static final Preferences NONE = new Preferences("zh", null, null, Map.of(), null);

    /// Goes every way there is, whatever was chosen.
    private static final String URGE = EventTypes.nameOf(MerchantUrged.class);

    /// What text messages are for, unless said otherwise.
    private static final Set<String> URGENT =
            Stream.of(
                            MerchantUrged.class,
                            MerchantOverdue.class,
                            MerchantReviewStarted.class,
                            DeadlineChanged.class,
                            OfferMade.class,
                            RefundRuled.class,
                            ExpressApproved.class,
                            PayoutRecorded.class,
                            RefundCompleted.class)
                    .map(EventTypes::nameOf)
                    .collect(Collectors.toUnmodifiableSet());

    public Preferences {
        kinds = Map.copyOf(kinds);
    }

    /// The ways that a piece of news goes.
    public Set<Channel> waysOf(String type) {
        var ways = EnumSet.noneOf(Channel.class);
        ways.addAll(
                type.equals(URGE)
                        ? List.of(Channel.values())
                        : kinds.getOrDefault(type, usual(type)));
        if (email == null) {
            ways.remove(Channel.EMAIL);
        }
        if (phone == null) {
            ways.remove(Channel.SMS);
        }
        return ways;
    }

    private static Set<Channel> usual(String type) {
        return URGENT.contains(type) ? EnumSet.allOf(Channel.class) : EnumSet.of(Channel.EMAIL);
    }

    /// Where it goes that way; null for nowhere.
    public @Nullable String address(Channel channel) {
        return switch (channel) {
            case EMAIL -> email;
            case SMS -> phone;
        };
    }
}
