package cn.juhui.notification.adapter.replay;

import cn.juhui.notification.application.letter.Listeners;
import cn.juhui.platform.http.client.CallerClient;
import cn.juhui.platform.http.client.ServiceAwayException;
import cn.juhui.platform.http.replay.ReplayController;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.messaging.replay.Replay;
import cn.juhui.platform.messaging.replay.ReplayedRecord;
import cn.juhui.platform.messaging.replay.Replays;
import cn.juhui.platform.resilience.Failure;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/// Hands a record to the service that gave it up by its inner door, and to this one directly.
public final class HttpListeners implements Listeners {

    private final String self;
    private final Replays own;
    private final Map<String, CallerClient> services;

    /// @param self this service's name
    /// @param services the others, by name
    public HttpListeners(String self, Replays own, Map<String, CallerClient> services) {
        this.self = self;
        this.own = own;
        this.services = Map.copyOf(services);
    }

    @Override
    public Replay replay(String service, ReplayedRecord record) {
        if (service.equals(self)) {
            return own.replay(record);
        }
        var client = services.get(service);
        if (client == null) {
            return Replay.away("Nobody said where " + service + " is");
        }
        try {
            return ask(client, StateMapper.toJson(record));
        } catch (ServiceAwayException e) {
            return Replay.away(Failure.of(e).message());
        }
    }

    private static Replay ask(CallerClient client, byte[] record) {
        return client.ask(http ->
                http.post()
                        .uri(ReplayController.PATH)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(record)
                        .exchange((_, answer) -> {
                            if (!answer.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
                                throw CallerClient.unexpected(answer);
                            }
                            return StateMapper.fromJson(
                                    answer.getBody().readAllBytes(), Replay.class);
                        }));
    }
}
