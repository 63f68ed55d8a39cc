package cn.juhui.notification.adapter.http.webhook;

import cn.juhui.notification.application.webhook.Receivers;
import cn.juhui.notification.domain.feed.ToldToSystems;
import cn.juhui.notification.domain.webhook.TargetUrl;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What of an endpoint's settings can't be right.
@Component
final class EndpointInput {

    private final TargetUrl targets;
    private final Receivers receivers;

    EndpointInput(TargetUrl targets, Receivers receivers) {
        this.targets = targets;
        this.receivers = receivers;
    }

    /// @param url null where it isn't sent
    /// @param eventTypes as sent: what isn't a type, a null too, is named by its place
    /// @throws ProblemException 400 with every place
    Set<String> checked(@Nullable String url, List<String> eventTypes) {
        var errors = new ArrayList<InputError>();
        if (url != null) {
            var fault = faultOf(url);
            if (fault != null) {
                errors.add(InputError.of("/url", "URL_NOT_ALLOWED").as(fault));
            }
        }
        for (int i = 0; i < eventTypes.size(); i++) {
            var type = eventTypes.get(i);
            if (type == null || !ToldToSystems.types().contains(type)) {
                errors.add(InputError.notOneOf("/eventTypes/" + i, ToldToSystems.types()));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors.toArray(InputError[]::new));
        }
        return new TreeSet<>(eventTypes);
    }

    private @Nullable String faultOf(String url) {
        var fault = targets.faultOf(url);
        return fault == null ? receivers.faultOf(url) : fault.name();
    }
}
