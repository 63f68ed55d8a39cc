package cn.juhui.evidence;

import cn.juhui.platform.process.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// What the sides of a case put into its file.
@SpringBootApplication
public class EvidenceServiceApplication {

    public static void main(String[] arguments) {
        ServiceProcess.run("evidence-service", EvidenceServiceApplication.class, arguments);
    }
}
