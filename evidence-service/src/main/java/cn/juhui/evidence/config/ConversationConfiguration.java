package cn.juhui.evidence.config;

import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.evidence.adapter.messaging.RefundListeners;
import cn.juhui.evidence.adapter.mongo.MongoCases;
import cn.juhui.evidence.adapter.mongo.MongoDesk;
import cn.juhui.evidence.application.AttachEvidence;
import cn.juhui.evidence.application.Cases;
import cn.juhui.evidence.application.FindCase;
import cn.juhui.evidence.application.Orders;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.application.conversation.CarryOver;
import cn.juhui.evidence.application.conversation.Desk;
import cn.juhui.evidence.application.conversation.FollowCase;
import cn.juhui.evidence.application.conversation.OrderTalk;
import cn.juhui.evidence.application.conversation.PostMessage;
import cn.juhui.evidence.application.conversation.PostOrderMessage;
import cn.juhui.evidence.application.conversation.ReadConversation;
import cn.juhui.evidence.application.conversation.ReadDesk;
import cn.juhui.evidence.application.conversation.ReadOrderConversation;
import cn.juhui.evidence.application.conversation.WorkOnConversation;
import cn.juhui.evidence.domain.conversation.Conversation;
import cn.juhui.evidence.domain.conversation.OrderConversation;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.JournalSpec;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Cases and their conversations.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConversationSettings.class)
class ConversationConfiguration {

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
    Journal<OrderConversation, EvidenceEvent> orderConversationJournal(JournalFactory journals) {
        return journals.create(
                new JournalSpec<>(
                        MongoDesk.COLLECTION,
                        Topics.EVIDENCE,
                        OrderConversation.class,
                        conversation -> conversation.order().merchantId(),
                        conversation -> null,
                        MongoDesk::indexed,
                        MongoDesk.INDEXES));
    }

    @Bean
    OrderTalk orderTalk(
            Orders orders, Journal<OrderConversation, EvidenceEvent> orderConversations) {
        return new OrderTalk(orders, orderConversations);
    }

    @Bean
    CarryOver carryOver(OrderTalk talk, AttachEvidence attachEvidence) {
        return new CarryOver(talk, attachEvidence);
    }

    @Bean
    ReadOrderConversation readOrderConversation(OrderTalk talk, SeeEvidence see) {
        return new ReadOrderConversation(talk, see);
    }

    @Bean
    PostOrderMessage postOrderMessage(
            OrderTalk talk,
            SeeEvidence see,
            Cases cases,
            CarryOver carryOver,
            ConversationSettings settings,
            Clock clock) {
        return new PostOrderMessage(talk, see, cases, carryOver, settings.limits(), clock);
    }

    @Bean
    WorkOnConversation workOnConversation(OrderTalk talk, Clock clock) {
        return new WorkOnConversation(talk, clock);
    }

    @Bean
    ReadDesk readDesk(OrderTalk talk) {
        return new ReadDesk(talk);
    }

    @Bean
    Desk desk(MongoTemplate mongo) {
        return new MongoDesk(mongo);
    }

    @Bean
    Cases cases(MongoTemplate mongo) {
        return new MongoCases(mongo);
    }

    @Bean
    EventListener refunds(
            EventReader reader,
            Cases cases,
            AttachEvidence attachEvidence,
            CarryOver carryOver,
            @Value("${spring.application.name}") String service) {
        return RefundListeners.listener(
                reader, new FollowCase(cases, attachEvidence, carryOver, service));
    }

    @Bean
    ReadConversation readConversation(
            Cases cases,
            SeeEvidence see,
            OrderTalk talk,
            Journal<Conversation, EvidenceEvent> conversations) {
        return new ReadConversation(
                new FindCase(cases, InstantSource.system()), see, talk, conversations);
    }

    @Bean
    PostMessage postMessage(
            SeeEvidence see,
            AttachEvidence attachEvidence,
            Journal<Conversation, EvidenceEvent> conversations,
            ReadConversation read,
            WorkOnConversation desk,
            ConversationSettings settings,
            Clock clock) {
        return new PostMessage(
                read.findCase(),
                see,
                attachEvidence,
                conversations,
                read,
                desk,
                settings.limits(),
                clock);
    }
}
