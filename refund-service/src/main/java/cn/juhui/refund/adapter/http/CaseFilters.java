package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Narrowed;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.security.Callers;
import cn.juhui.refund.application.RefundQueries.Assigned;
import cn.juhui.refund.application.RefundQueries.Filter;
import cn.juhui.refund.application.RefundQueries.Sight;
import cn.juhui.refund.domain.state.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The filters that lists, counts and exports of cases have in common, and whose cases a caller may see at all.
public final class CaseFilters {

    private static final int LONGEST_ORDER_NO = 200;

    private CaseFilters() {}

    /// @throws ProblemException 403 for who has no cases
    public static Sight sight(Caller caller) {
        if (caller.is(Role.AGENT) || caller.is(Role.OPERATOR)) {
            return new Sight(null, null);
        }
        var customerId = caller.is(Role.CUSTOMER) ? caller.subject() : null;
        var merchantId = caller.is(Role.MERCHANT) ? caller.merchantId() : null;
        if (customerId == null && merchantId == null) {
            throw ProblemException.forbidden();
        }
        return new Sight(customerId, merchantId);
    }

    /// @throws ProblemException 400 when a parameter is not what it should be
    public static Filter filter(CaseQuery query, Caller caller) {
        return new Filter(
                statuses(query.status()),
                Narrowed.text("orderNo", text(query.orderNo()), LONGEST_ORDER_NO),
                id("customerId", query.customerId()),
                id("merchantId", query.merchantId()),
                flag("overdue", query.overdue()),
                Narrowed.time("requestedFrom", text(query.requestedFrom())),
                Narrowed.time("requestedTo", text(query.requestedTo())),
                assigned(text(query.assigned()), caller),
                flag("awaitingConfirmation", query.awaitingConfirmation()),
                flag("paidTwice", query.paidTwice()),
                flag("unanswered", query.unanswered()));
    }

    private static Set<Status> statuses(List<String> texts) {
        var most = Status.values().length;
        if (texts.stream().mapToInt(text -> names(text).length).sum() > most) {
            throw ProblemException.invalid(InputError.size("status", false, 1, most));
        }
        var statuses = EnumSet.noneOf(Status.class);
        for (var text : texts) {
            for (var name : names(text)) {
                statuses.add(status(name.strip()));
            }
        }
        return statuses;
    }

    private static String[] names(String text) {
        return text.isEmpty() ? new String[0] : text.split(",", -1);
    }

    private static Status status(String name) {
        try {
            return Status.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw notOneOf("status", List.of(Status.values()));
        }
    }

    private static @Nullable String text(@Nullable String sent) {
        return sent == null || sent.isEmpty() ? null : sent;
    }

    /// Not even an empty one finds everybody's.
    private static @Nullable String id(String name, @Nullable String sent) {
        var example = name.equals("merchantId") ? "mer_guoka" : "cus_alice";
        return Narrowed.text(
                name, sent, Callers.LONGEST_ID, Callers::isId, InputError.form(name, example));
    }

    private static @Nullable Boolean flag(String name, @Nullable String sent) {
        return switch (text(sent)) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw notOneOf(name, List.of(true, false));
        };
    }

    /// The agents' queue: `me` or `none`.
    private static @Nullable Assigned assigned(@Nullable String text, Caller caller) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "me" -> new Assigned(caller.subject());
            case "none" -> new Assigned(null);
            default -> throw notOneOf("assigned", List.of("me", "none"));
        };
    }

    private static ProblemException notOneOf(String name, List<?> all) {
        return ProblemException.invalid(InputError.notOneOf(name, all));
    }
}
