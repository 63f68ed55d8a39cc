package cn.juhui.refund.domain.statistics;

import cn.juhui.refund.domain.statistics.Figures.Percentiles;
import cn.juhui.refund.domain.statistics.Figures.Refunded;
import org.jspecify.annotations.Nullable;

/// Adds cases up.
public final class Tally {

    private final Durations answers = new Durations();
    private final Durations money = new Durations();
    private long applications;
    private long declined;
    private long withdrawn;
    private long express;
    private long expressPossible;
    private long approved;
    private long rejected;
    private long ruled;
    private long refunded;
    private long amount;
    private long urges;
    private long appeals;
    private long appealsWon;
    private long appealsLost;
    private long evidenceTurnedAway;
    private long due;
    private long inTime;

    public void add(CaseFigures one) {
        applications++;
        declined += one(one.declined());
        withdrawn += one(one.withdrawn);
        express += one(one.express);
        expressPossible += one(one.expressPossible());
        approved += one(one.approved);
        rejected += one(one.rejected);
        ruled += one(one.ruled);
        var paid = one.refunded();
        refunded += one(paid != null);
        amount += paid == null ? 0 : paid;
        urges += one.urges;
        appeals += one.appeals;
        appealsWon += one(one.appealWon());
        appealsLost += one(one.appealLost());
        evidenceTurnedAway += one.evidenceTurnedAway;
        due += one(one.answerDue());
        inTime += one(one.answeredInTime());
        answers.add(one.answerSeconds());
        money.add(one.moneySeconds());
    }

    private static int one(boolean is) {
        return is ? 1 : 0;
    }

    public Figures figures() {
        return new Figures(
                applications,
                declined,
                withdrawn,
                express,
                expressPossible,
                approved,
                rejected,
                ruled,
                new Refunded(refunded, amount),
                new Percentiles(answers.percentile(50), answers.percentile(90)),
                new Percentiles(money.percentile(50), money.percentile(90)),
                urges,
                appeals,
                appealsWon,
                appealsLost,
                evidenceTurnedAway,
                share(inTime, due),
                share(express, applications),
                share(express, expressPossible));
    }

    /// To four digits.
    private static @Nullable Double share(long some, long all) {
        return all == 0 ? null : Math.round(some * 10_000.0 / all) / 10_000.0;
    }
}
