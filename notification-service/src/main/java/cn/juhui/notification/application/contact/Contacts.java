package cn.juhui.notification.application.contact;

import cn.juhui.notification.domain.Recipient;
import cn.juhui.notification.domain.contact.Preferences;

/// What recipients said about how they want to hear of their news. Addresses are sealed in the store.
public interface Contacts {

    /// [Preferences#NONE] of who said nothing.
    Preferences of(Recipient recipient);

    void put(Recipient recipient, Preferences preferences);
}
