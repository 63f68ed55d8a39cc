package cn.juhui.evidence.domain.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What has been said in a conversation, as far as the next message depends on it.
///
/// @param count how many messages there are
/// @param recent the last [ConversationLimits#REMEMBERED] of them, oldest first
public record Said(int count, List<Post> recent) {

    /// That somebody wrote something.
    ///
    /// @param writer the person, not the side
    public record Post(String messageId, String writer, Instant at) {}

    static final Said NOTHING = new Said(0, List.of());

    public Said {
        recent = List.copyOf(recent);
    }

    boolean has(String messageId) {
        return recent.stream().anyMatch(post -> post.messageId().equals(messageId));
    }

    /// Why this person can't say any more; empty when they can.
    Optional<PostRefusal> refusalFor(String writer, ConversationLimits limits, Instant now) {
        if (count >= limits.perCase()) {
            return Optional.of(new PostRefusal.Full(limits.perCase()));
        }
        var counted =
                recent.stream()
                        .filter(post -> post.writer().equals(writer))
                        .filter(post -> post.at().isAfter(now.minus(limits.window())))
                        .toList();
        if (counted.size() < limits.perWriter()) {
            return Optional.empty();
        }
        var first = counted.get(counted.size() - limits.perWriter());
        var wait = Duration.between(now, first.at().plus(limits.window()));
        return Optional.of(new PostRefusal.TooFast(limits.perWriter(), limits.window(), wait));
    }

    Said with(String messageId, String writer, Instant now) {
        var post = new Post(messageId, writer, now);
        var forgotten = Math.max(0, recent.size() + 1 - ConversationLimits.REMEMBERED);
        return new Said(
                count + 1,
                Stream.concat(recent.stream().skip(forgotten), Stream.of(post)).toList());
    }
}
