package cn.juhui.platform.process;

import org.springframework.boot.builder.SpringApplicationBuilder;

/// How every service and the gateway start as a process of their own.
public final class ServiceProcess {

    private ServiceProcess() {}

    /// Starts it. With missing or wrong environment variables it says so in a line for each and ends with exit code 1.
    ///
    /// @param name the service's name and that of its settings file, such as `order-service`
    public static void run(String name, Class<?> application, String... arguments) {
        new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name)
                .run(arguments);
    }
}
