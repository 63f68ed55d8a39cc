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
    /// Answers 429 and pays nothing.
    TOO_MANY_REQUESTS,
    /// Pays, then closes the connection without an answer.
    RESET,
    /// Pays, and half of its answer arrives.
    TRUNCATED_ANSWER,
    /// Pays; its answer's signature is wrong. Where answers aren't signed, it is about another number.
    BAD_SIGNATURE,
    /// Pays; its answer was signed long ago. Where answers aren't signed, it is about another number.
    STALE_ANSWER,
    /// Pays; its answer says less. Where answers don't say an amount, it is about another number.
    WRONG_AMOUNT,
    /// Accepts, and pays a little later.
    SLOW,
    NONE;

    /// Whether nothing is paid, and nothing looked at.
    boolean isBeforePaying() {
        return switch (this) {
            case TIMEOUT_BEFORE_PAYING, SERVER_ERROR, TOO_MANY_REQUESTS -> true;
            case ACCOUNT_CLOSED,
                    INSUFFICIENT_BALANCE,
                    TIMEOUT_AFTER_PAYING,
                    RESET,
                    TRUNCATED_ANSWER,
                    BAD_SIGNATURE,
                    STALE_ANSWER,
                    WRONG_AMOUNT,
                    SLOW,
                    NONE ->
                    false;
        };
    }
}
