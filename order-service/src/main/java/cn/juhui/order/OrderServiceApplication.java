package cn.juhui.order;

import cn.juhui.platform.process.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts order-service on its own.
@SpringBootApplication
public class OrderServiceApplication {

    public static void main(String[] arguments) {
        ServiceProcess.run("order-service", OrderServiceApplication.class, arguments);
    }
}
