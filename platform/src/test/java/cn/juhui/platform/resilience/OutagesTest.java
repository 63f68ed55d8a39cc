package cn.juhui.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

class OutagesTest {

    static Stream<Exception> outages() {
        return Stream.of(
                new MongoTimeoutException("no server"),
                new MongoSocketReadException("cut off", new ServerAddress()),
                new IllegalStateException(new MongoTimeoutException("behind another")),
                new DisconnectException("broker"),
                new ResourceAccessException("neighbour", new IOException("refused")),
                new HttpServerErrorException(HttpStatus.BAD_GATEWAY),
                new HttpServerErrorException(HttpStatus.SERVICE_UNAVAILABLE),
                new ConcurrencyFailureException("changes faster than it can be decided"),
                new TimeoutException(),
                new InterruptedException());
    }

    static Stream<Exception> failuresOfTheirOwn() {
        return Stream.of(
                new NullPointerException(),
                new IllegalArgumentException("long overflow", new ArithmeticException()),
                new BsonMaximumSizeExceededException("Document size of 17 MB"),
                new MongoWriteException(
                        new WriteError(17419, "Resulting document", new BsonDocument()),
                        new ServerAddress(),
                        Set.of()),
                new RecordTooLargeException(),
                HttpClientErrorException.create(
                        HttpStatus.CONFLICT,
                        "refused",
                        new org.springframework.http.HttpHeaders(),
                        new byte[0],
                        null));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void somebody_is_away(Exception failure) {
        assertThat(Outages.isBehind(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheirOwn")
    void something_is_wrong_with_what_was_handled(Exception failure) {
        assertThat(Outages.isBehind(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 50, 91, 96, 112, 189, 262, 10107, 11602, 13435, 14031})
    void the_store_speaks_of_itself(int code) {
        assertThat(Outages.isBehind(storeSays(code))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 14, 56, 57, 10334, 17419, 17420})
    void the_store_speaks_of_what_was_sent(int code) {
        assertThat(Outages.isBehind(storeSays(code))).isFalse();
    }

    private static MongoCommandException storeSays(int code) {
        return new MongoCommandException(
                new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code)),
                new ServerAddress());
    }
}
