package cn.juhui.platform.http.history;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.http.client.ServiceClient;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.messaging.Sources;
import java.util.Optional;

/// Asks the other services by their inner doors, and this one directly.
///
/// @param service which this one is
public record HttpSources(String service, JournalFactory journals, ServiceClients services)
        implements Sources {

    @Override
    public boolean know(String topic) {
        return isOurs(topic) || teller(topic).isPresent();
    }

    @Override
    public Told told(String topic, String subject, long at) {
        return isOurs(topic)
                ? journals.told(subject, at)
                : client(topic).get(Told.class, HistoryController.TOLD, subject, at);
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
