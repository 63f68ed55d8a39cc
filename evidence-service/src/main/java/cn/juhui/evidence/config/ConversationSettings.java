package cn.juhui.evidence.config;

import cn.juhui.evidence.domain.conversation.ConversationLimits;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// `juhui.evidence.conversation.*`.
///
/// @param perWriter messages that one person may write into a case, or about an order, within the window
/// @param window how far back they are counted
/// @param perCase messages that a case can have, and an order
/// @param afterEnd how long people may go on writing after the case became final
@Validated
@ConfigurationProperties("juhui.evidence.conversation")
public record ConversationSettings(
        @DefaultValue("10") @Min(1) int perWriter,
        @DefaultValue("1m") Duration window,
        @DefaultValue("300") @Min(1) int perCase,
        @DefaultValue("30d") Duration afterEnd) {

    ConversationLimits limits() {
        return new ConversationLimits(perWriter, window, perCase, afterEnd);
    }
}
