package cn.juhui.refund.domain.machine;

import java.time.Duration;

/// How long the platform gives itself, its customers and the channels. What merchants and customers have for a review stands in the order's terms.
public final class Times {

    /// How long the platform gives itself for a ruling.
    public static final Duration RULING_TIME = Duration.ofDays(2);

    /// How long a customer is given to name an account before they are reminded, again and again: the money stays theirs.
    public static final Duration NAMING_TIME = Duration.ofDays(3);

    /// When the money should have arrived: the fast channels take two hours at most. A channel that names a later time has it.
    static final Duration PAYING_TIME = Duration.ofHours(3);

    /// When the money of an express refund should have arrived, counted from the approval (R9). A channel that names a later time doesn't move it.
    static final Duration EXPRESS_TIME = Duration.ofMinutes(30);

    /// How often a case is pointed out whose money didn't arrive in time.
    static final Duration LOOK_AGAIN = Duration.ofDays(1);

    private Times() {}
}
