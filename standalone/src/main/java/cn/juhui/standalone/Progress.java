package cn.juhui.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// Plain lines with the seconds since the start, for people who wait.
final class Progress {
    private final PrintStream out;
    private final long begin;

    /// @param begin what [System#nanoTime] said when the user pressed the key
    Progress(PrintStream out, long begin) {
        this.out = out;
        this.begin = begin;
    }

    synchronized void done(String what, String where) {
        out.printf(Locale.ROOT, "%6.1f s  %-21s %s%n", seconds(), what, where);
    }

    void say(String text) {
        out.println(text);
    }

    double seconds() {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    }
}
