package cn.juhui.platform.messaging;

import cn.juhui.contracts.Topics;
import cn.juhui.platform.http.HistoryController;
import cn.juhui.platform.http.NeighbourClient;
import cn.juhui.platform.http.Neighbours;
import cn.juhui.platform.journal.Told;
import java.util.Optional;

/// The services that tell the events, asked when a record is missing or can't be true.
///
/// Every question throws [cn.juhui.platform.http.NeighbourAwayException] when there is no usable answer.
public record Sources(Neighbours neighbours) {

    /// Whether somebody can be asked about what stands on this topic.
    boolean know(String topic) {
        return teller(topic).isPresent();
    }

    /// What the subject really told at this position.
    Told told(String topic, String subject, long at) {
        return client(topic).get(Told.class, HistoryController.TOLD, subject, at);
    }

    /// Has what follows this position told once more. It comes on the same topic.
    public Told tellAgain(String topic, String subject, long after) {
        return client(topic).post(Told.class, HistoryController.TELL_AGAIN, subject, after);
    }

    private NeighbourClient client(String topic) {
        return teller(topic).orElseThrow(() -> new IllegalStateException("Nobody tells " + topic));
    }

    private Optional<NeighbourClient> teller(String topic) {
        return Optional.ofNullable(Topics.TELLERS.get(topic)).flatMap(neighbours::find);
    }
}
