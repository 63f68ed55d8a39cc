package cn.juhui.payout.domain.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The days on which banks in China move money: Monday to Friday without the holidays, and the make-up days. In a year whose
/// notice is not known it is Monday to Friday, which [Found] says.
public final class WorkingCalendar {

    private final SortedMap<Integer, WorkingYear> years;

    /// @param years with a notice each; of the same year the last one counts
    public WorkingCalendar(Collection<WorkingYear> years) {
        var byYear = new TreeMap<Integer, WorkingYear>();
        years.forEach(year -> byYear.put(year.year(), year));
        this.years = Collections.unmodifiableSortedMap(byYear);
    }

    /// A day that was counted out.
    ///
    /// @param weekdaysOnly whether a year on the way is not known
    public record Found(LocalDate day, boolean weekdaysOnly) {}

    /// What is known, by year.
    public SortedMap<Integer, WorkingYear> years() {
        return years;
    }

    public boolean isWorkingDay(LocalDate day) {
        for (var year : years.values()) {
            if (year.makeUpDays().contains(day)) {
                return true;
            }
            if (year.daysOff().contains(day)) {
                return false;
            }
        }
        return !WorkingYear.isWeekend(day);
    }

    /// The n-th working day after this day.
    public Found plusWorkingDays(LocalDate day, int n) {
        var result = day;
        var known = true;
        for (int left = n; left > 0; ) {
            result = result.plusDays(1);
            known &= years.containsKey(result.getYear());
            if (isWorkingDay(result)) {
                left--;
            }
        }
        return new Found(result, !known);
    }

    /// How many days in a row, from this one on, are of known years; 0 when this one is not.
    public long daysKnown(LocalDate from) {
        var year = from.getYear();
        while (years.containsKey(year)) {
            year++;
        }
        return year == from.getYear() ? 0 : ChronoUnit.DAYS.between(from, LocalDate.of(year, 1, 1));
    }
}
