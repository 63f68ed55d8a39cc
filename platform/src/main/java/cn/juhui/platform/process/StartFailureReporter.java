package cn.juhui.platform.process;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// A start that failed because of what an environment variable says, told in a line that names the variable. Anything else is
/// left to Spring Boot's own reporters.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureReporter implements SpringBootExceptionReporter {

    private static final Logger LOG = LoggerFactory.getLogger("start");

    private final @Nullable ConfigurableApplicationContext context;

    StartFailureReporter(@Nullable ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var told = told(cause);
            if (told.isPresent()) {
                told.get().lines().forEach(LOG::error);
                return true;
            }
        }
        return false;
    }

    private Optional<String> told(Throwable cause) {
        return switch (cause) {
            case WrongVariablesException e -> Optional.ofNullable(e.getMessage());
            case MongoTimeoutException _ ->
                    because("spring.mongodb.uri", "the store there does not answer");
            case MongoSecurityException _ ->
                    because("spring.mongodb.uri", "the store there refuses this user");
            case MongoConfigurationException e -> because("spring.mongodb.uri", e.getMessage());
            case MongoCommandException e when isOtherIndex(e) ->
                    because(
                            "spring.mongodb.uri",
                            "an index differs from this version's: " + e.getErrorMessage());
            case KafkaException e ->
                    because(
                            "spring.kafka.bootstrap-servers",
                            "Kafka there can't be used: " + e.getMessage());
            case PortInUseException e ->
                    because(settingOf(e.getPort()), "port " + e.getPort() + " is taken");
            case BindException e -> because(e.getName().toString(), reason(e));
            case ConfigurationPropertiesBindException e
                    when !(e.getCause() instanceof BindException) ->
                    Optional.ofNullable(e.getMessage());
            default -> Optional.empty();
        };
    }

    private String settingOf(int port) {
        var management = "juhui.management.port";
        return context != null
                        && Integer.toString(port)
                                .equals(context.getEnvironment().getProperty(management))
                ? management
                : "server.port";
    }

    /// IndexOptionsConflict, IndexKeySpecsConflict.
    private static boolean isOtherIndex(MongoCommandException e) {
        return e.getErrorCode() == 85 || e.getErrorCode() == 86;
    }

    private static @Nullable String reason(Throwable failure) {
        var root = failure;
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root.getMessage();
    }

    /// The variable behind the setting; the setting's own name where there is none.
    private Optional<String> because(String property, @Nullable String what) {
        var variables =
                context == null
                        ? ""
                        : String.join(
                                ", ", new Variables(context.getEnvironment()).behind(property));
        return Optional.of((variables.isEmpty() ? property : variables) + ": " + what);
    }
}
