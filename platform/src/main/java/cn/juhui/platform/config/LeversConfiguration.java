package cn.juhui.platform.config;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.http.lever.LeverController;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.lever.LeverBoard;
import cn.juhui.platform.lever.LeverKind;
import cn.juhui.platform.lever.Pausables;
import cn.juhui.platform.lever.mongo.MongoLevers;
import cn.juhui.platform.messaging.ListenerLevers;
import cn.juhui.platform.watch.BrokerFigures;
import cn.juhui.platform.watch.FigureWatch;
import cn.juhui.platform.watch.JournalFigures;
import cn.juhui.platform.watch.LeverFigures;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/// What operators can pause in every service: the relays of its journals, and its listeners. A service adds its own as beans.
@AutoConfiguration(
        afterName =
                "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration")
@ConditionalOnProperty(name = "juhui.kafka.enabled", matchIfMissing = true)
class LeversConfiguration {

    private final String service;

    LeversConfiguration(@Value("${spring.application.name}") String service) {
        this.service = service;
    }

    @Bean
    MongoLevers levers(MongoTemplate mongo) {
        return new MongoLevers(mongo.getCollection("levers"));
    }

    @Bean
    ListenerLevers listenerLevers(@Qualifier("levers") MongoLevers levers) {
        return new ListenerLevers(levers.of(LeverKind.LISTENER.word()), heard());
    }

    @Bean
    Pausables pausableListeners(@Qualifier("levers") MongoLevers levers, BrokerFigures broker) {
        return Pausables.fixed(
                LeverKind.LISTENER,
                levers.of(LeverKind.LISTENER.word()),
                heard(),
                topic -> new Pausables.Waiting(broker.lagOf(topic), null));
    }

    /// The journals are opened after this.
    @Bean
    Pausables pausableRelays(
            @Qualifier("levers") MongoLevers levers,
            JournalFactory journals,
            MongoTemplate mongo,
            Clock clock) {
        return new Pausables(
                LeverKind.RELAY,
                levers.of(LeverKind.RELAY.word()),
                () -> journals.collections().stream().sorted().toList(),
                name -> journals.collections().contains(name),
                name -> new JournalFigures(mongo, journals.collections(), clock).waitingIn(name));
    }

    @Bean
    LeverBoard leverBoard(ObjectProvider<Pausables> kinds) {
        return new LeverBoard(kinds.orderedStream().toList());
    }

    @Bean
    LeverController leverController(LeverBoard board) {
        return new LeverController(board);
    }

    @Bean
    FigureWatch.Own pausedFigures(LeverBoard board, MeterRegistry meters) {
        return new FigureWatch.Own(LeverFigures.figures(board, meters));
    }

    @Bean
    BrokerFigures brokerFigures(Admin brokerProbe) {
        return new BrokerFigures(brokerProbe, service);
    }

    private List<String> heard() {
        return Topics.ALL.stream()
                .filter(topic -> Topics.LISTENERS.getOrDefault(topic, List.of()).contains(service))
                .toList();
    }
}
