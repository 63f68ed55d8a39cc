package cn.juhui.platform.http.text;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/// Words for sentences of the bundles: given as arguments, they are put in the language of the sentence. No sentence shows a code.
public final class Words {

    private Words() {}

    /// `<kind>.<name>` in the bundles, such as `kind.INVALID_CARD`.
    public static MessageSourceResolvable of(String kind, String name) {
        return phrase(kind + "." + name);
    }

    /// A phrase with words of its own in it.
    public static MessageSourceResolvable phrase(String key, Object... arguments) {
        return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
    }

    /// One after the other, with the language's comma between them.
    ///
    /// @throws java.util.NoSuchElementException when there are none
    public static MessageSourceResolvable list(List<MessageSourceResolvable> words) {
        return words.stream().reduce((a, b) -> phrase("words.list", a, b)).orElseThrow();
    }

    /// Any of them.
    ///
    /// @throws java.util.NoSuchElementException when there are none
    public static MessageSourceResolvable anyOf(List<MessageSourceResolvable> words) {
        return words.stream().reduce((a, b) -> phrase("words.or", a, b)).orElseThrow();
    }

    /// The status of a case or of a payout; the code where the service has no word for it.
    public static MessageSourceResolvable status(String code) {
        return new DefaultMessageSourceResolvable(
                new String[] {"status." + code, "payout.state." + code}, new Object[0], code);
    }
}
