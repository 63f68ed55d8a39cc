package cn.juhui.notification.application.contact;

import cn.juhui.notification.domain.Notification;
import java.util.Locale;

/// Makes the words of a notification.
@FunctionalInterface
public interface Wording {

    /// In a language.
    Said of(Notification notification, Locale locale);

    /// What is said.
    record Said(String title, String text) {}
}
