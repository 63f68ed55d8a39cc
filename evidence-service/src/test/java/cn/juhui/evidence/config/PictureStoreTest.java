package cn.juhui.evidence.config;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.adapter.s3.FakeS3;
import cn.juhui.evidence.adapter.s3.S3Pictures;
import cn.juhui.evidence.application.picture.Pictures;
import cn.juhui.platform.process.WrongVariablesException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// A start with a bucket, and without.
class PictureStoreTest {

    private final FakeS3 store = new FakeS3();
    private final ApplicationContextRunner start =
            new ApplicationContextRunner()
                    .withUserConfiguration(PictureStoreConfiguration.class)
                    .withPropertyValues(
                            "juhui.evidence.store=s3",
                            "juhui.evidence.s3.endpoint=" + store.address(),
                            "juhui.evidence.s3.region=cn-hangzhou",
                            "juhui.evidence.s3.bucket=" + FakeS3.BUCKET,
                            "juhui.evidence.s3.access-key=AKIDEXAMPLE",
                            "juhui.evidence.s3.secret-key=geheim",
                            "juhui.evidence.s3.path-style=true",
                            "juhui.evidence.s3.attempt-limit=300ms",
                            "juhui.evidence.s3.time-limit=1s");

    @AfterEach
    void close() {
        store.close();
    }

    private void assertRefused(ApplicationContextRunner start, String complaint) {
        start.run(context ->
                assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(WrongVariablesException.class)
                        .hasMessageStartingWith(complaint)
                        .hasMessageContaining("127.0.0.1")
                        .hasMessageNotContaining("geheim"));
    }

    @Test
    void with_its_bucket_it_starts() {
        start.run(context ->
                assertThat(context.getBean(Pictures.class)).isInstanceOf(S3Pictures.class));
    }

    @Test
    void a_bucket_that_is_not_there_is_named() {
        assertRefused(
                start.withPropertyValues("juhui.evidence.s3.bucket=other"),
                "S3_BUCKET: there is no bucket \"other\" at ");
    }

    @Test
    void keys_that_are_not_let_in_are_named() {
        store.fault = 403;
        assertRefused(
                start,
                "S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY: this key is not let into the bucket"
                        + " \"evidence\"");
    }

    @Test
    void a_store_that_fails_or_does_not_answer_is_named() {
        store.fault = 500;
        assertRefused(start, "S3_ENDPOINT: the store at ");
        store.fault = -1;
        assertRefused(start, "S3_ENDPOINT: the store at ");
    }
}
