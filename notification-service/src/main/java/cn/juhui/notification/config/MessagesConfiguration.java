package cn.juhui.notification.config;

import cn.juhui.notification.adapter.mail.MailSettings;
import cn.juhui.notification.adapter.mail.SmtpCarrier;
import cn.juhui.notification.adapter.mongo.contact.MongoContacts;
import cn.juhui.notification.adapter.mongo.contact.MongoSendings;
import cn.juhui.notification.adapter.mongo.template.MongoTemplates;
import cn.juhui.notification.adapter.sms.HttpSmsCarrier;
import cn.juhui.notification.adapter.sms.SmsSettings;
import cn.juhui.notification.adapter.text.BroughtSentences;
import cn.juhui.notification.application.contact.Carrier;
import cn.juhui.notification.application.contact.Contacts;
import cn.juhui.notification.application.contact.SendMessages;
import cn.juhui.notification.application.contact.Wording;
import cn.juhui.notification.application.template.Sentences;
import cn.juhui.notification.domain.contact.Channel;
import cn.juhui.platform.audit.AuditTrail;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.resilience.Ticker;
import cn.juhui.platform.security.SealingKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Messages that leave the house: which ways there are, and who wants which.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailSettings.class, SmsSettings.class})
class MessagesConfiguration {

    @Bean
    Sentences sentences(Texts texts, MongoTemplate mongo, AuditTrail audit) {
        return new Sentences(BroughtSentences.read(texts), new MongoTemplates(mongo), audit);
    }

    /// Sentences that were changed on another instance.
    @Bean
    Ticker sentenceTicker(Sentences sentences) {
        return new Ticker("sentences", Duration.ofSeconds(5), sentences::look);
    }

    @Bean
    Contacts contacts(
            MongoTemplate mongo,
            @Value("${juhui.idempotency.keys:}") List<String> keys,
            @Value("${spring.mongodb.uri}") String uri) {
        return new MongoContacts(
                mongo,
                keys.isEmpty() ? SealingKeys.derived(uri, "contacts") : SealingKeys.ofHex(keys));
    }

    /// The ways that are set up; none of them by default, and then nothing is noted to be sent.
    @Bean
    Carriers carriers(MailSettings mail, SmsSettings sms) {
        var carriers = new ArrayList<Carrier>();
        if (mail.isOn()) {
            carriers.add(new SmtpCarrier(mail));
        }
        if (sms.isOn()) {
            carriers.add(new HttpSmsCarrier(sms));
        }
        return new Carriers(carriers);
    }

    /// All ways out of the house.
    record Carriers(List<Carrier> all) {}

    @Bean
    Postman postman(
            MongoTemplate mongo,
            Contacts contacts,
            Carriers carriers,
            Wording wording,
            MeterRegistry meters) {
        for (var channel : Channel.values()) {
            List.of("SENT", "FAILED", "GIVEN_UP")
                    .forEach(outcome -> sent(meters, channel, outcome));
        }
        var send =
                new SendMessages(
                        new MongoSendings(mongo),
                        contacts,
                        carriers.all(),
                        wording,
                        (channel, outcome) -> sent(meters, channel, outcome).increment(),
                        Clock.systemUTC());
        return new Postman(send, !carriers.all().isEmpty());
    }

    private static Counter sent(MeterRegistry meters, Channel channel, String outcome) {
        return Counter.builder("juhui.notifications.sent")
                .description("Messages handed to who delivers them, or not")
                .tags("channel", channel.name(), "outcome", outcome)
                .register(meters);
    }
}
