package cn.juhui.payout.adapter.calendar;

import cn.juhui.payout.domain.calendar.WorkingYear;
import cn.juhui.payout.domain.calendar.WorkingYear.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads one year from a file `<year>.yml`: the notice, its holidays as periods, its make-up days. A member more or less than
/// that, or a day that can't be, is refused with a sentence that says which.
public final class CalendarFile {

    private static final int LONGEST_HOLIDAY_DAYS = 15;
    private static final Set<String> MEMBERS = Set.of("year", "notice", "holidays", "makeUpDays");
    private static final Set<String> OF_A_NOTICE = Set.of("title", "number", "issuedOn", "source");
    private static final Set<String> OF_A_HOLIDAY = Set.of("name", "from", "to");

    private CalendarFile() {}

    /// @param name the file's, such as `2026.yml`
    /// @throws IllegalArgumentException with the file's name and what is wrong with it
    public static WorkingYear read(String name, InputStream in) throws IOException {
        try (var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            var members = members(yaml().load(text), "the file", MEMBERS);
            var year = year(text(members, "year"));
            if (!name.equals(year + ".yml")) {
                throw new IllegalArgumentException("its name must be " + year + ".yml");
            }
            return new WorkingYear(
                    year, notice(members), daysOff(members), days(list(members, "makeUpDays")));
        } catch (IllegalArgumentException | YAMLException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /// Every value as the text that it is: a date in YAML would become an instant of some time zone.
    private static Yaml yaml() {
        var options = new LoaderOptions();
        var dumper = new DumperOptions();
        return new Yaml(
                new SafeConstructor(options),
                new Representer(dumper),
                dumper,
                options,
                new Resolver() {
                    @Override
                    protected void addImplicitResolvers() {}
                });
    }

    private static Notice notice(Map<?, ?> file) {
        var notice = members(file.get("notice"), "notice", OF_A_NOTICE);
        return new Notice(
                text(notice, "title"),
                text(notice, "number"),
                day(text(notice, "issuedOn")),
                text(notice, "source"));
    }

    private static Set<LocalDate> daysOff(Map<?, ?> file) {
        var days = new HashSet<LocalDate>();
        for (var each : list(file, "holidays")) {
            var holiday = members(each, "a holiday", OF_A_HOLIDAY);
            var name = text(holiday, "name");
            var from = day(text(holiday, "from"));
            var to = day(text(holiday, "to"));
            if (to.isBefore(from) || !to.isBefore(from.plusDays(LONGEST_HOLIDAY_DAYS))) {
                throw new IllegalArgumentException("%s is from %s to %s".formatted(name, from, to));
            }
            for (var day : from.datesUntil(to.plusDays(1)).toList()) {
                if (!days.add(day)) {
                    throw new IllegalArgumentException(day + " is of two holidays");
                }
            }
        }
        return days;
    }

    private static Set<LocalDate> days(List<?> texts) {
        var days = new HashSet<LocalDate>();
        for (var text : texts) {
            if (!days.add(day(String.valueOf(text)))) {
                throw new IllegalArgumentException(text + " is there twice");
            }
        }
        return days;
    }

    private static Map<?, ?> members(@Nullable Object node, String where, Set<String> names) {
        if (!(node instanceof Map<?, ?> members) || !members.keySet().equals(names)) {
            var found = node instanceof Map<?, ?> members ? members.keySet() : node;
            throw new IllegalArgumentException(
                    "%s has %s instead of %s".formatted(where, found, names));
        }
        return members;
    }

    private static List<?> list(Map<?, ?> members, String name) {
        if (!(members.get(name) instanceof List<?> list)) {
            throw new IllegalArgumentException(name + " is not a list");
        }
        return list;
    }

    private static String text(Map<?, ?> members, String name) {
        if (!(members.get(name) instanceof String text) || text.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static int year(String text) {
        if (!text.matches("20[0-9]{2}")) {
            throw new IllegalArgumentException(text + " is not a year");
        }
        return Integer.parseInt(text);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text + " is not a day such as 2026-10-01", e);
        }
    }
}
