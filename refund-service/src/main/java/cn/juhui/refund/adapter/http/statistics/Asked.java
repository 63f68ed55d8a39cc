package cn.juhui.refund.adapter.http.statistics;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Narrowed;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.security.Callers;
import cn.juhui.refund.application.statistics.CaseHistories.Period;
import cn.juhui.refund.domain.statistics.Grouping;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question for figures as it was understood.
record Asked(Period period, List<Grouping> by) {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);

    /// In characters, of a text.
    private static final int LONGEST_TIME = 40;

    /// @throws ProblemException 403 for who has no figures, 400 when a parameter is not what it should be
    static Asked of(StatisticsQuery query, Caller caller, Instant now) {
        var merchantId = merchantId(query, caller);
        var end = Narrowed.text("to", query.to(), LONGEST_TIME);
        var begin = Narrowed.text("from", query.from(), LONGEST_TIME);
        var to = end == null ? endOfToday(now) : instant("to", end, 1);
        var from = begin == null ? to.minus(USUAL) : instant("from", begin, 0);
        if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid(InputError.range("to", from, from.plus(LONGEST)));
        }
        return new Asked(new Period(merchantId, from, to), groupings(query.groupBy()));
    }

    private static Instant endOfToday(Instant now) {
        var today = now.atZone(Grouping.BEIJING).toLocalDate();
        return today.plusDays(1).atStartOfDay(Grouping.BEIJING).toInstant();
    }

    private static @Nullable String merchantId(StatisticsQuery query, Caller caller) {
        if (caller.is(Role.OPERATOR)) {
            return Narrowed.text(
                    "merchantId",
                    query.merchantId(),
                    Callers.LONGEST_ID,
                    Callers::isId,
                    InputError.form("merchantId", "mer_guoka"));
        }
        if (caller.is(Role.MERCHANT) && caller.merchantId() != null) {
            return caller.merchantId();
        }
        throw ProblemException.forbidden();
    }

    /// @param days which of the two ends of a day is meant
    private static Instant instant(String name, String sent, int days) {
        try {
            return sent.length() == "2026-11-24".length()
                    ? LocalDate.parse(sent)
                            .plusDays(days)
                            .atStartOfDay(Grouping.BEIJING)
                            .toInstant()
                    : OffsetDateTime.parse(sent).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(InputError.instant(name, sent));
        }
    }

    private static List<Grouping> groupings(List<String> sent) {
        var names = sent.stream().flatMap(text -> Arrays.stream(text.split(",", -1))).toList();
        return names.isEmpty()
                ? List.of(Grouping.DAY)
                : names.stream().map(Asked::grouping).distinct().toList();
    }

    private static Grouping grouping(String name) {
        return Arrays.stream(Grouping.values())
                .filter(one -> one.publicName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                InputError.notOneOf(
                                        "groupBy",
                                        Arrays.stream(Grouping.values())
                                                .map(Grouping::publicName)
                                                .toList())));
    }
}
