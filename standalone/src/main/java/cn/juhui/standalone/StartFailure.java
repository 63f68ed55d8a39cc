package cn.juhui.standalone;

import java.io.PrintStream;
import org.slf4j.LoggerFactory;

/// A start that failed although the ports were free: the causes in a line each, the stack trace in the log.
record StartFailure(RuntimeException failure) {

    void print(PrintStream out) {
        out.println("无法启动 · The platform could not start:");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            out.println("  " + firstLine(cause));
        }
        out.println("More in " + System.getProperty("juhui.log", "the log"));
        LoggerFactory.getLogger(StartFailure.class).error("The platform could not start", failure);
    }

    private static String firstLine(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
