package cn.juhui.platform.messaging.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.journal.DocumentFullException;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import cn.juhui.platform.messaging.ReceivedEvent;
import cn.juhui.platform.messaging.UnprocessableRecordException;
import cn.juhui.platform.messaging.replay.Replay.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class ReplaysTest {

    private static Replays replays(Consumer<ReceivedEvent<MessagePosted>> handler) {
        return new Replays(
                "ear-service",
                Map.of(
                        Topics.EVIDENCE,
                        EventListener.with(new EventReader()).on(MessagePosted.class, handler)));
    }

    private static byte[] example() {
        try (var in =
                ReplaysTest.class.getResourceAsStream("/examples/evidence.message_posted.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReplayedRecord record(String topic, String type, byte[] value) {
        var headers = new ArrayList<ReplayedRecord.Header>();
        Map.of(
                        "ce_id", "evt_1",
                        "ce_type", type,
                        "ce_subject", "rfd_1",
                        "ce_sequence", "3",
                        "ce_time", "2026-03-02T12:00:00Z",
                        "ce_merchantid", "mer_1")
                .forEach((name, said) ->
                        headers.add(new ReplayedRecord.Header(name, said.getBytes(UTF_8))));
        return new ReplayedRecord(topic, 3, 42, 1_000, "rfd_1".getBytes(UTF_8), value, headers);
    }

    private static ReplayedRecord aMessage() {
        return record(Topics.EVIDENCE, MessagePosted.TYPE, example());
    }

    @Test
    void a_record_is_heard_as_one_that_is_told_again() {
        var heard = new ArrayList<ReceivedEvent<MessagePosted>>();

        assertThat(replays(heard::add).replay(aMessage())).isEqualTo(Replay.done());

        assertThat(heard)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.id()).isEqualTo("evt_1");
                    assertThat(one.sequence()).isEqualTo(3);
                    assertThat(one.again()).isTrue();
                });
    }

    @Test
    void a_record_comes_through_json_byte_by_byte() {
        var odd = new byte[] {0, (byte) 0xff, '"'};
        var record =
                new ReplayedRecord(
                        Topics.EVIDENCE,
                        3,
                        42,
                        1_000,
                        null,
                        odd,
                        List.of(
                                new ReplayedRecord.Header("twice", odd),
                                new ReplayedRecord.Header("twice", null)));

        var read = StateMapper.fromJson(StateMapper.toJson(record), ReplayedRecord.class);

        assertThat(read).usingRecursiveComparison().isEqualTo(record);
    }

    @Test
    void what_is_refused_what_breaks_and_what_is_away_are_told_apart() {
        assertThat(outcome(new UnprocessableRecordException("the order says no")))
                .isEqualTo(new Replay(Outcome.REFUSED, "the order says no"));
        assertThat(outcome(new DocumentFullException("rfd_1", 5, 4)).outcome())
                .isEqualTo(Outcome.REFUSED);
        var bug = outcome(new IllegalStateException("nobody thought of this"));
        assertThat(bug.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(bug.reason()).startsWith("IllegalStateException at ReplaysTest");
        assertThat(outcome(new DataAccessResourceFailureException("no store")).outcome())
                .isEqualTo(Outcome.AWAY);
    }

    private static Replay outcome(RuntimeException failure) {
        return replays(
                        _ -> {
                            throw failure;
                        })
                .replay(aMessage());
    }

    @Test
    void what_nobody_here_can_read_or_acts_on_is_refused() {
        var replays = replays(_ -> {});
        assertThat(replays.replay(record(Topics.EVIDENCE, MessagePosted.TYPE, new byte[] {'{'})))
                .extracting(Replay::outcome)
                .isEqualTo(Outcome.REFUSED);
        assertThat(replays.replay(record(Topics.EVIDENCE, "evidence.uploaded", example())))
                .isEqualTo(Replay.refused("ear-service does nothing on such a record"));
        assertThat(replays.replay(record(Topics.ORDERS, MessagePosted.TYPE, example())).outcome())
                .isEqualTo(Outcome.REFUSED);
    }
}
