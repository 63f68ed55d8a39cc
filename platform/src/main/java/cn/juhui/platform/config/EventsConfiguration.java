package cn.juhui.platform.config;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import cn.juhui.platform.http.ReadinessController;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.http.history.HistoryController;
import cn.juhui.platform.http.history.HttpSources;
import cn.juhui.platform.http.replay.ReplayController;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.lever.LeverKind;
import cn.juhui.platform.lever.mongo.MongoLevers;
import cn.juhui.platform.messaging.DeadLetters;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import cn.juhui.platform.messaging.EventSender;
import cn.juhui.platform.messaging.ListenerWatch;
import cn.juhui.platform.messaging.Sources;
import cn.juhui.platform.messaging.poll.RawRecords;
import cn.juhui.platform.messaging.replay.Replays;
import cn.juhui.platform.messaging.topic.Brokers;
import cn.juhui.platform.messaging.topic.DeclaredTopics;
import cn.juhui.platform.process.BackendHealth;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.platform.watch.BrokerFigures;
import cn.juhui.platform.watch.Figure;
import cn.juhui.platform.watch.FigureWatch;
import cn.juhui.platform.watch.JournalFigures;
import cn.juhui.platform.watch.StoreFigures;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Events: journals out, listeners in, topics and dead letters declared by code.
@AutoConfiguration(
        afterName =
                "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration")
@ConditionalOnProperty(name = "juhui.kafka.enabled", matchIfMissing = true)
class EventsConfiguration {

    /// How long the broker may take to say that it is there.
    private static final int ANSWER_MS = 2_500;

    private final String service;

    EventsConfiguration(@Value("${spring.application.name}") String service) {
        this.service = service;
    }

    @Bean
    Sources sources(JournalFactory journals, ServiceClients services) {
        return new HttpSources(service, journals, services);
    }

    @Bean
    EventReader eventReader(Sources sources, MeterRegistry meters, Tracing tracing) {
        return new EventReader(sources, meters, tracing);
    }

    /// Named in `platform.yml`.
    @Bean
    RawRecords rawRecords() {
        return new RawRecords();
    }

    @Bean
    ListenerWatch listenerWatch() {
        return new ListenerWatch();
    }

    /// What `spring.kafka` says, which is what the listeners use, too.
    @Bean
    Brokers brokers(KafkaProperties kafka) {
        return new Brokers(kafka.buildAdminProperties());
    }

    @Bean
    EventSender eventSender(Brokers brokers) {
        return new EventSender(service, brokers);
    }

    @Bean
    JournalFactory journalFactory(
            MongoTemplate mongo,
            EventSender sender,
            Clock clock,
            MeterRegistry meters,
            @Qualifier("levers") MongoLevers levers) {
        return new JournalFactory(mongo, sender, clock, meters, levers.of(LeverKind.RELAY.word()));
    }

    @Bean
    HistoryController historyController(JournalFactory journals) {
        return new HistoryController(journals);
    }

    /// What this service gave up comes back to the listener that is bound to its topic.
    @Bean
    Replays replays(ListableBeanFactory beans, Environment environment) {
        var byTopic = new HashMap<String, EventListener>();
        beans.getBeansOfType(EventListener.class)
                .forEach((name, listener) -> {
                    var binding = "spring.cloud.stream.bindings." + name + "-in-0.destination";
                    byTopic.put(environment.getRequiredProperty(binding), listener);
                });
        return new Replays(service, byTopic);
    }

    @Bean
    ReplayController replayController(Replays replays) {
        return new ReplayController(replays);
    }

    @Bean
    ReadinessController readinessController(HealthEndpoint health) {
        return new ReadinessController(health);
    }

    @Bean
    DeadLetters deadLetters(
            Brokers brokers,
            MeterRegistry meters,
            EventReader reader,
            @Value("${juhui.kafka.first-pause:200ms}") Duration firstPause,
            @Value("${juhui.kafka.longest-pause:10s}") Duration longestPause) {
        return new DeadLetters(brokers, meters, reader, firstPause, longestPause);
    }

    @Bean(initMethod = "create")
    DeclaredTopics declaredTopics(
            Brokers brokers,
            BindingServiceProperties bindings,
            @Value("${juhui.kafka.partitions}") int partitions,
            @Value("${juhui.kafka.replicas}") short replicas) {
        var listensTo =
                bindings.getBindings().values().stream()
                        .map(BindingProperties::getDestination)
                        .distinct()
                        .toList();
        return new DeclaredTopics(service, listensTo, brokers, partitions, replicas);
    }

    /// What the service itself wants to be seen, as beans, and what all of them have.
    @Bean
    FigureWatch figureWatch(
            ObjectProvider<FigureWatch.Own> own,
            JournalFactory journals,
            ObjectProvider<Journal<?, ?>> opened,
            MongoTemplate mongo,
            BrokerFigures broker,
            Clock clock,
            MeterRegistry meters,
            @Value("${juhui.watch.every:15s}") Duration every) {
        var unused = opened.stream().count();
        var figures = new ArrayList<Figure>();
        own.forEach(some -> figures.addAll(some.figures()));
        figures.addAll(new JournalFigures(mongo, journals.collections(), clock).figures(meters));
        figures.addAll(StoreFigures.figures(mongo, meters));
        figures.addAll(broker.figures(meters));
        return new FigureWatch(mongo.getCollection("watch"), figures, every);
    }

    @Bean
    Admin brokerProbe(Brokers brokers) {
        return Admin.create(brokers.with(Map.of("client.id", service + "-health")));
    }

    @Bean
    BackendHealth brokerHealthIndicator(Admin brokerProbe) {
        var limit = new DescribeClusterOptions().timeoutMs(ANSWER_MS);
        return new BackendHealth(
                "broker",
                () -> brokerProbe.describeCluster(limit).nodes().get(ANSWER_MS, MILLISECONDS));
    }
}
