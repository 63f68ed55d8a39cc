package cn.juhui.notification.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.application.contact.Wording;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.platform.http.audit.NotesItself;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The caller's inbox: a customer's or an agent's own, or their merchant's.
@NotesItself
@RestController
class NotificationController {

    private static final int MOST_COUNTED = 1_000;

    private final Notifications notifications;
    private final Wording wording;

    NotificationController(Notifications notifications, Wording wording) {
        this.notifications = notifications;
        this.wording = wording;
    }

    @GetMapping("/v1/notifications")
    Page<NotificationView> list(
            @RequestParam(defaultValue = "false") boolean unread,
            PageRequest page,
            Caller caller,
            Locale locale) {
        var before = page.cursor() == null ? null : before(page.cursor());
        var found = notifications.list(inboxesOf(caller), unread, before, page.limit() + 1);
        var more = found.size() > page.limit();
        var rows = more ? found.subList(0, page.limit()) : found;
        return new Page<>(
                rows.stream().map(n -> NotificationView.of(n, wording, locale)).toList(),
                more ? Cursors.encode(rows.getLast().id()) : null);
    }

    private static String before(String cursor) {
        var id = Cursors.decode(cursor, 1).getFirst();
        if (!Ids.isA("ntf", id)) {
            throw Cursors.invalid();
        }
        return id;
    }

    /// @param unread of all the caller's inboxes; beyond 1,000 it is 1,000
    record Counts(long unread) {}

    /// @param upTo this one and older ones; null: all
    record ReadAll(@Nullable String upTo) {}

    @GetMapping("/v1/notifications/counts")
    Counts counts(Caller caller) {
        return new Counts(notifications.unread(inboxesOf(caller), MOST_COUNTED));
    }

    /// Doing it twice does no more than doing it once.
    @PostMapping("/v1/notifications/read")
    Counts readAll(@RequestBody ReadAll read, Caller caller) {
        if (read.upTo() != null && !Ids.isA("ntf", read.upTo())) {
            throw ProblemException.invalid(
                    InputError.form("/upTo", "ntf_019ac0a3c4d57e8f9a0b1c2d3e4f5a6b"));
        }
        var inboxes = inboxesOf(caller);
        notifications.readAll(inboxes, read.upTo());
        return new Counts(notifications.unread(inboxes, MOST_COUNTED));
    }

    @PostMapping("/v1/notifications/{id}/read")
    NotificationView read(@PathVariable String id, Caller caller, Locale locale) {
        return notifications
                .read(inboxesOf(caller), id)
                .map(n -> NotificationView.of(n, wording, locale))
                .orElseThrow(ProblemException::notFound);
    }

    /// @throws ProblemException 403 for who is none of these
    static List<Recipient> inboxesOf(Caller caller) {
        var inboxes = new ArrayList<Recipient>();
        if (caller.is(Role.CUSTOMER)) {
            inboxes.add(new Recipient(Recipient.Side.CUSTOMER, caller.subject()));
        }
        if (caller.is(Role.MERCHANT) && caller.merchantId() != null) {
            inboxes.add(new Recipient(Recipient.Side.MERCHANT, caller.merchantId()));
        }
        if (caller.is(Role.AGENT)) {
            inboxes.add(new Recipient(Recipient.Side.AGENT, caller.subject()));
        }
        if (caller.is(Role.AGENT) || caller.is(Role.OPERATOR)) {
            inboxes.add(Recipient.platform());
        }
        if (inboxes.isEmpty()) {
            throw ProblemException.forbidden();
        }
        return inboxes;
    }
}
