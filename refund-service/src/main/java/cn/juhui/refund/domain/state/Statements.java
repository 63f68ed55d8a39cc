package cn.juhui.refund.domain.state;

import java.text.Normalizer;
import java.util.Locale;

/// Whether two statements say the same, however they are written.
public final class Statements {

    private Statements() {}

    /// Width, case, blanks and punctuation make no new statement.
    static boolean areLike(String one, String other) {
        return normalised(one).equals(normalised(other));
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{P}\\p{S}\\p{Z}\\p{C}]", "");
    }
}
