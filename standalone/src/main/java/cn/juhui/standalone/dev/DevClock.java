package cn.juhui.standalone.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// The business clock of a developer's machine: the system's time plus an offset that only grows, and survives a restart,
/// because data from the future must not find itself in the past. Cut to milliseconds, which is what the store keeps.
public final class DevClock extends Clock {

    /// Together no further than this, so that nothing runs into the end of what tools call a date.
    public static final Duration LIMIT = Duration.ofDays(3660);

    private final Path file;
    private volatile Duration offset;

    private DevClock(Path file, Duration offset) {
        this.file = file;
        this.offset = offset;
    }

    /// The clock of this data directory, as far ahead as it was left.
    public static DevClock in(Path directory) {
        Path file = directory.resolve("clock");
        try {
            Files.createDirectories(directory);
            Duration offset =
                    Files.exists(file)
                            ? Duration.parse(Files.readString(file).strip())
                            : Duration.ZERO;
            return new DevClock(file, offset);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the clock's offset from " + file, e);
        }
    }

    /// Moves forward and remembers it.
    ///
    /// @return false when that would be too far, and nothing moved
    /// @throws IllegalArgumentException when the step isn't forward
    public synchronized boolean advance(Duration step) {
        if (!step.isPositive()) {
            throw new IllegalArgumentException("A clock moves forward, not by " + step);
        }
        if (step.compareTo(LIMIT.minus(offset)) > 0) {
            return false;
        }
        Duration moved = offset.plus(step);
        write(moved);
        offset = moved;
        return true;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(offset).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Business time is UTC");
    }

    private void write(Duration moved) {
        Path draft = file.resolveSibling("clock.new");
        try {
            Files.writeString(draft, moved.toString());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't remember the clock's offset in " + file, e);
        }
    }
}
