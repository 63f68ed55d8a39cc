package cn.juhui.payout.adapter.calendar;

import cn.juhui.payout.domain.calendar.WorkingYear;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The years that come with the service.
public final class BuiltInYears {

    private BuiltInYears() {}

    public static List<WorkingYear> read() {
        return Stream.of("2025.yml", "2026.yml").map(BuiltInYears::read).toList();
    }

    private static WorkingYear read(String name) {
        try (var in = BuiltInYears.class.getResourceAsStream("/working-calendar/" + name)) {
            return CalendarFile.read(name, Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
