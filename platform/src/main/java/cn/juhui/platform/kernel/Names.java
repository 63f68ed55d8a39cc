package cn.juhui.platform.kernel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names of people and firms: one folding for who paid and for who is to be paid. The dot between the parts of a name (`买买提·吐尔逊`) is typed
/// in a dozen ways; each of them is the same dot.
public final class Names {

    /// As a page of ours shows it.
    private static final String DOT = "·";

    private static final Pattern DOTS = Pattern.compile("[·•‧・･．∙⋅・᛫․\u0387\u2e31]");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{P}·•・‧∙⋅]+");

    private Names() {}

    /// The name as it is kept and shown: one kind of dot, one blank where there are several, nothing unseen.
    public static String shown(String told) {
        var dotted = DOTS.matcher(Writing.withoutUnseen(told)).replaceAll(DOT);
        return Writing.withSingleBlanks(dotted);
    }

    /// The form in which two of them are compared: without width, case, blanks and whatever stands between its parts. Never shown.
    public static String compared(String told) {
        var plain = Normalizer.normalize(Writing.withoutUnseen(told), Normalizer.Form.NFKC);
        return BETWEEN.matcher(plain).replaceAll("").toUpperCase(Locale.ROOT);
    }
}
