package cn.juhui.notification.adapter.http.contact;

import cn.juhui.contracts.Role;
import cn.juhui.notification.application.contact.Contacts;
import cn.juhui.notification.domain.NotificationContent;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.notification.domain.Recipient.Side;
import cn.juhui.notification.domain.contact.Channel;
import cn.juhui.notification.domain.contact.Preferences;
import cn.juhui.notification.domain.contact.QuietHours;
import cn.juhui.platform.http.audit.NotesItself;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/notifications/preferences`: how the caller, or their merchant, wants to hear of their news beside the inbox.
@NotesItself
@RestController
@RequestMapping("/v1/notifications/preferences")
final class PreferencesController {

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    private final Contacts contacts;

    PreferencesController(Contacts contacts) {
        this.contacts = contacts;
    }

    /// @param kinds for which news it is otherwise than usual
    /// @param quietHours null for none
    record PreferencesView(
            @NotNull @Pattern(regexp = "zh|en", message = "zh") String language,
            @Size(max = 254)
                    @Pattern(
                            regexp =
                                    "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,187}[A-Za-z0-9])?",
                            message = "alice@example.com")
                    @Nullable String email,
            @Pattern(regexp = "\\+[1-9][0-9]{6,14}", message = "+8613800138000")
                    @Nullable String phone,
            @Size(max = 100) @Nullable Map<String, List<Channel>> kinds,
            @Valid @Nullable Quiet quietHours) {

        static PreferencesView of(Preferences p) {
            var kinds = new TreeMap<String, List<Channel>>();
            p.kinds().forEach((kind, ways) -> kinds.put(kind, ways.stream().sorted().toList()));
            var quiet = p.quietHours();
            return new PreferencesView(
                    p.language(),
                    p.email(),
                    p.phone(),
                    kinds,
                    quiet == null
                            ? null
                            : new Quiet(quiet.from().toString(), quiet.to().toString()));
        }

        Preferences preferences() {
            var chosen = new LinkedHashMap<String, Set<Channel>>();
            if (kinds != null) {
                kinds.forEach((kind, ways) -> {
                    if (!NotificationContent.TYPES.contains(kind)) {
                        throw ProblemException.invalid(
                                InputError.of("/kinds/" + kind, "UNKNOWN_MEMBER"));
                    }
                    if (ways == null || ways.contains(null)) {
                        throw ProblemException.invalid(InputError.of("/kinds/" + kind, "REQUIRED"));
                    }
                    var set = EnumSet.noneOf(Channel.class);
                    set.addAll(ways);
                    chosen.put(kind, set);
                });
            }
            return new Preferences(
                    language,
                    email,
                    phone,
                    chosen,
                    quietHours == null
                            ? null
                            : new QuietHours(
                                    LocalTime.parse(quietHours.from()),
                                    LocalTime.parse(quietHours.to())));
        }
    }

    /// Beijing time.
    record Quiet(
            @NotNull @Pattern(regexp = TIME, message = "22:00") String from,
            @NotNull @Pattern(regexp = TIME, message = "08:00") String to) {}

    @GetMapping
    PreferencesView read(Caller caller) {
        return PreferencesView.of(contacts.of(ownOf(caller)));
    }

    /// What is sent is what counts from now on, also for what still waits to be sent.
    @PutMapping
    PreferencesView put(@Valid @RequestBody PreferencesView view, Caller caller) {
        var preferences = view.preferences();
        contacts.put(ownOf(caller), preferences);
        return PreferencesView.of(preferences);
    }

    /// @throws ProblemException 403 for who has no inbox of their own
    private static Recipient ownOf(Caller caller) {
        if (caller.is(Role.CUSTOMER)) {
            return new Recipient(Side.CUSTOMER, caller.subject());
        }
        if (caller.is(Role.MERCHANT) && caller.merchantId() != null) {
            return new Recipient(Side.MERCHANT, caller.merchantId());
        }
        if (caller.is(Role.AGENT)) {
            return new Recipient(Side.AGENT, caller.subject());
        }
        throw ProblemException.forbidden();
    }
}
