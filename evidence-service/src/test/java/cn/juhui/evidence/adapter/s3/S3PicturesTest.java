package cn.juhui.evidence.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.evidence.application.picture.PicturesUnavailableException;
import cn.juhui.evidence.domain.picture.PictureFormat;
import cn.juhui.evidence.domain.picture.StoredPicture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3PicturesTest {

    private static final byte[] BYTES = "a picture".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 =
            "92b2fa58028958317e408bd84ecfa70f5ee35b121991dbc232c49d166353708b";
    private static final StoredPicture PICTURE =
            new StoredPicture(SHA256, PictureFormat.PNG, BYTES.length, 1, 1);
    private static final String PATH = "/evidence/pictures/" + SHA256;

    private final FakeS3 store = new FakeS3();
    private final S3Pictures pictures = pictures(store.address());

    private static S3Pictures pictures(URI address) {
        return S3Pictures.in(
                new S3Bucket(
                        address,
                        "cn-hangzhou",
                        "evidence",
                        "AKIDEXAMPLE",
                        "secret-that-never-travels",
                        true,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5)));
    }

    @AfterEach
    void close() {
        pictures.close();
        store.close();
    }

    @Test
    void a_file_is_stored_once_read_and_taken_away() {
        pictures.keep(PICTURE, BYTES);
        pictures.keep(PICTURE, BYTES);

        assertThat(store.calls).containsExactly("HEAD " + PATH, "PUT " + PATH, "HEAD " + PATH);
        assertThat(store.objects.get(PATH)).isEqualTo(BYTES);
        assertThat(store.types.get(PATH)).isEqualTo("image/png");
        assertThat(pictures.read(PICTURE)).isEqualTo(BYTES);

        pictures.remove(SHA256);
        pictures.remove(SHA256);

        assertThat(store.objects).isEmpty();
        assertThatThrownBy(() -> pictures.read(PICTURE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void who_starts_learns_that_all_is_well_and_leaves_nothing_behind() {
        assertThat(pictures.look()).isEqualTo(S3Pictures.Answer.THERE);
        assertThat(store.objects).isEmpty();
        assertThat(store.calls).contains("PUT /evidence/pictures/may-i-write");
    }

    @Test
    void who_starts_learns_that_the_key_may_not_write() {
        store.isReadOnly = true;
        assertThat(pictures.look()).isEqualTo(S3Pictures.Answer.MAY_NOT_WRITE);
    }

    @Test
    void who_starts_learns_that_the_key_is_not_let_in() {
        store.fault = 403;
        assertThat(pictures.look()).isEqualTo(S3Pictures.Answer.REFUSED);
    }

    @Test
    void who_starts_learns_that_there_is_no_such_host() {
        try (var nowhere = pictures(URI.create("http://no-such-host.invalid:9000"))) {
            assertThat(nowhere.look()).isEqualTo(S3Pictures.Answer.NO_SUCH_HOST);
        }
    }

    @Test
    void every_call_is_signed_and_none_carries_the_secret() {
        pictures.keep(PICTURE, BYTES);
        pictures.read(PICTURE);
        pictures.remove(SHA256);

        assertThat(store.signatures)
                .hasSize(4)
                .allMatch(signature ->
                        signature.matches(
                                "AWS4-HMAC-SHA256"
                                        + " Credential=AKIDEXAMPLE/\\d{8}/cn-hangzhou/s3/aws4_request,"
                                        + " SignedHeaders=.*host.*, Signature=[0-9a-f]{64}"))
                .noneMatch(signature -> signature.contains("secret"));
    }

    @Test
    void a_file_that_came_only_half_is_stored_again() {
        store.objects.put(PATH, new byte[3]);
        pictures.keep(PICTURE, BYTES);
        assertThat(store.objects.get(PATH)).isEqualTo(BYTES);
    }

    @Test
    void other_bytes_than_were_given_are_shown_to_nobody() {
        store.objects.put(PATH, "b picture".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> pictures.read(PICTURE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(SHA256);
    }

    @Test
    void a_store_that_refuses_the_key_is_told_of_at_once() {
        store.fault = 403;
        assertThatThrownBy(() -> pictures.keep(PICTURE, BYTES))
                .isInstanceOf(PicturesUnavailableException.class);
        assertThat(store.calls).hasSize(1);
    }

    @Test
    void a_store_that_is_slow_down_is_asked_three_times() {
        store.fault = 503;
        assertThatThrownBy(() -> pictures.read(PICTURE))
                .isInstanceOf(PicturesUnavailableException.class);
        assertThat(store.calls).hasSize(3);
    }

    @Test
    void a_store_that_never_answers_costs_its_time_limit_and_no_more() {
        store.fault = -1;
        var start = Instant.now();
        assertThatThrownBy(() -> pictures.read(PICTURE))
                .isInstanceOf(PicturesUnavailableException.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_store_that_answers_drop_by_drop_costs_its_time_limit_and_no_more() {
        store.fault = FakeS3.DRIPPING;
        var start = Instant.now();
        assertThatThrownBy(() -> pictures.read(PICTURE))
                .isInstanceOf(PicturesUnavailableException.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_store_that_fails_again_and_again_is_left_alone() {
        store.fault = 403;
        for (int i = 0; i < 12; i++) {
            assertThatThrownBy(() -> pictures.read(PICTURE))
                    .isInstanceOf(PicturesUnavailableException.class);
        }
        assertThat(store.calls).hasSize(10);
    }

    @Test
    void files_that_are_not_there_are_no_failure_of_the_store() {
        for (int i = 0; i < 12; i++) {
            assertThatThrownBy(() -> pictures.read(PICTURE))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(store.calls).hasSize(12);
    }
}
