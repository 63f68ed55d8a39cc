package cn.juhui.refund.domain.statistics;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What cases of one row have in common.
public enum Grouping {
    /// The day of the application, in Beijing.
    DAY,
    MERCHANT,
    CATEGORY,
    REASON,
    CHANNEL;

    public static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    public String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Null where the case doesn't say.
    public @Nullable String of(CaseFigures one) {
        return switch (this) {
            case DAY -> {
                var at = one.requestedAt();
                yield at == null ? null : at.atZone(BEIJING).toLocalDate().toString();
            }
            case MERCHANT -> one.merchantId();
            case CATEGORY -> one.category();
            case REASON -> one.reason();
            case CHANNEL -> one.channel();
        };
    }
}
