package cn.juhui.platform.process;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.filter.OncePerRequestFilter;

/// The first step of an orderly end. Readiness says no already; for a while everything goes on as before, so that whoever sends
/// requests here learns of it, and every answer asks for a new connection, which will lead elsewhere. Then consumers finish
/// their record and leave their group, the web server finishes its requests, and the relay what it has queued.
public final class Drain extends OncePerRequestFilter implements SmartLifecycle {

    private final Duration delay;
    private volatile boolean running;
    private volatile boolean draining;

    /// @param delay how long requests are still taken
    public Drain(Duration delay) {
        this.delay = delay;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (draining) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }

    /// Above everything else: stopped first.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        draining = true;
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
