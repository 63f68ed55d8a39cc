package cn.juhui.standalone.channel;

/// What goes wrong with refunds sent to a simulated channel. Queries by number always work.
public enum Fault {
    /// The original account can't take the money; a refund to another, named account can be paid.
    ACCOUNT_CLOSED,
    /// The platform's own balance at the channel is too low; nothing is paid.
    INSUFFICIENT_BALANCE,
    /// Pays, then never answers.
    TIMEOUT_AFTER_PAYING,
    /// Never answers and pays nothing.
    TIMEOUT_BEFORE_PAYING,
    /// Answers 500 and pays nothing.
    SERVER_ERROR,
    /// Accepts, and pays a little later.
    SLOW,
    NONE
}
