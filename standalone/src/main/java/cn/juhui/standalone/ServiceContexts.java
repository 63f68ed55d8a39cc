package cn.juhui.standalone;

import cn.juhui.standalone.channel.ChannelSimulator;
import cn.juhui.standalone.dev.DevClock;
import cn.juhui.standalone.dev.DevConfiguration;
import cn.juhui.standalone.dev.DevKey;
import cn.juhui.standalone.dev.DevTokens;
import cn.juhui.standalone.supplier.SupplierSimulator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// Starts each part as its own Spring application: own settings file, port, database, consumer group and metrics. All that
/// they share is the developer's clock.
final class ServiceContexts {

    private final StandaloneSettings settings;
    private final Map<String, String> shared;
    private final DevClock clock;
    private final DevKey key;
    private final Optional<ChannelSimulator> channel;
    private final Optional<SupplierSimulator> supplier;

    ServiceContexts(
            StandaloneSettings settings,
            Map<String, String> shared,
            DevClock clock,
            DevKey key,
            Optional<ChannelSimulator> channel,
            Optional<SupplierSimulator> supplier) {
        this.settings = settings;
        this.shared = shared;
        this.clock = clock;
        this.key = key;
        this.channel = channel;
        this.supplier = supplier;
    }

    /// Starts the first one alone, because it brings what all need (classes, the log), then two at a time.
    ///
    /// @param whenStarted hears of each
    /// @return in the order of the parts
    /// @throws RuntimeException of the first part that could not start; then none runs
    Map<PlatformPart, ConfigurableApplicationContext> startAll(
            List<PlatformPart> parts, Consumer<PlatformPart> whenStarted) {
        Map<PlatformPart, Future<ConfigurableApplicationContext>> starts =
                new EnumMap<>(PlatformPart.class);
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (PlatformPart part : parts) {
                FutureTask<ConfigurableApplicationContext> start =
                        new FutureTask<>(() -> start(part, whenStarted));
                if (starts.isEmpty()) {
                    start.run();
                } else {
                    two.execute(start);
                }
                starts.put(part, start);
                if (start.state() == Future.State.FAILED) {
                    break;
                }
            }
        }
        Map<PlatformPart, ConfigurableApplicationContext> started =
                new EnumMap<>(PlatformPart.class);
        starts.forEach((part, start) -> {
            if (start.state() == Future.State.SUCCESS) {
                started.put(part, start.resultNow());
            }
        });
        starts.values().stream()
                .filter(start -> start.state() == Future.State.FAILED)
                .findFirst()
                .ifPresent(failed -> {
                    started.values().forEach(ConfigurableApplicationContext::close);
                    throw failed.exceptionNow() instanceof RuntimeException e
                            ? e
                            : new IllegalStateException(failed.exceptionNow());
                });
        return started;
    }

    private ConfigurableApplicationContext start(
            PlatformPart part, Consumer<PlatformPart> whenStarted) {
        ConfigurableApplicationContext context = start(part);
        whenStarted.accept(part);
        return context;
    }

    private ConfigurableApplicationContext start(PlatformPart part) {
        SpringApplicationBuilder application =
                new SpringApplicationBuilder(part.mainClass())
                        .registerShutdownHook(false)
                        .logStartupInfo(false)
                        .initializers(context -> give((GenericApplicationContext) context, part));
        if (part == PlatformPart.GATEWAY) {
            application.sources(DevConfiguration.class);
        }
        return application.run(arguments(part));
    }

    private void give(GenericApplicationContext context, PlatformPart part) {
        context.registerBean("clock", DevClock.class, () -> clock);
        if (part == PlatformPart.GATEWAY) {
            context.registerBean(
                    DevTokens.class,
                    () -> new DevTokens(key, settings.url(PlatformPart.GATEWAY) + "/dev"));
            channel.ifPresent(c ->
                    context.registerBean(
                            ChannelSimulator.class,
                            () -> c,
                            bean -> bean.setDestroyMethodName("")));
            supplier.ifPresent(s ->
                    context.registerBean(
                            SupplierSimulator.class,
                            () -> s,
                            bean -> bean.setDestroyMethodName("")));
        }
    }

    /// The threads of all parts are counted in one place: the first one's.
    private boolean showsThreads(PlatformPart part) {
        return Stream.of(PlatformPart.values())
                        .filter(settings.parts()::contains)
                        .findFirst()
                        .orElseThrow()
                == part;
    }

    /// As arguments, because these win over every file and variable.
    private String[] arguments(PlatformPart part) {
        List<String> arguments = new ArrayList<>();
        shared.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--spring.config.name=" + part.title());
        arguments.add("--server.address=" + settings.host());
        arguments.add("--server.port=" + settings.port(part));
        arguments.add("--management.server.address=" + settings.host());
        arguments.add("--management.server.port=" + settings.managementPort(part));
        arguments.add("--management.metrics.use-global-registry=" + showsThreads(part));
        arguments.add("--juhui.drain.delay=0s");
        arguments.add("--spring.lifecycle.timeout-per-shutdown-phase=2s");
        return arguments.toArray(String[]::new);
    }
}
