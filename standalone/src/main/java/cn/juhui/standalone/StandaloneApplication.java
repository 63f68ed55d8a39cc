package cn.juhui.standalone;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// `./juhui up`: starts the whole platform in this JVM and keeps it running until Ctrl-C or SIGTERM.
public final class StandaloneApplication {

    private StandaloneApplication() {}

    public static void main(String[] args) throws InterruptedException {
        Progress progress = new Progress(System.out, begin());
        // One log for all contexts, configured by logback.xml: no context may re-configure it for
        // the others.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            run(StandaloneSettings.from(System.getenv()), progress);
        } catch (StartRefusedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            new StartFailure(e).print(System.err);
            System.exit(1);
        }
    }

    private static void run(StandaloneSettings settings, Progress progress)
            throws InterruptedException {
        Ports.checkFolder(settings.data()); // before anything logs there
        System.setProperty("juhui.log", settings.data().resolve("log/juhui.log").toString());
        RunningFile running =
                RunningFile.hold(settings.data(), System.getProperty("juhui.running"));
        new GivenVariables(settings).check();
        progress.say("聚惠退款 · Juhui Refunds");
        Standalone platform = Standalone.start(settings, progress);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(platform::close, running, stopped), "stop"));
        running.tell(settings, platform.url());
        new Welcome(settings, platform).print(progress);
        stopped.await();
    }

    /// However the platform's end goes: nothing says afterwards that it runs.
    ///
    /// @param platform ends it
    static void stop(Runnable platform, RunningFile running, CountDownLatch stopped) {
        Progress progress = new Progress(System.out, System.nanoTime());
        progress.say("Stopping …");
        try (running) {
            platform.run();
        }
        progress.done("stopped", "the data stays");
        stopped.countDown();
    }

    /// Counts from the start of this JVM, not from here: loading it is waiting, too. (The process may be older: it built first.)
    private static long begin() {
        long millis =
                System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        return System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
