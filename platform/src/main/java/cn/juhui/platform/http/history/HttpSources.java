package cn.juhui.platform.http.history;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.batch.Batcher;
import cn.juhui.platform.http.client.ServiceAwayException;
import cn.juhui.platform.http.client.ServiceClient;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.journal.history.Position;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.messaging.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Asks the other services by their inner doors, and this one directly. What is asked of one at the same time is asked together.
public final class HttpSources implements Sources {

    private final String service;
    private final JournalFactory journals;
    private final ServiceClients services;
    private final Map<String, Batcher<Position, Told>> tellers = new ConcurrentHashMap<>();

    /// @param service which this one is
    public HttpSources(String service, JournalFactory journals, ServiceClients services) {
        this.service = service;
        this.journals = journals;
        this.services = services;
    }

    @Override
    public boolean know(String topic) {
        return isOurs(topic) || teller(topic).isPresent();
    }

    @Override
    public Told told(String topic, String subject, long at) {
        return tellers.computeIfAbsent(topic, this::batcher).ask(new Position(subject, at));
    }

    private Batcher<Position, Told> batcher(String topic) {
        return new Batcher<>(
                HistoryController.MOST,
                isOurs(topic) ? journals::told : positions -> told(client(topic), positions));
    }

    private static List<Told> told(ServiceClient teller, List<Position> positions) {
        if (positions.size() == 1) {
            return List.of(told(teller, positions.getFirst()));
        }
        var of = positions.stream().map(p -> p.at() + ":" + p.subject()).toArray();
        try {
            return List.of(teller.get(Told[].class, HistoryController.toldOf(of.length), of));
        } catch (ServiceAwayException e) {
            // An older version has no such door. Where the service is away, the first one says so
            // again.
            return positions.stream().map(one -> told(teller, one)).toList();
        }
    }

    private static Told told(ServiceClient teller, Position one) {
        return teller.get(Told.class, HistoryController.TOLD, one.subject(), one.at());
    }

    @Override
    public Told tellAgain(String topic, String subject, long after) {
        return isOurs(topic)
                ? journals.tellAgain(subject, after)
                : client(topic).post(Told.class, HistoryController.TELL_AGAIN, subject, after);
    }

    private boolean isOurs(String topic) {
        return service.equals(Topics.TELLERS.get(topic));
    }

    private ServiceClient client(String topic) {
        return teller(topic).orElseThrow(() -> new IllegalStateException("Nobody tells " + topic));
    }

    private Optional<ServiceClient> teller(String topic) {
        return Optional.ofNullable(Topics.TELLERS.get(topic)).flatMap(services::find);
    }
}
