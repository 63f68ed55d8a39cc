package cn.juhui.notification.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.notification.application.contact.Carrier.Letter;
import cn.juhui.notification.application.contact.Carrier.Outcome;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real SMTP server.
class SmtpCarrierTest {

    private static final Letter LETTER =
            new Letter(
                    "ntf_1", "alice@shop.example", "退款已到账", "订单 JH1 的退款 ¥99.00 已原路退回您付款的账户。", "zh");

    private final GreenMail server =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private SmtpCarrier carrier(boolean tls, String user) {
        return new SmtpCarrier(
                new MailSettings(
                        "127.0.0.1",
                        server.getSmtp().getPort(),
                        tls,
                        user,
                        "secret",
                        "no-reply@juhui.example"));
    }

    @Test
    void a_mail_arrives_as_it_was_written() throws Exception {
        assertThat(carrier(false, "").carry(LETTER)).isEqualTo(Outcome.SENT);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("退款已到账");
        assertThat(mail.getContent().toString().strip()).isEqualTo(LETTER.text());
        assertThat(mail.getAllRecipients()[0]).hasToString("alice@shop.example");
        assertThat(mail.getFrom()[0]).hasToString("no-reply@juhui.example");
        assertThat(mail.getMessageID()).isEqualTo("<ntf_1@juhui.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void a_mail_that_is_handed_over_again_is_the_same_mail() throws Exception {
        var carrier = carrier(false, "");
        carrier.carry(LETTER);
        carrier.carry(LETTER);

        var mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID());
    }

    @Test
    void a_server_that_knows_us_by_a_password_takes_the_right_one_only() {
        server.setUser("no-reply@juhui.example", "postman", "secret");
        assertThat(carrier(false, "postman").carry(LETTER)).isEqualTo(Outcome.SENT);
        server.setUser("no-reply@juhui.example", "postman", "another");
        assertThat(carrier(false, "postman").carry(LETTER)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void nothing_is_said_in_the_clear_where_tls_is_wanted() {
        assertThat(carrier(true, "").carry(LETTER)).isEqualTo(Outcome.FAILED);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_that_is_away_is_tried_again_and_an_address_that_is_none_is_not() {
        var carrier = carrier(false, "");
        assertThat(carrier.carry(new Letter("ntf_1", "a b@c", "x", "y", "zh")))
                .isEqualTo(Outcome.REFUSED);
        server.stop();
        assertThat(carrier.carry(LETTER)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_password_shows_nowhere_and_a_sender_must_be_named() {
        var settings = new MailSettings("mail.example", 587, true, "u", "secret", "a@b.example");
        assertThat(settings.toString()).doesNotContain("secret");
        assertThat(LETTER.toString()).doesNotContain("alice");
        assertThatThrownBy(() -> new MailSettings("mail.example", 587, true, "", "", ""))
                .hasMessageContaining("SMTP_FROM");
    }
}
