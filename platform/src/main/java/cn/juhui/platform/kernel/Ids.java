package cn.juhui.platform.kernel;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import java.util.regex.Pattern;

/// Opaque, time-ordered ids with a type prefix: `rfd_` and the 32 hexadecimal digits of a UUID version 7 (RFC 9562).
public final class Ids {

    private static final Pattern FORM = Pattern.compile("[a-z]{3}_[0-9a-f]{32}");

    private static final int PREFIX = 3;

    private Ids() {}

    /// @param prefix three lower-case letters, such as `rfd`
    public static String next(String prefix) {
        return of(prefix, UuidCreator.getTimeOrderedEpochPlus1());
    }

    public static String of(String prefix, UUID uuid) {
        return prefix + "_" + uuid.toString().replace("-", "");
    }

    /// The id of another type with the same digits: what is made because of one thing, and once, is named after it. Of a text too short
    /// to be an id it is one that nothing has.
    public static String sibling(String prefix, String id) {
        return id.length() > PREFIX ? prefix + id.substring(PREFIX) : prefix + "_";
    }

    /// Whether the text has the form of an id of this type. Anything else can't exist.
    public static boolean isA(String prefix, String text) {
        return text.length() == 36 && text.startsWith(prefix) && FORM.matcher(text).matches();
    }
}
