package cn.juhui.platform.http.idempotency;

import java.util.UUID;

/// What a key means for the request in hand.
sealed interface Claim {

    /// Do it, under this name.
    ///
    /// @param repeated whether somebody began it before, and perhaps did it: they died in the middle, or broke
    record Mine(String key, UUID operation, String lease, boolean repeated) implements Claim {}

    /// It is being done right now.
    record InUse() implements Claim {}

    /// The key stands for another request.
    record OtherRequest() implements Claim {}

    /// It was done: this was the answer.
    record Done(StoredAnswer answer) implements Claim {}
}
