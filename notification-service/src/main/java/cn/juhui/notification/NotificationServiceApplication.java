package cn.juhui.notification;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// notification-service as its own process.
@SpringBootApplication
public class NotificationServiceApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(NotificationServiceApplication.class)
                .properties("spring.config.name=notification-service")
                .run(arguments);
    }
}
