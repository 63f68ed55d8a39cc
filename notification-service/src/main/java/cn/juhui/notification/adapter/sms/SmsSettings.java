package cn.juhui.notification.adapter.sms;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// `juhui.notifications.sms.*`: the gateway that takes text messages.
///
/// @param url empty: no text messages are sent
/// @param key how the gateway knows us
@ConfigurationProperties("juhui.notifications.sms")
public record SmsSettings(String url, String key) {

    /// Whether text messages are sent.
    public boolean isOn() {
        return !url.isEmpty();
    }

    /// Without the key.
    @Override
    public String toString() {
        return "SmsSettings[" + url + "]";
    }
}
