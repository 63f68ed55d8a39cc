package cn.juhui.platform.http.body;

import java.util.concurrent.atomic.AtomicLong;

/// So many bytes that may lie somewhere at the same time. What is taken must be given back.
public final class BodyRoom {

    private final AtomicLong left;

    /// @param bytes in all
    public BodyRoom(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /// @return false: there is not so much left, and nothing was taken
    public boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    /// Gives back what was taken.
    public void giveBack(long bytes) {
        left.addAndGet(bytes);
    }
}
