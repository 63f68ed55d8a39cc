package cn.juhui.notification.adapter.services;

import cn.juhui.notification.application.lever.Boards;
import cn.juhui.platform.http.client.CallerClient;
import cn.juhui.platform.http.client.ServiceAwayException;
import cn.juhui.platform.http.lever.LeverController;
import cn.juhui.platform.http.lever.LeverController.Board;
import cn.juhui.platform.http.lever.LeverController.Pull;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.lever.LeverBoard;
import cn.juhui.platform.lever.LeverBoard.Standing;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.lever.LeverKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/// Asks the other services by their inner doors, one after the other, and adds this one's own.
public final class HttpBoards implements Boards {

    private final String self;
    private final LeverBoard own;
    private final Map<String, CallerClient> services;

    /// @param self this service's name
    /// @param services the others, by name
    public HttpBoards(String self, LeverBoard own, Map<String, CallerClient> services) {
        this.self = self;
        this.own = own;
        this.services = Map.copyOf(services);
    }

    @Override
    public Found list() {
        var levers = new TreeMap<String, List<Standing>>();
        levers.put(self, own.standings());
        var missing = new ArrayList<String>();
        new TreeMap<>(services)
                .forEach((name, service) -> {
                    try {
                        levers.put(name, ask(service));
                    } catch (ServiceAwayException e) {
                        missing.add(name);
                    }
                });
        return new Found(levers, missing);
    }

    private static List<Standing> ask(CallerClient service) {
        return service.ask(http ->
                http.get()
                        .uri(LeverController.PATH)
                        .exchange((_, answer) -> {
                            if (!answer.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
                                throw CallerClient.unexpected(answer);
                            }
                            return StateMapper.fromJson(
                                            answer.getBody().readAllBytes(), Board.class)
                                    .levers();
                        }));
    }

    @Override
    public Optional<Standing> pull(
            String service, LeverKind kind, String name, LeverChange change) {
        if (service.equals(self)) {
            return own.change(kind, name, change);
        }
        var asked = services.get(service);
        return asked == null
                ? Optional.empty()
                : pull(
                        asked,
                        new Pull(
                                change.id(),
                                kind,
                                name,
                                change.paused(),
                                change.reason(),
                                change.at()));
    }

    private static Optional<Standing> pull(CallerClient service, Pull pull) {
        return service.ask(http ->
                http.post()
                        .uri(LeverController.PATH)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(StateMapper.toJson(pull))
                        .exchange((_, answer) -> {
                            var status = answer.getStatusCode();
                            if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
                                return Optional.empty();
                            }
                            if (!status.isSameCodeAs(HttpStatus.OK)) {
                                throw CallerClient.unexpected(answer);
                            }
                            return Optional.of(
                                    StateMapper.fromJson(
                                            answer.getBody().readAllBytes(), Standing.class));
                        }));
    }
}
