package cn.juhui.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/// After each class of [ServiceTest]s, before its service is closed: whatever they made the service ask its store has an index or an end.
final class QueriesEnd implements TestExecutionListener, Ordered {

    /// What comes last begins the end.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void afterTestClass(TestContext tests) {
        if (!tests.hasApplicationContext()) {
            return;
        }
        var service = tests.getApplicationContext();
        var database = service.getEnvironment().getRequiredProperty("spring.mongodb.database");
        var endless = service.getBean(QueryWatch.class).endless(TestBackends.mongoUri(), database);
        assertThat(endless).as("questions without an index and without an end").isEmpty();
    }
}
