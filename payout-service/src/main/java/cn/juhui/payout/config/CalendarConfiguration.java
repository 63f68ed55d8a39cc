package cn.juhui.payout.config;

import cn.juhui.payout.adapter.calendar.CalendarFile;
import cn.juhui.payout.domain.calendar.ExpectedArrival;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.payout.domain.calendar.WorkingYear;
import cn.juhui.platform.process.WrongVariablesException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The working calendar: the years that come with the service, and those in the operator's folder. How long it lasts is told at the
/// start and by the gauge `juhui.calendar.days.known`.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CalendarSettings.class)
class CalendarConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarConfiguration.class);
    private static final String FOLDER = "WORKING_CALENDAR_DIR";

    @Bean
    WorkingCalendar workingCalendar(CalendarSettings settings, Clock clock) throws IOException {
        var years = builtIn();
        if (!settings.folder().isBlank()) {
            years.addAll(in(Path.of(settings.folder())));
        }
        var calendar = new WorkingCalendar(years);
        calendar.years()
                .values()
                .forEach(year ->
                        LOG.info(
                                "Working calendar {}: {} {}",
                                year.year(),
                                year.notice().title(),
                                year.notice().number()));
        var left = calendar.daysKnown(today(clock));
        if (left < settings.warnBefore().toDays()) {
            LOG.warn(
                    "The working calendar is known for {} more days. Estimates beyond count Monday to Friday and say so."
                            + " Put the next year's notice as <year>.yml into the folder {}",
                    left,
                    FOLDER);
        }
        return calendar;
    }

    @Bean
    Gauge knownDays(WorkingCalendar calendar, Clock clock, MeterRegistry meters) {
        return Gauge.builder(
                        "juhui.calendar.days.known",
                        calendar,
                        c -> (double) c.daysKnown(today(clock)))
                .description("Days from today on that the working calendar knows")
                .register(meters);
    }

    private static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ExpectedArrival.CHINA);
    }

    private static List<WorkingYear> builtIn() throws IOException {
        var years = new ArrayList<WorkingYear>();
        for (var file :
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath:working-calendar/*.yml")) {
            years.add(CalendarFile.read(String.valueOf(file.getFilename()), file.getInputStream()));
        }
        return years;
    }

    private static List<WorkingYear> in(Path folder) {
        var years = new ArrayList<WorkingYear>();
        try (var files = Files.newDirectoryStream(folder, "*.{yml,yaml}")) {
            for (var file : files) {
                years.add(
                        CalendarFile.read(
                                file.getFileName().toString(), Files.newInputStream(file)));
            }
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw refused("the folder \"" + folder + "\" can't be read");
        }
        return years;
    }

    private static WrongVariablesException refused(String what) {
        return new WrongVariablesException(Set.of(FOLDER + ": " + what));
    }
}
