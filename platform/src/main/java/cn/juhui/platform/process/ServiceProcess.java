package cn.juhui.platform.process;

import cn.juhui.platform.journal.DeadlineSweeper;
import cn.juhui.platform.messaging.topic.DeclaredTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;

/// How every service and the gateway start as a process of their own.
public final class ServiceProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

    /// The first argument of a process that only puts topics and indexes in place.
    static final String DEPLOY = "deploy";

    /// Exit code of a deploy step that no repetition would help.
    private static final int REFUSED = 2;

    /// How long an orderly end may take beyond the drain's delay.
    private static final Duration LAST_MOMENT = Duration.ofSeconds(22);

    private ServiceProcess() {}

    /// Starts it. With missing or wrong environment variables it says so in a line for each and ends with exit code 1.
    ///
    /// @param name the service's name and that of its settings file, such as `order-service`
    /// @param arguments `deploy` to put topics and indexes in place and end: exit code 0, or 2 with a line for each reason why
    ///     that can't be; what may go better the next time (no store, no broker) ends with 1
    public static void run(String name, Class<?> application, String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(DEPLOY)) {
            var refusals = deploy(name, application);
            refusals.forEach(LOG::error);
            System.exit(refusals.isEmpty() ? 0 : REFUSED);
        }
        var context =
                new SpringApplicationBuilder(application)
                        .properties("spring.config.name=" + name)
                        .registerShutdownHook(false)
                        .run(arguments);
        var delay = context.getEnvironment().getProperty("juhui.drain.delay", Duration.class);
        var limit = delay == null ? LAST_MOMENT : LAST_MOMENT.plus(delay);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(context, limit), "end"));
    }

    /// Starts the service far enough to create what it needs, without taking any work, and compares what is there.
    ///
    /// @return why the store or the broker can't become what this version wants, a sentence each
    static List<String> deploy(String name, Class<?> application, String... arguments) {
        var indexes = new DeclaredIndexes();
        var all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        all.add("--server.address=127.0.0.1");
        all.add("--management.server.port=-1");
        all.add("--juhui.drain.delay=0s");
        all.add("--spring.cloud.stream.default.consumer.auto-startup=false");
        try (var context =
                new SpringApplicationBuilder(application)
                        .properties("spring.config.name=" + name)
                        .initializers(starting ->
                                onlyDeclare((GenericApplicationContext) starting, indexes))
                        .run(all.toArray(String[]::new))) {
            var refusals = new ArrayList<String>();
            context.getBeanProvider(DeclaredTopics.class)
                    .forEach(topics -> refusals.addAll(topics.refusals()));
            context.getBeanProvider(MongoTemplate.class)
                    .forEach(store -> refusals.addAll(indexes.refusals(store.getDb())));
            return refusals;
        }
    }

    private static void onlyDeclare(GenericApplicationContext starting, DeclaredIndexes indexes) {
        starting.registerBean(
                "overhearIndexes",
                MongoClientSettingsBuilderCustomizer.class,
                () -> store -> store.addCommandListener(indexes));
        starting.addBeanFactoryPostProcessor(beans -> {
            for (var sweeper : beans.getBeanNamesForType(DeadlineSweeper.class, true, false)) {
                beans.getBeanDefinition(sweeper).setLazyInit(true);
            }
        });
    }

    /// An end that takes too long is cut off: what is unfinished then is finished by the others, as after a crash.
    private static void end(ConfigurableApplicationContext context, Duration limit) {
        var cutOff = Thread.ofPlatform().daemon().start(() -> haltAfter(limit));
        context.close();
        cutOff.interrupt();
    }

    private static void haltAfter(Duration limit) {
        try {
            Thread.sleep(limit);
            LOG.error("The end took longer than {}; it is cut off", limit);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            // In time.
        }
    }
}
