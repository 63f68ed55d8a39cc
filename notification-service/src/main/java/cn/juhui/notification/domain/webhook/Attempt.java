package cn.juhui.notification.domain.webhook;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One try to deliver.
///
/// @param at by real time
/// @param millis how long it took
/// @param status what was answered; null when nothing was
/// @param error why nothing was answered, or nothing that counts; null for success and for a plain status
/// @param body the beginning of the answer, without secrets; null where there was none
public record Attempt(
        Instant at,
        long millis,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String body) {

    /// Characters of an answer that are kept.
    public static final int MOST_BODY = 1_000;

    private static final Pattern SIGNATURE = Pattern.compile("v1a?,[A-Za-z0-9+/=]{16,}");
    private static final Pattern KEY = Pattern.compile("whs(?:ec|k)_[A-Za-z0-9+/=]{8,}");
    private static final Pattern TOKEN =
            Pattern.compile("(?i)(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

    /// Whether it was delivered: 2xx, nothing else.
    public boolean isDelivered() {
        return status != null && status >= 200 && status < 300 && error == null;
    }

    /// The receiver says that it is gone for good.
    public boolean saysGone() {
        return status != null && status == 410;
    }

    /// What of an answer may be kept: its beginning, without what looks like a secret. A receiver that echoes its request would tell everybody who reads the list.
    public static String keepable(String body, List<Secret> secrets) {
        var masked = body;
        for (var secret : secrets) {
            masked = masked.replace(secret.shared(), "***");
        }
        masked = SIGNATURE.matcher(masked).replaceAll("***");
        masked = KEY.matcher(masked).replaceAll("***");
        masked = TOKEN.matcher(masked).replaceAll("$1 ***");
        return masked.codePointCount(0, masked.length()) <= MOST_BODY
                ? masked
                : masked.substring(0, masked.offsetByCodePoints(0, MOST_BODY)) + "…";
    }
}
