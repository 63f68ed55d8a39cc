package cn.juhui.notification;

import cn.juhui.platform.process.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// notification-service as its own process.
@SpringBootApplication
public class NotificationServiceApplication {

    public static void main(String[] arguments) {
        ServiceProcess.run("notification-service", NotificationServiceApplication.class, arguments);
    }
}
