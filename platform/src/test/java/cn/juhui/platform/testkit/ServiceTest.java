package cn.juhui.platform.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;

/// Beside `@SpringBootTest`: gives the service under test the [TestBackends], the keys of
/// [TestTokens], and a database of its own, sees that it asks nothing endless of it, and counts its [StoreReads]. The service says itself which configuration it reads:
/// `@SpringBootTest(properties = "spring.config.name=order-service", webEnvironment = RANDOM_PORT)`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = ServiceTestInitializer.class)
@TestExecutionListeners(
        listeners = QueriesEnd.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface ServiceTest {}
