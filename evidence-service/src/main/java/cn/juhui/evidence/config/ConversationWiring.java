package cn.juhui.evidence.config;

import cn.juhui.contracts.Topics;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.adapter.messaging.RefundEvents;
import cn.juhui.evidence.adapter.mongo.MongoCases;
import cn.juhui.evidence.application.AttachEvidence;
import cn.juhui.evidence.application.Cases;
import cn.juhui.evidence.application.FindCase;
import cn.juhui.evidence.application.FollowCase;
import cn.juhui.evidence.application.PostMessage;
import cn.juhui.evidence.application.ReadConversation;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.domain.Conversation;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.JournalFactory;
import cn.juhui.platform.journal.JournalSpec;
import cn.juhui.platform.messaging.EventReader;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.messaging.Message;

/// Cases and their conversations.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConversationSettings.class)
class ConversationWiring {

    @Bean
    Journal<Conversation, EvidenceEvent> conversationJournal(JournalFactory journals) {
        return journals.create(
                new JournalSpec<>(
                        "conversations",
                        Topics.EVIDENCE,
                        Conversation.class,
                        Conversation::merchantId,
                        conversation -> null,
                        conversation -> Map.of(),
                        List.of()));
    }

    @Bean
    Cases cases(MongoTemplate mongo) {
        return new MongoCases(mongo);
    }

    @Bean
    Consumer<Message<byte[]>> refunds(
            EventReader reader,
            Cases cases,
            AttachEvidence attachEvidence,
            @Value("${spring.application.name}") String service) {
        return RefundEvents.listener(reader, new FollowCase(cases, attachEvidence, service));
    }

    @Bean
    ReadConversation readConversation(
            Cases cases, Journal<Conversation, EvidenceEvent> conversations) {
        return new ReadConversation(new FindCase(cases, InstantSource.system()), conversations);
    }

    @Bean
    PostMessage postMessage(
            SeeEvidence see,
            AttachEvidence attachEvidence,
            Journal<Conversation, EvidenceEvent> conversations,
            ReadConversation read,
            ConversationSettings settings,
            Clock clock) {
        return new PostMessage(
                read.findCase(),
                see,
                attachEvidence,
                conversations,
                read,
                settings.limits(),
                clock);
    }
}
