package cn.juhui.order.domain.purchase;

import cn.juhui.platform.kernel.Writing;

/// Keeps secrets out of the house: of a card code or an account at most the last four characters stay.
public final class Masks {

    private static final int SHOWN = 4;
    private static final String HIDDEN = "****";

    private Masks() {}

    /// `****` and the last four characters; nothing of a text that short. Masking a masked text changes nothing.
    public static String lastFour(String secret) {
        var text = secret.strip();
        return Writing.length(text) <= SHOWN
                ? HIDDEN
                : ending(text.substring(text.offsetByCodePoints(text.length(), -SHOWN)));
    }

    /// What is left of every longer secret with these last four characters.
    static String ending(String shown) {
        return HIDDEN + shown;
    }
}
