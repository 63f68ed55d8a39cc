package cn.juhui.platform.process;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Refuses a start with missing or malformed environment variables before anything else happens.
@Order(Ordered.LOWEST_PRECEDENCE)
final class CheckVariables
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var complaints = new Variables(context.getEnvironment()).complaints();
        if (!complaints.isEmpty()) {
            throw new WrongVariablesException(complaints);
        }
    }
}
