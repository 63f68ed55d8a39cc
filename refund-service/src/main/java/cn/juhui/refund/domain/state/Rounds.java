package cn.juhui.refund.domain.state;

import java.time.Duration;

/// How often a case has gone round in the circles that it could go round in for ever, so that none of them makes it grow without end, and none of them ends in a case that
/// nobody can move: who may not resubmit may appeal, what may change hands no more may be decided by every agent, and an account can always be named, only not as soon.
///
/// @param resubmissions how often the customer resubmitted it after a rejection
/// @param takes how often one agent took it from the hands of another, or of nobody
/// @param returns how often a ruling that takes two agents was returned to who proposed it
/// @param accounts how often another account was named
/// @param missed how often a deadline passed that is set anew for as long as it takes
public record Rounds(int resubmissions, int takes, int returns, int accounts, int missed) {

    public static final int MOST_RESUBMISSIONS = 10;
    public static final int MOST_TAKES = 50;
    public static final int MOST_RETURNS = 10;

    /// So many accounts can be named one right after the other. From then on the next one waits until the time to name it is over: the money stays the customer's.
    public static final int ACCOUNTS_AT_ONCE = 10;

    /// So often a missed deadline is set anew as usual, from then on to a week.
    public static final int MISSED_AS_USUAL = 30;

    private static final Duration LATER = Duration.ofDays(7);

    public static final Rounds NONE = new Rounds(0, 0, 0, 0, 0);

    public boolean takenEnough() {
        return takes >= MOST_TAKES;
    }

    /// For how long a deadline is set anew that was missed just now.
    public Duration next(Duration usual) {
        return missed < MISSED_AS_USUAL || usual.compareTo(LATER) > 0 ? usual : LATER;
    }

    public Rounds resubmitted() {
        return new Rounds(resubmissions + 1, takes, returns, accounts, missed);
    }

    public Rounds taken() {
        return new Rounds(resubmissions, takes + 1, returns, accounts, missed);
    }

    public Rounds returned() {
        return new Rounds(resubmissions, takes, returns + 1, accounts, missed);
    }

    public Rounds accountNamed() {
        return new Rounds(resubmissions, takes, returns, accounts + 1, missed);
    }

    public Rounds deadlineMissed() {
        return new Rounds(resubmissions, takes, returns, accounts, missed + 1);
    }
}
