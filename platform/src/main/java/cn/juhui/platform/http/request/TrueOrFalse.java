package cn.juhui.platform.http.request;

import java.beans.PropertyEditorSupport;
import org.springframework.beans.PropertyEditorRegistry;

/// `true` or `false`, as the API document says; `1`, `on` and `yes` are a mistake. An editor, because the binder has one of its own that
/// is asked where a converter says no.
public final class TrueOrFalse extends PropertyEditorSupport {

    /// Makes a binder read truth values like this.
    public static void addTo(PropertyEditorRegistry binder) {
        binder.registerCustomEditor(Boolean.class, new TrueOrFalse());
        binder.registerCustomEditor(boolean.class, new TrueOrFalse());
    }

    @Override
    public void setAsText(String text) {
        setValue(
                switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("Neither true nor false");
                });
    }
}
