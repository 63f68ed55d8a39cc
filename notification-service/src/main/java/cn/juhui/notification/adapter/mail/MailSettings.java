package cn.juhui.notification.adapter.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// `juhui.notifications.email.*`: the server that takes mails.
///
/// @param host empty: no mails are sent
/// @param tls with STARTTLS, or from the first byte at port 465; without it nothing is encrypted, for servers of the own house only
/// @param user empty: the server asks nobody
/// @param from the sender's address
@ConfigurationProperties("juhui.notifications.email")
public record MailSettings(
        String host, int port, boolean tls, String user, String password, String from) {

    public MailSettings {
        if (!host.isEmpty() && from.isEmpty()) {
            throw new IllegalArgumentException("SMTP_FROM must be given with SMTP_HOST");
        }
    }

    /// Whether mails are sent.
    public boolean isOn() {
        return !host.isEmpty();
    }

    /// Without the password.
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + "]";
    }
}
