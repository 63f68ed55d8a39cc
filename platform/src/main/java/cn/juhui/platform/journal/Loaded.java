package cn.juhui.platform.journal;

import cn.juhui.contracts.Event;
import cn.juhui.platform.kernel.Decision;
import java.util.function.Function;

/// An aggregate that was read by somebody who may go on to tell it something: who looks before they act reads it once.
///
/// @param <A> the aggregate, an immutable value
/// @param <E> its events
public interface Loaded<A, E extends Event> {

    /// As it was read.
    Stored<A> stored();

    /// As [Journal#handle], beginning with what was read: it is read again only when somebody else changed it meanwhile.
    ///
    /// @throws DocumentFullException when it would be larger than an aggregate may be; nothing is changed
    <R> Handled<A, R> handle(Cause cause, Function<Stored<A>, Decision<A, E, R>> decide);
}
