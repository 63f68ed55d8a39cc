package cn.juhui.refund;

import cn.juhui.platform.process.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The refund case: application, review, intervention, payout, history.
@SpringBootApplication
public class RefundServiceApplication {

    public static void main(String[] arguments) {
        ServiceProcess.run("refund-service", RefundServiceApplication.class, arguments);
    }
}
