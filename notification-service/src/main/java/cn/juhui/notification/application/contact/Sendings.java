package cn.juhui.notification.application.contact;

import cn.juhui.notification.domain.contact.Channel;
import cn.juhui.notification.domain.contact.Sending;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to be sent, kept in the notifications themselves: what is stored for an inbox is to be sent from then on, whatever dies.
public interface Sendings {

    /// Takes the one that is due the longest. Whoever takes it says how it went; a process that dies meanwhile gives it up after some minutes.
    Optional<Sending> take(Instant now);

    /// The way is done with.
    ///
    /// @param outcome `SENT` or `GIVEN_UP`
    void ended(String notificationId, Channel channel, String outcome);

    /// It did not work this time.
    void failed(String notificationId, Channel channel);

    /// @param next when to look at it again; null: it is done with
    void rests(String notificationId, @Nullable Instant next);
}
