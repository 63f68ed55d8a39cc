package cn.juhui.platform.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which failures lead to which other instance. The gateway's tests ask real ones.
class InstancesTest {

    private static final URI ONE = URI.create("http://127.0.0.1:9");
    private static final URI OTHER = URI.create("http://127.0.0.2:9");

    private final List<URI> asked = new ArrayList<>();
    private Instances instances = new Instances(List.of(ONE, OTHER));

    @AfterEach
    void close() {
        instances.close();
    }

    /// Each failure in its turn, then an answer.
    private String ask(boolean repeatable, IOException... failures) throws IOException {
        Queue<IOException> left = new ArrayDeque<>(List.of(failures));
        return instances.ask(
                repeatable,
                instance -> {
                    asked.add(instance);
                    var failure = left.poll();
                    if (failure != null) {
                        throw failure;
                    }
                    return "answer";
                });
    }

    @Test
    void one_that_leaves_and_one_that_is_slow_to_accept_are_no_reason_to_fail() throws Exception {
        var slow = new HttpConnectTimeoutException("slow");
        assertThat(ask(false, slow, new ConnectException("refused"))).isEqualTo("answer");
        assertThat(asked).containsExactly(ONE, OTHER, ONE);
    }

    @Test
    void none_of_which_accepts_are_each_tried_twice() {
        var refused = new ConnectException("refused");
        assertThatThrownBy(() -> ask(true, refused, refused, refused, refused)).isSameAs(refused);
        assertThat(asked).containsExactly(ONE, OTHER, ONE, OTHER);
    }

    @Test
    void that_break_off_are_each_asked_once_where_twice_does_the_same_as_once() {
        var broken = new IOException("end of stream");
        assertThatThrownBy(() -> ask(true, broken, broken)).isSameAs(broken);
        assertThat(asked).containsExactly(ONE, OTHER);
    }

    @Test
    void that_break_off_are_the_end_of_what_may_not_be_said_twice() {
        var broken = new IOException("end of stream");
        assertThatThrownBy(() -> ask(false, broken)).isSameAs(broken);
        assertThat(asked).hasSize(1);
    }

    @Test
    void that_are_too_slow_to_answer_are_the_end() {
        var late = new HttpTimeoutException("late");
        assertThatThrownBy(() -> ask(true, late)).isSameAs(late);
        assertThat(asked).hasSize(1);
    }

    @Test
    void of_which_there_is_one_refuse_once_and_may_break_off_once() throws Exception {
        instances.close();
        instances = new Instances(List.of(ONE));
        var refused = new ConnectException("refused");
        assertThatThrownBy(() -> ask(true, refused)).isSameAs(refused);
        assertThat(ask(true, new IOException("end of stream"))).isEqualTo("answer");
        assertThat(asked).containsExactly(ONE, ONE, ONE);
    }
}
