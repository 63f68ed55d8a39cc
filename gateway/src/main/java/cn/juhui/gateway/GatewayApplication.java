package cn.juhui.gateway;

import cn.juhui.platform.process.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The door: everything from outside comes through here.
@SpringBootApplication
public class GatewayApplication {

    public static void main(String[] arguments) {
        ServiceProcess.run("gateway", GatewayApplication.class, arguments);
    }
}
