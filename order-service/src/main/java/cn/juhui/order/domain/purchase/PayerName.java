package cn.juhui.order.domain.purchase;

import cn.juhui.platform.kernel.Names;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// A person's or firm's name in the form in which two of them are compared: without width, case, blanks and the dots between its parts ([Names]), so
/// that `张 三` is `张三` and `Li·Ming` is `LI MING`. Never printed.
///
/// @param compared not the name as it was told
public record PayerName(String compared) {

    private static final Pattern MASKED = Pattern.compile("[*●○]|\\?{2,}");

    /// @return empty for what can't be compared: nothing, or a name that its channel has masked (`*三`)
    public static Optional<PayerName> of(String told) {
        var name = Normalizer.normalize(told, Normalizer.Form.NFKC);
        if (MASKED.matcher(name).find()) {
            return Optional.empty();
        }
        var compared = Names.compared(name);
        return compared.isEmpty() ? Optional.empty() : Optional.of(new PayerName(compared));
    }

    @Override
    public String toString() {
        return "PayerName[…]";
    }
}
