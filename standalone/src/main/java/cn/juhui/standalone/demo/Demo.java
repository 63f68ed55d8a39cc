package cn.juhui.standalone.demo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// `./juhui demo`: walks through the running platform and tells what it sees.
public final class Demo {

    private Demo() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        URI base = platform(System.getenv());
        try {
            out.println("聚惠退款演示 · A walk through Juhui Refunds, on " + base);
            new Walk(new Api(base), new Narrator(out)).walk();
            out.println();
            out.println("完成。再次运行会使用下一笔订单。 · Done. Run it again, and it takes the next orders.");
        } catch (DemoFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /// The same walk without an audience, to warm a platform up.
    public static void walkSilently(URI base) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new Walk(new Api(base), new Narrator(nowhere)).walk();
    }

    static URI platform(Map<String, String> environment) {
        String port = environment.getOrDefault("GATEWAY_PORT", "8080");
        return URI.create(environment.getOrDefault("JUHUI_URL", "http://127.0.0.1:" + port));
    }
}
