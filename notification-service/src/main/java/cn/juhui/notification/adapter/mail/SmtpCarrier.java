package cn.juhui.notification.adapter.mail;

import cn.juhui.notification.application.contact.Carrier;
import cn.juhui.notification.domain.contact.Channel;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands mails to an SMTP server, each over a connection of its own. The `Message-ID` is made from the notification's id, so that a mail which is handed over
/// twice is one mail to the programs that show it.
public final class SmtpCarrier implements Carrier {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpCarrier.class);
    private static final String PATIENCE_MS = "10000";
    private static final int TLS_FROM_THE_FIRST_BYTE = 465;

    private final MailSettings settings;
    private final Session session;

    public SmtpCarrier(MailSettings settings) {
        this.settings = settings;
        var p = new Properties();
        p.setProperty("mail.smtp.host", settings.host());
        p.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        p.setProperty("mail.smtp.connectiontimeout", PATIENCE_MS);
        p.setProperty("mail.smtp.timeout", PATIENCE_MS);
        p.setProperty("mail.smtp.writetimeout", PATIENCE_MS);
        p.setProperty("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        if (settings.tls()) {
            var atOnce = settings.port() == TLS_FROM_THE_FIRST_BYTE;
            p.setProperty("mail.smtp.ssl.enable", Boolean.toString(atOnce));
            p.setProperty("mail.smtp.starttls.enable", Boolean.toString(!atOnce));
            p.setProperty("mail.smtp.starttls.required", Boolean.toString(!atOnce));
            p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        }
        this.session = Session.getInstance(p);
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Outcome carry(Letter letter) {
        try (var transport = session.getTransport("smtp")) {
            var message = message(letter);
            if (settings.user().isEmpty()) {
                transport.connect();
            } else {
                transport.connect(settings.user(), settings.password());
            }
            transport.sendMessage(message, message.getAllRecipients());
            return Outcome.SENT;
        } catch (MessagingException e) {
            // What the server says may repeat the address.
            LOG.warn(
                    "{} was not taken by the mail server: {}",
                    letter.id(),
                    e.getClass().getSimpleName());
            return isRefusal(e) ? Outcome.REFUSED : Outcome.FAILED;
        }
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        var message =
                new MimeMessage(session) {
                    @Override
                    protected void updateMessageID() throws MessagingException {
                        setHeader("Message-ID", "<" + letter.id() + "@" + domain() + ">");
                    }
                };
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
        message.setSubject(letter.title(), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", letter.language());
        message.setSentDate(new Date());
        return message;
    }

    private String domain() {
        return settings.from().substring(settings.from().indexOf('@') + 1);
    }

    /// A reply of 5xx to the recipient or to the mail; everything else may be better later, also a password that is wrong today.
    private static boolean isRefusal(MessagingException e) {
        if (e instanceof AuthenticationFailedException) {
            return false;
        }
        for (Exception cause = e; cause != null; ) {
            var code =
                    switch (cause) {
                        case SMTPAddressFailedException failed -> failed.getReturnCode();
                        case SMTPSendFailedException failed -> failed.getReturnCode();
                        default -> 0;
                    };
            if (code / 100 == 5) {
                return true;
            }
            cause = cause instanceof MessagingException more ? more.getNextException() : null;
        }
        return e instanceof jakarta.mail.internet.AddressException
                || e instanceof SendFailedException && e.getNextException() == null;
    }
}
