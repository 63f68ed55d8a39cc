package cn.juhui.platform.resilience;

import cn.juhui.platform.kernel.Outage;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/// Tells an outage (store, broker or another service away, too slow, full, or not letting us in) from a failure that comes from what was handled. Outages end by themselves or by
/// the hand of who runs the house, and hit everything alike: what they hit waits. Whatever isn't known as one, a bug for instance, is taken for the record's own.
public final class Outages {

    /// Codes of MongoDB that speak of its own state: network, elections, shutdown, time limits, write concerns, conflicts; who we are (13, 18); a full or failed disk (96,
    /// 14031). All others speak of what was sent: a document too large (10334, 17419, 17420), a name or a value that can't be (2, 9, 56, 57).
    private static final Set<Integer> STATES_OF_THE_STORE =
            Set.of(
                    6, 7, 11, 13, 18, 24, 50, 63, 64, 74, 79, 89, 91, 96, 100, 107, 109, 112, 117,
                    133, 134, 146, 150, 175, 189, 202, 216, 237, 251, 262, 279, 290, 317, 384, 462,
                    9001, 10058, 10107, 11600, 11601, 11602, 13388, 13435, 13436, 14031);

    private Outages() {}

    /// Whether any cause of the failure is an outage.
    public static boolean isBehind(@Nullable Throwable failure) {
        var depth = 0;
        for (var cause = failure; cause != null && depth < 50; cause = cause.getCause(), depth++) {
            if (isOne(cause)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the store can't be reached, doesn't let us in, or says of itself, not of what was sent, that it can't do it now: its disk is full, it fails, it ends.
    ///
    /// @param cause looked at alone, without its own causes
    public static boolean isOfTheStore(Throwable cause) {
        return switch (cause) {
            case MongoTimeoutException _,
                    MongoSocketException _,
                    MongoConnectionPoolClearedException _,
                    MongoServerUnavailableException _,
                    MongoNotPrimaryException _,
                    MongoNodeIsRecoveringException _,
                    MongoExecutionTimeoutException _,
                    MongoInterruptedException _,
                    MongoSecurityException _,
                    MongoWriteConcernException _,
                    DataAccessResourceFailureException _ ->
                    true;
            case MongoServerException e ->
                    STATES_OF_THE_STORE.contains(e.getCode()) || isTransient(e);
            case MongoException e -> isTransient(e);
            default -> false;
        };
    }

    private static boolean isOne(Throwable cause) {
        return switch (cause) {
            case RecordTooLargeException _, SerializationException _ -> false;
            case OutOfMemoryError _ -> true;
            case Outage _,
                    KafkaException _,
                    TransientDataAccessException _,
                    ResourceAccessException _,
                    HttpServerErrorException _,
                    HttpClientErrorException.TooManyRequests _,
                    HttpClientErrorException.Unauthorized _,
                    HttpClientErrorException.Forbidden _,
                    RejectedExecutionException _,
                    TimeoutException _,
                    InterruptedException _,
                    UncheckedIOException _,
                    IOException _ ->
                    true;
            default -> isOfTheStore(cause);
        };
    }

    private static boolean isTransient(MongoException e) {
        return e.hasErrorLabel("RetryableWriteError")
                || e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL);
    }
}
