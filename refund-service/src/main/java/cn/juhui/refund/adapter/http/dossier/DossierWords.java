package cn.juhui.refund.adapter.http.dossier;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.platform.http.text.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// How a dossier's page says things, in the reader's language. What stands alone begins with a capital letter where the language has them.
final class DossierWords {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final Texts texts;

    DossierWords(Texts texts) {
        this.texts = texts;
    }

    /// A text of the page itself.
    String say(String name, Object... arguments) {
        return texts.get("dossier." + name, arguments);
    }

    /// `<kind>.<name>` of the bundles where it stands alone.
    String word(String kind, String name) {
        return beginning(texts.getOr(kind + "." + name, name));
    }

    /// Who it was: their side, and their name where it tells anything and the reader is told it.
    String who(Actor actor) {
        var side = word("side", actor.role().name());
        var nameless = actor.role() == Role.SYSTEM || actor.id().equals(Actor.PLATFORM);
        return nameless ? side : side + " " + actor.id();
    }

    String time(Instant at) {
        return TIME.format(at);
    }

    static String percent(BigDecimal ratio) {
        return ratio.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    static String beginning(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
