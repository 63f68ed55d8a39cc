package cn.juhui.standalone;

import cn.juhui.standalone.demo.Demo;
import java.net.URI;
import java.nio.file.Path;

/// Runs the platform once on ports and data of its own, does what people do with it, and ends: the JVM records what was loaded
/// for the start-up cache. Started by `./juhui`, never by people.
final class Training {

    private Training() {}

    public static void main(String[] args) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        Path room = Path.of(args[0]).toAbsolutePath();
        System.setProperty("juhui.log", room.resolve("training.log").toString());
        int status = 0;
        try (Standalone platform = Standalone.start(StandaloneSettings.onFreePorts(room))) {
            Demo.walkSilently(URI.create(platform.url()));
        } catch (RuntimeException e) {
            // A cache of the start alone is worth having, too; no start, no cache.
            System.err.println("Training: " + e);
            status = e instanceof StartRefusedException ? 1 : 0;
        }
        System.exit(status);
    }
}
